// Any two versions compared: joins the changes between neighbours that the page already lists. With two versions the table is all there is.
(function () {
  "use strict";
  var section = document.getElementById("versions");
  if (!section) return;
  var steps = Array.prototype.map.call(section.querySelectorAll(".version"), function (version) {
    var rows = Array.prototype.map.call(version.querySelectorAll(".changes tbody tr"), function (row) {
      return Array.prototype.map.call(row.children, function (cell) { return cell.textContent; });
    });
    return { name: version.querySelector("a").textContent, rows: rows };
  }).reverse();
  if (steps.length < 3) return;

  function add(parent, tag, text) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    parent.appendChild(made);
    return made;
  }
  function choice(label, chosen) {
    var box = add(form, "label", label), select = add(box, "select");
    steps.forEach(function (step, number) { add(select, "option", step.name).value = number; });
    select.value = chosen;
    select.addEventListener("change", show);
    return select;
  }
  function between(from, to) {
    var order = [], found = {};
    for (var i = from + 1; i <= to; i++) {
      steps[i].rows.forEach(function (row) {
        if (!found[row[0]]) { order.push(row[0]); found[row[0]] = { before: row[1] }; }
        found[row[0]].after = row[2];
      });
    }
    return order.map(function (name) { return [name, found[name].before, found[name].after]; })
      .filter(function (row) { return row[1] !== row[2]; });
  }
  function show() {
    var one = Number(first.value), other = Number(second.value);
    var from = Math.min(one, other), to = Math.max(one, other), rows = between(from, to);
    outcome.textContent = "";
    if (!rows.length) { add(outcome, "p", from === to ? "请选两个不同的版本。" : steps[from].name + "和" + steps[to].name + "的内容相同。"); return; }
    var box = add(outcome, "div");
    box.className = "table changes";
    var table = add(box, "table"), heads = ["改了什么", steps[from].name, steps[to].name];
    var head = add(add(table, "thead"), "tr"), body = add(table, "tbody");
    heads.forEach(function (name) { add(head, "th", name).scope = "col"; });
    rows.forEach(function (row) {
      var line = add(body, "tr");
      add(line, "th", row[0]).scope = "row";
      [1, 2].forEach(function (n) { add(line, "td", row[n]).setAttribute("data-label", heads[n]); });
    });
  }

  var panel = document.createElement("div");
  panel.className = "compare";
  var form = add(panel, "form");
  var first = choice("比较", 0), second = choice("与", steps.length - 1);
  var outcome = add(panel, "div");
  outcome.setAttribute("aria-live", "polite");
  section.insertBefore(panel, section.children[1]);
  show();
})();
