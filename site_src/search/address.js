// 地址：查询和筛选都在地址里。
(function (search) {
  "use strict";
  const { FACETS } = search;
  const tail = globalThis.qingdanMeta && globalThis.qingdanMeta.offline ? "index.html" : ""; // 从文件打开时，目录要写出文件名

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
  // 从文件打开时地址不能改，返回 false
  function go(url, replace) {
    try { history[replace ? "replaceState" : "pushState"](null, "", url); return true; } catch (error) { return false; }
  }

  Object.assign(search, { state, address, go, tail });
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
