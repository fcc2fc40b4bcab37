// The checklist on an item page: 符合, 不符合 or 说不清 for each condition gives one of three answers. Nothing is kept, put into the address or sent.
(function () {
  "use strict";
  var answer = document.querySelector(".page-item > .answer");
  var lists = answer ? answer.querySelectorAll(".checklist") : [];
  var strip = document.querySelector(".page-item > .strip");
  if (!lists.length || !strip) return;
  var CHOICES = [["yes", "符合"], ["no", "不符合"], ["unsure", "说不清"]];
  var feared = document.querySelector(".page-item.no-coercion") ? "采取强制措施" : "受罚";
  var any = lists[0].classList.contains("any"), groups = [];

  function make(tag, text, name) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  }
  lists.forEach(function (list) {
    list.classList.add("asked");
    list.querySelectorAll("li").forEach(function (entry) {
      var group = make("fieldset"), legend = make("legend"), choices = make("span", "", "choices");
      legend.append.apply(legend, entry.querySelector("label > span").childNodes);
      CHOICES.forEach(function (choice) {
        var label = make("label"), input = make("input");
        input.type = "radio";
        input.name = "condition-" + groups.length;
        input.value = choice[0];
        input.autocomplete = "off";
        label.append(input, make("span", choice[1]));
        choices.append(label);
      });
      group.append(legend, choices);
      entry.replaceChildren(group);
      groups.push(group);
    });
  });
  var verdict = make("div", "", "verdict"), word = make("strong"), why = make("span"), again = make("button", "重新回答");
  verdict.setAttribute("role", "status");
  verdict.append(word, why);
  again.type = "button";
  again.className = "again";
  again.hidden = true;
  (answer.querySelector(".remark") || lists[lists.length - 1]).after(verdict, again);

  function say(role, title, reason) {
    verdict.className = "verdict " + role;
    word.textContent = title;
    why.textContent = reason;
  }
  function judge() {
    var given = groups.map(function (group) { var one = group.querySelector("input:checked"); return one ? one.value : ""; });
    function count(value) { return given.filter(function (one) { return one === value; }).length; }
    var met = any ? count("yes") > 0 : count("yes") === groups.length;
    var failed = any ? count("no") === groups.length : count("no") > 0;
    again.hidden = count("") === groups.length;
    if (failed) say("not", "现有回答不足以适用", "有的条件不符合。这不等于一定" + feared + "：执法机关仍要依法裁量，符合条件的证据可以补充。");
    else if (!met && count("")) say("", "", "还有" + count("") + "条没有回答。回答只留在本页，不保存，也不发送。");
    else if (!strip.classList.contains("in_force") || document.querySelector(".page-item > .lapsed")) {
      say("unsure", "须由执法机关认定", "本版本今天不在施行期间，或者依据已有变化，适用哪一个规定由执法机关认定。");
    } else if (met) say("may", "可能适用", "以执法机关认定为准。仍然要停止违法行为并改正；由谁决定、带什么材料，见下文。");
    else say("unsure", "须由执法机关认定", "有说不清的条件。把知道的情况和材料交给执法机关，由其查明。");
  }
  answer.addEventListener("change", judge);
  again.addEventListener("click", function () {
    groups.forEach(function (group) { group.querySelectorAll("input").forEach(function (input) { input.checked = false; }); });
    judge();
    groups[0].querySelector("input").focus();
  });
  judge();
})();
