// The address says what is asked and chosen.
(function (search) {
  "use strict";
  const { FACETS } = search;
  const tail = globalThis.qingdanMeta && globalThis.qingdanMeta.offline ? "index.html" : ""; // opened from files, a folder is no page

  function state() {
    const given = new URLSearchParams(location.search), filters = {};
    for (const facet of FACETS) {
      const values = given.getAll(facet).filter(Boolean);
      filters[facet] = facet === "field" || facet === "law" ? values : values.flatMap((value) => value.split(",")).filter(Boolean);
    }
    return { q: given.get("q") || "", filters };
  }
  function address(q, filters) {
    const parts = new URLSearchParams();
    if (q) parts.set("q", q);
    for (const facet of FACETS) for (const value of filters[facet] || []) parts.append(facet, value);
    return (tail || "./") + (String(parts) ? `?${parts}` : "");
  }
  // The address of a page opened from a file cannot change
  const fixed = Boolean(globalThis.location) && location.protocol === "file:";
  // When the reader has seen the answer
  const afterwards = (done) => requestAnimationFrame(() => setTimeout(done));
  function go(url, replace) {
    afterwards(() => { try { history[replace ? "replaceState" : "pushState"](null, "", url); } catch (error) { /* the answer stands, at the old address */ } });
  }
  // Who goes on and comes back finds as many results as were shown
  function keep(shown) {
    try { history.replaceState({ shown }, ""); } catch (error) { /* who comes back begins at the top */ }
  }
  const kept = (entry) => (entry && entry.shown) || 0;

  Object.assign(search, { state, address, afterwards, go, keep, kept, fixed, tail });
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
