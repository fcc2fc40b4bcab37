// The day a reader opens a page may lie past a first or last day known when it was made: status words and colours follow the day in China.
(function () {
  "use strict";
  var words = { scheduled: "尚未生效", in_force: "现行有效", ended: "已失效" };
  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  document.querySelectorAll("[data-from]").forEach(function (mark) {
    var to = mark.getAttribute("data-to");
    var now = to && today >= to ? "ended" : today < mark.getAttribute("data-from") ? "scheduled" : "in_force";
    if (mark.classList.contains(now)) return;
    Object.keys(words).forEach(function (status) { mark.classList.remove(status); });
    mark.classList.add(now);
    var word = mark.querySelector(".word") || mark;
    word.textContent = words[now];
    if (now === "ended" && mark.classList.contains("strip")) past();
  });
  // what has ended by then is spoken of in the past
  function past() {
    document.querySelectorAll(".answer > .lead").forEach(function (lead) {
      lead.textContent = lead.textContent.replace(/(曾)?可能适用/, "曾可能适用");
    });
  }
})();
