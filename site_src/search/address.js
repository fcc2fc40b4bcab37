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
  // False where the address cannot change: opened from a file
  function go(url, replace) {
    try { history[replace ? "replaceState" : "pushState"](null, "", url); return true; } catch (error) { return false; }
  }

  Object.assign(search, { state, address, go, tail });
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
