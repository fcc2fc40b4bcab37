// The search page: fetching shards, asking, keys and clicks.
(function (search) {
  "use strict";
  const meta = globalThis.qingdanMeta;
  if (!meta || !globalThis.document) return;
  const { node, state, address, afterwards, go, keep, kept, fixed } = search, PAGE = 10;
  const base = document.currentScript.src.replace(/[^/]*$/, "");

  // ---- Shards are scripts, so that http and file are alike ----
  const waiting = new Map();
  globalThis.qingdanShard = function (version, name, data) {
    const one = waiting.get(name);
    waiting.delete(name);
    if (!one) return;
    if (version === meta.version) one.done(data); else one.failed(new Error("清单已经更新，请刷新本页。"));
  };
  function load(name) {
    return new Promise((done, failed) => {
      waiting.set(name, { done, failed });
      const script = document.createElement("script");
      const fail = () => { waiting.delete(name); failed(new Error("索引没有装入，请刷新本页再试。")); };
      script.src = `${base}${name}.js?v=${meta.version}`;
      script.onerror = fail;
      script.onload = () => { script.remove(); if (waiting.has(name)) fail(); };
      script.fetchPriority = "high"; // the reader waits for nothing else
      document.head.append(script);
    });
  }

  const engine = search.engine(meta, load), current = state();
  async function answer(q, filters, least = 0) {
    const result = await engine.search(q, filters), rows = await engine.records(result, 0, PAGE);
    while (rows.length < Math.min(least, result.total)) {
      const next = await engine.records(result, rows.length, rows.length + PAGE);
      if (!next.length) break;
      rows.push(...next);
    }
    return { result, rows };
  }

  // The question of the address is asked as soon as this script has come, whatever there is of the page; all else waits until its shards are asked for
  const first = answer(current.q, current.filters, kept(history.state));
  first.catch(() => {}); // told when the page is there
  setTimeout(() => {
    dress();
    engine.columns();
    if (document.readyState !== "loading") shown(); else document.addEventListener("readystatechange", shown, { once: true });
  });

  function dress() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(globalThis.qingdanStyle);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    } catch (error) { document.head.append(node("link", { rel: "stylesheet", href: "../assets/search.css" })); } // an old browser
  }

  function shown() {
    const box = document.getElementById("q"), results = document.getElementById("search-results");
    if (!box || !results) return;
    const form = document.querySelector("form.search"), facets = document.getElementById("search-facets");
    const view = search.view(engine, () => current, link);

    const leads = new WeakMap(); // link → the question it leads to
    function link(q, filters, content, attributes) {
      const made = node("a", { href: address(q, filters), ...attributes }, ...[].concat(content));
      leads.set(made, { q, filters });
      return made;
    }
    document.addEventListener("click", (event) => {
      const made = event.target.closest ? event.target.closest("a") : null, lead = leads.get(made);
      if (fixed || !lead || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // an ordinary link
      event.preventDefault();
      go(made.getAttribute("href"));
      typing = false;
      Object.assign(current, lead);
      box.value = current.q;
      run();
    });
    // Where the keyboard was in what is replaced, it goes to the same again, or to the sentence above the results
    function renew(place, ...children) {
      const within = place.contains(document.activeElement), key = document.activeElement.dataset.focus;
      place.replaceChildren(...children);
      if (within) ([...place.querySelectorAll("[data-focus]")].find((one) => one.dataset.focus === key) || summary).focus();
    }

    const summary = node("p", { class: "found", role: "status", tabindex: "-1" });
    const more = node("button", { type: "button", class: "more", hidden: true }, "再显示一些");

    // Nothing of the page moves before there is something to show: the browser would lay it out once more
    function furnished() {
      if (summary.isConnected) return;
      const note = document.getElementById("search-waiting");
      if (note) note.remove();
      results.removeAttribute("aria-live");
      results.before(summary);
      results.after(more);
    }

    // ---- One query ----
    let turn = 0;
    const title = document.title;
    async function run(given) {
      const mine = ++turn, q = current.q;
      document.title = q.trim() ? `${view.quoted(q)} - ${title}` : title;
      results.removeAttribute("data-ready");
      if (summary.isConnected) results.setAttribute("aria-busy", "true");
      more.hidden = true;
      try {
        const { result, rows } = await (given || answer(q, current.filters));
        if (mine !== turn) return;
        furnished();
        renew(results, ...(rows.some((row) => !view.partial(row, result)) ? [] : [view.nothing(result)]));
        place(rows, result);
        results.setAttribute("data-total", result.total);
        renew(summary, ...view.told(result));
        page(result, rows.length, mine);
        results.removeAttribute("aria-busy");
        seen();
        results.setAttribute("data-ready", q.trim());
        if (facets) await choose(result, mine);
      } catch (error) {
        if (mine === turn) failed(error);
      } finally {
        if (mine === turn) results.removeAttribute("aria-busy");
      }
    }
    // What can be chosen comes after the results; without it the results are still there
    async function choose(result, mine) {
      if (!facets.firstChild) facets.append(view.panel(result));
      await new Promise(afterwards);
      const counts = await result.counts().catch(() => null);
      view.cite();
      if (mine === turn) renew(facets, view.panel(result, counts));
    }
    // The page has waited for its first answer
    function seen() { document.documentElement.classList.remove("asking"); }
    function failed(error) {
      furnished();
      seen();
      renew(summary);
      renew(results, view.broken(error));
    }

    // What agrees as a whole first, then what agrees in part
    function place(rows, result) {
      return rows.map((row) => {
        const card = view.card(row, result), part = view.partial(row, result), head = results.querySelector(".partly");
        if (part && !head) results.append(view.partly());
        if (!part && head) head.before(card); else results.append(card);
        return card;
      });
    }

    function page(result, shown, mine) {
      more.hidden = shown >= result.total;
      more.textContent = `再显示一些（还有${result.total - shown}项）`;
      more.onclick = async () => {
        more.disabled = true;
        for (const told of results.querySelectorAll("[role=alert]")) told.remove();
        try {
          const rows = await engine.records(result, shown, shown + PAGE);
          if (mine !== turn) return;
          const cards = place(rows, result);
          page(result, shown + rows.length, mine);
          keep(shown + rows.length);
          if (cards.length) cards[0].querySelector("a").focus();
        } catch (error) { if (mine === turn) results.append(view.broken(error)); } // what is there stays, and the button
        more.disabled = false;
        if (document.activeElement === document.body) more.focus();
      };
    }

    // ---- What the reader does ----
    let timer = 0, typing = false; // typing: what is typed further takes the place of this entry of the history
    function typed(now) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (box.value === current.q) return;
        current.q = box.value;
        if (!fixed) go(address(current.q, current.filters), typing || !location.search);
        typing = true;
        run();
      }, now ? 0 : 160);
    }
    box.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
    box.addEventListener("compositionend", () => typed());
    if (form) form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      event.preventDefault();
      if (fixed) { location.href = address(box.value, current.filters); return; } // what is chosen stays
      if (box.value !== current.q) go(address(box.value, current.filters), typing);
      typing = false;
      current.q = box.value;
      run();
    });
    addEventListener("popstate", (event) => { typing = false; Object.assign(current, state()); box.value = current.q; run(answer(current.q, current.filters, kept(event.state))); });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const links = [...results.querySelectorAll(".hit h2 a")], at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown" && links.length && (at >= 0 || document.activeElement === box)) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at ? links[at - 1] : box).focus(); }
      else if (event.key === "Escape" && at >= 0) box.focus();
    });

    if (box.value && document.activeElement === box) typed(); else box.value = current.q; // who has typed while this script was on its way is not interrupted
    run(first);
  }
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
