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
    if (mark.classList.contains("strip")) retell(now);
  });
  // what has ended by then is spoken of in the past, what is to come as to come
  function retell(now) {
    var when = { scheduled: "生效后", in_force: "", ended: "曾" }[now];
    document.querySelectorAll(".answer > .lead, .answer > .caution").forEach(function (said) {
      said.textContent = said.textContent.replace(/(曾|生效后)?可能适用/, when + "可能适用");
    });
  }
})();
