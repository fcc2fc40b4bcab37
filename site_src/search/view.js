// What the page shows: results, facets, help. asked() is the question { q, filters }, link(q, filters, …) a link to another one.
(function (search) {
  "use strict";
  const { normal, runs, afterwards, tail } = search, site = "../";
  const SHOWN = 8;
  const CAUTION = { in_force: "可能适用，以执法机关认定为准", scheduled: "尚未生效，生效后可能适用，以执法机关认定为准", ended: "已失效，不再适用" };
  const ANSWER = { "no-penalty": "可能不予处罚", "lighter-penalty": "可能从轻处罚", "mitigated-penalty": "可能减轻处罚", "no-coercion": "可能不采取行政强制措施" };
  const NAMED = { kind: (name) => `${name}的事项`, town: (name) => `${name}可以适用的事项` }; // said in a question, they can be chosen
  const TITLES = { kind: "清单", dept: "部门", field: "领域", town: "镇街可以适用", law: "法规", status: "状态" };
  // Questions about the rule itself, not about a conduct
  const GENERAL = /第一次|首次|首违|初犯|初次|不罚|免罚|不处罚|从轻|减轻|^\s*[会要能]不[会要能]被?处?罚款?[\s?？]*$/;
  // An identifier or power code, whole
  const NUMBER = /^\s*(?:[0-9]{4}-?[0-9]{5}(?:-?[0-9a-z])?|[0-9]{12})\s*$/i;
  const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

  function node(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }
  const quoted = (q) => plain(q.trim()).slice(0, 40);
  const plain = (text) => text.replace(UNSAFE, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

  function marked(text, result) {
    const shown = plain(text), marks = result.marks, found = node("span");
    if (!marks.size) { found.append(shown); return found; }
    const chars = [...shown], own = chars.map((char) => { const one = normal(char); return one.length === 1 ? one : "\u0000"; });
    const hit = new Array(chars.length).fill(false), literal = runs(`${result.text} ${result.corrected || ""}`).join(" ");
    for (let i = 0; i < chars.length; i++) {
      if (marks.has(own[i])) hit[i] = true;
      if (i + 1 < chars.length && marks.has(own[i] + own[i + 1])) hit[i] = hit[i + 1] = true;
    }
    let buffer = "";
    for (let i = 0; i < chars.length;) {
      if (!hit[i]) { buffer += chars[i++]; continue; }
      let end = i;
      while (end < chars.length && hit[end]) end++;
      const part = chars.slice(i, end).join("");
      if (end - i > 2 || literal.includes(own.slice(i, end).join(""))) {
        found.append(buffer, node("mark", null, part));
        buffer = "";
      } else buffer += part;
      i = end;
    }
    found.append(buffer);
    return found;
  }

  search.view = function (engine, asked, link) {
    const { meta } = engine;
    let opened = globalThis.matchMedia ? matchMedia("(min-width: 60rem)").matches : true;

    function statusNow(about) {
      const today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
      const [code] = about.status;
      if (!about.from || code === "draft") return code;
      return about.to && today >= about.to ? "ended" : today < about.from ? "scheduled" : "in_force";
    }
    function statusMark(about) {
      const code = statusNow(about);
      const label = meta.states.find(([one]) => one === code)[1];
      return node("span", { class: `status ${code}`, "data-from": about.from || null, "data-to": about.to || null }, label);
    }

    function card(row, result) {
      const about = engine.describe(row), id = encodeURIComponent(row.id), now = statusNow(about);
      const title = node("a", { href: `${site}items/${id}/${tail}` }, marked(row.violation, result));
      const dept = node("a", { href: `${site}depts/${encodeURIComponent(about.dept[0])}/${tail}` }, about.dept[1]);
      const where = node("p", { class: "where" }, statusMark(about), dept, node("span", null, plain(about.field)));
      uncited.push([where, about]);
      cite();
      return node("article", { class: "hit", "data-item-id": row.id },
        node("h2", null, title),
        node("p", { class: "answer" }, node("strong", { class: `kind ${about.kind[0]}` }, now === "ended" ? about.kind[1] : ANSWER[about.kind[0]] || about.kind[1]), CAUTION[now] || CAUTION.in_force),
        where);
    }
    // The law of each card, once the laws are there
    const uncited = [];
    function cite() {
      for (const one of uncited.splice(0)) {
        const [where, { law }] = one;
        if (law === undefined) uncited.push(one);
        else if (law) where.append(law[1] ? node("a", { href: `${site}laws/${encodeURIComponent(law[1])}/${tail}` }, `《${law[0]}》`) : node("span", null, `《${law[0]}》`));
      }
    }

    function facet(name, result, counts) {
      const chosen = asked().filters[name] || [], options = engine.choices[name];
      const isChosen = (i) => chosen.includes(options[i][0]) || chosen.includes(options[i][1]);
      const listed = [...counts.keys()].filter((i) => counts.get(i) || isChosen(i));
      options.forEach((option, i) => { if (isChosen(i) && !listed.includes(i)) listed.push(i); });
      if (!listed.length || (listed.length < 2 && name !== "status" && !chosen.length)) return null;
      const fixed = name === "kind" || name === "status";
      const common = (i) => name === "law" && counts.get(i) > result.total / 2 && listed.length > SHOWN; // a law that all cite does not take the first place
      listed.sort((one, two) => (fixed ? one - two : isChosen(two) - isChosen(one) || common(one) - common(two) || (counts.get(two) || 0) - (counts.get(one) || 0) || one - two));
      const entry = (i) => {
        const [code, label] = options[i], on = isChosen(i), filters = { ...asked().filters, [name]: on ? [] : [code] };
        return node("li", null, link(asked().q, filters, [plain(label || "未分领域"), node("span", { class: "count" }, String(counts.get(i) || 0))],
          { "aria-current": on ? "true" : null, "data-focus": `${name}=${code}`, "data-facet": name, "data-value": code, "data-count": counts.get(i) || 0 }));
      };
      const head = listed.slice(0, SHOWN).map(entry), rest = listed.slice(SHOWN);
      const all = node("details", { class: "rest" }, node("summary", { "data-focus": name }, `其余${rest.length}个`));
      all.addEventListener("toggle", () => { if (all.open && all.children.length === 1) all.append(node("ul", null, ...rest.map(entry))); });
      const id = `facet-${name}`;
      return node("section", { "aria-labelledby": id }, node("h2", { id }, TITLES[name]), node("ul", null, ...head), rest.length ? all : "");
    }
    // counts: of each facet, how many items each value would leave; nothing while they are fetched, null when they did not come
    function panel(result, counts) {
      const chosen = engine.facets.reduce((sum, name) => sum + (asked().filters[name] || []).length, 0);
      const made = node("details", { class: counts === undefined && result.total ? "panel coming" : "panel", open: opened },
        node("summary", { "data-focus": "panel" }, chosen ? `筛选（已选${chosen}项）` : "筛选"),
        chosen ? node("p", { class: "clear" }, link(asked().q, {}, "清除全部筛选", { "data-focus": "clear" })) : "",
        ...engine.facets.map((name) => counts && facet(name, result, counts[name])).filter(Boolean),
        node("button", { type: "button", class: "see", "data-focus": "see" }, `看${result.total}项结果`));
      made.lastChild.onclick = () => { made.open = false; document.querySelector(".found").focus(); };
      made.addEventListener("toggle", () => { opened = made.open; });
      return made;
    }

    // Items that hold only part of what was asked stand apart, after what helps on.
    const partial = (row, result) => Boolean(result.scores) && result.scores[row.i] < result.whole;
    const partly = () => node("p", { class: "partly" }, "以下只有部分词相符，可能不是您要找的：");

    // Something is chosen that leaves some out
    const narrowed = () => engine.facets.some((name) => (asked().filters[name] || []).some((value) => value !== "all"));

    function nothing(result) {
      if (result.unread) return node("div", { class: "nothing" }, node("p", null, "没有读到可以查的字。请写出行为（如“占道经营”）、条文（如“广告法第五十九条”）、事项编号或者部门名称。"));
      const parts = [node("p", null, asked().q.trim() ? "没有查到，既不表示违法，也不表示合法；未列入清单不等于一律处罚，以执法机关认定为准。" : "按这样的筛选，没有事项。")];
      if (NUMBER.test(normal(asked().q)) && !narrowed() && !result.ended) return node("div", { class: "nothing" }, node("p", null, `没有编号或者基本编码是“${asked().q.trim()}”的事项，请逐位核对。还查不到的，可以改查行为，或者问公布清单的部门。`));
      if (narrowed()) parts.push(node("p", null, link(asked().q, {}, "去掉全部筛选再查")));
      const near = node("div");
      const text = result.text || asked().q;
      afterwards(async () => {
        const words = await engine.nearest(text);
        if (words.length) near.append(node("p", null, "字面相近的，可以改查："), node("ul", { class: "near" }, ...words.map((word) => node("li", null, link(word, {}, word)))));
      });
      parts.push(near);
      const depts = node("ul", { class: "near" }, ...meta.depts.map(([code, name]) => node("li", null, node("a", { href: `${site}depts/${encodeURIComponent(code)}/${tail}` }, name))));
      parts.push(node("p", null, "可以换一种说法，只留最要紧的两三个字；也可以直接问主管这件事的部门："));
      parts.push(result.total ? node("details", null, node("summary", null, "各部门"), depts) : depts);
      return node("div", { class: "nothing" }, ...parts);
    }
    function broken(error) {
      return node("div", { class: "nothing", role: "alert" },
        node("p", null, error && error.message && /[\u4e00-\u9fff]/.test(error.message) ? error.message : "查询没有成功，请刷新本页再试。"),
        node("p", null, "也可以从", node("a", { href: `${site}lists/${tail}` }, "全部清单"), "或者", node("a", { href: `${site}depts/${tail}` }, "各部门的清单"), "中查找。"));
    }
    // How many, and how many of them agree as a whole; what was corrected or has ended is told
    function told(result) {
      const { total, order, scores } = result, { q, filters } = asked();
      const whole = scores ? order.filter((i) => scores[i] >= result.whole).length : total, part = total - whole;
      const parts = [narrowed() ? "按所选的筛选，" : "", !total ? "没有找到相符的事项" : !whole ? `没有完全相符的，${total}项只有部分词相符` : `${q.trim() ? "找到" : "共有"}${whole}项${part ? `，另有${part}项只有部分词相符` : ""}`];
      for (const [letters, ...words] of result.guessed) parts.push(`。“${letters}”按拼音首字母当作“${words.join("”或者“")}”`);
      if (total && result.corrected) parts.push(`。没有“${quoted(q)}”，已按“${plain(result.corrected.trim())}”查询`);
      if (total && (result.corrected || result.guessed.length)) parts.push("，可以", link(`“${q.trim()}”`, filters, "只查原来写的"));
      for (const [name, values] of [["kind", meta.kinds.map(([, kind]) => kind)], ["town", meta.places]]) for (const value of values) {
        if (q.includes(value) && !(filters[name] || []).length) parts.push("。改看", link(q.replace(value, "").trim(), { ...filters, [name]: [value] }, NAMED[name](value)));
      }
      if (GENERAL.test(q)) parts.push("。首次、轻微违法怎样处理，见", node("a", { href: `${site}terms/${tail}` }, "术语"), "和", node("a", { href: `${site}guide/${tail}` }, "逐条核对"));
      if (!(filters.status || []).length && result.ended) parts.push("。改看", link(q, { ...filters, status: ["all"] }, `含已失效 ${result.ended} 条`, { "data-focus": "ended" }), "的");
      return parts;
    }

    return { quoted, card, cite, panel, partial, partly, nothing, broken, told };
  };
  search.node = node;
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
