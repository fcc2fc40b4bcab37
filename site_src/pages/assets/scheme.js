// 浅色、深色的选择：读者选过的记在本机，没有选过的跟随系统。在页面显示之前执行，避免闪烁。
(function () {
  "use strict";
  var root = document.documentElement, key = "qingdan.scheme", chosen = null;
  var system = window.matchMedia ? matchMedia("(prefers-color-scheme: dark)") : { matches: false };
  try { chosen = localStorage.getItem(key); } catch (e) { /* 不允许存储时跟随系统 */ }
  if (chosen === "dark" || chosen === "light") root.setAttribute("data-scheme", chosen);
  function dark() { return (root.getAttribute("data-scheme") || (system.matches ? "dark" : "light")) === "dark"; }
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.scheme");
    if (!button) return;
    button.disabled = false;
    button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", function () {
      var next = dark() ? "light" : "dark";
      root.setAttribute("data-scheme", next);
      button.setAttribute("aria-pressed", String(next === "dark"));
      try { localStorage.setItem(key, next); } catch (e) { /* 只对本页有效 */ }
    });
  });
})();
