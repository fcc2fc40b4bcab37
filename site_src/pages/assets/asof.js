// What held on a day, from the first and last days of all public versions (asof/intervals.js); day and department stand in the address.
(function () {
  "use strict";
  var form = document.getElementById("asof-form");
  var results = document.getElementById("asof-results");
  var data = window.qingdanIntervals;
  if (!form || !results || !data) return;
  var date = form.elements.date, dept = form.elements.dept, versions = data.versions;
  var page = /index\.html$/.test(location.pathname) ? "index.html" : "";

  function visible(text) { // characters that hide or turn around their neighbours are written as their code
    return text.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, function (one) {
      return "[U+" + ("000" + one.charCodeAt(0).toString(16).toUpperCase()).slice(-4) + "]";
    });
  }
  function add(parent, tag, text, name) {
    var made = document.createElement(tag);
    if (text) made.textContent = visible(text);
    if (name) made.className = name;
    parent.appendChild(made);
    return made;
  }
  function said(day) {
    var parts = day.split("-").map(Number);
    return parts[0] + "年" + parts[1] + "月" + parts[2] + "日";
  }
  function isDay(day) {
    var made = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(day + "T00:00:00Z") : null;
    return made !== null && !isNaN(made) && made.toISOString().slice(0, 10) === day;
  }
  function applying(day, code) {
    var found = [];
    for (var i = 0; i < versions.item_id.length; i++) {
      var until = versions.to[i];
      if (versions.from[i] <= day && (until === null || day < until) && (!code || versions.department[i] === code)) found.push(i);
    }
    return found;
  }
  function show(day, code) {
    results.textContent = "";
    results.removeAttribute("data-date");
    if (!isDay(day)) {
      if (day) add(results, "p", "“" + day + "”不是日期。请写成 2026-01-31 的样子。", "note").setAttribute("role", "alert");
      return;
    }
    var found = applying(day, code);
    var later = day > data.as_of ? "这一天在此之后，届时以当时公布的为准。" : "";
    add(results, "h2", said(day) + "适用" + found.length + "项").tabIndex = -1;
    add(results, "p", "按截至" + said(data.as_of) + "公布的内容。" + later + "可能适用，以执法机关认定为准。" +
      (found.length ? "" : "这一天没有已经施行的事项；未列入清单不等于一律处罚。"), "lead");
    var current = "", list = null;
    found.forEach(function (i) {
      var place = versions.department[i] + "/" + versions.kind[i];
      if (place !== current) {
        current = place;
        add(results, "h3", (data.departments[versions.department[i]] || versions.department[i]) + "　" + data.kinds[versions.kind[i]]);
        list = add(results, "ul", "", "conducts");
      }
      var link = add(add(list, "li"), "a", versions.violation[i] || versions.item_id[i]);
      link.href = "../items/" + versions.item_id[i] + "/v" + versions.n[i] + "/" + page;
    });
    results.setAttribute("data-date", day);
    results.setAttribute("data-total", String(found.length));
  }
  function fromAddress() {
    var asked = new URLSearchParams(location.search);
    date.value = asked.get("date") || data.as_of;
    dept.value = asked.get("dept") || "";
    if (dept.selectedIndex < 0) dept.value = "";
    show(asked.get("date") || "", dept.value);
  }

  Object.keys(data.departments).forEach(function (code) { add(dept, "option", data.departments[code]).value = code; });
  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var query = new URLSearchParams({ date: date.value });
    if (dept.value) query.set("dept", dept.value);
    try { history.pushState(null, "", "?" + query); } catch (error) { /* opened from a folder, the address cannot change */ }
    show(date.value, dept.value);
    var heading = results.querySelector("h2"); // who asked hears how many, and not hundreds of names
    if (heading) heading.focus();
  });
  window.addEventListener("popstate", fromAddress);
  fromAddress();
})();
