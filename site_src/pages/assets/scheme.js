// Light or dark, and type size: kept on this device once chosen, else as the system says. Runs before the page shows, so nothing flickers.
(function () {
  "use strict";
  var root = document.documentElement;
  var system = window.matchMedia ? matchMedia("(prefers-color-scheme: dark)") : { matches: false };
  var SIZES = ["", "large", "larger"], NAMES = ["标准", "大", "特大"];

  function recall(key) { try { return localStorage.getItem("qingdan." + key); } catch (e) { return null; } }
  function remember(key, value) { try { localStorage.setItem("qingdan." + key, value); } catch (e) { /* storage is blocked: it holds for this page only */ } }
  function apply(name, value) { if (value) root.setAttribute("data-" + name, value); else root.removeAttribute("data-" + name); }
  function dark() { return (root.getAttribute("data-scheme") || (system.matches ? "dark" : "light")) === "dark"; }
  function size() { return Math.max(0, SIZES.indexOf(root.getAttribute("data-size") || "")); }

  var scheme = recall("scheme"), chosen = recall("size");
  root.setAttribute("data-script", "");
  if (scheme === "dark" || scheme === "light") apply("scheme", scheme);
  if (SIZES.indexOf(chosen) > 0) apply("size", chosen);

  document.addEventListener("DOMContentLoaded", function () {
    var shade = document.querySelector("button.scheme"), step = document.querySelector("button.size");
    if (!shade || !step) return;
    function tell() {
      shade.setAttribute("aria-pressed", String(dark()));
      step.setAttribute("aria-label", (size() === 2 ? "标准字" : "大字") + "，现在字号：" + NAMES[size()]);
      step.title = "字号：" + NAMES[size()];
    }
    shade.disabled = step.disabled = false;
    shade.addEventListener("click", function () {
      apply("scheme", dark() ? "light" : "dark");
      remember("scheme", root.getAttribute("data-scheme"));
      tell();
    });
    step.addEventListener("click", function () {
      var next = SIZES[(size() + 1) % SIZES.length];
      apply("size", next);
      remember("size", next);
      tell();
    });
    tell();
  });
})();
