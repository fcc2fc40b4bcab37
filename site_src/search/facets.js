// Facets: their values, whether an item is of those chosen, and how many each value would leave.
(function (search) {
  "use strict";
  const FACETS = ["kind", "dept", "field", "town", "law", "status"];

  search.sieve = function (index) {
    const { meta, n, short, columns } = index;

    function values(facet, i) {
      const c = columns();
      if (facet === "status") return [meta.periods[c.period[i]][0]];
      if (facet === "town") return meta.townSets[c.town[i]];
      if (facet === "law") return meta.lawSets[c.law[i]];
      return [c[facet][i]];
    }
    // All values of each: [code, name]
    const choices = {
      kind: meta.kinds, dept: meta.depts.map(([code, name]) => [code, short(name)]), field: meta.fields.map((name) => [name, name]),
      town: meta.towns, status: meta.states,
      get law() { return meta.laws.map((name, law) => [(index.articles && index.articles[law][0]) || name, name]); }
    };
    function selections(filters) {
      const tests = {};
      for (const facet of FACETS) {
        let chosen = (filters[facet] || []).filter(Boolean);
        if (facet === "status") {
          if (chosen.includes("all")) continue;
          if (!chosen.length) chosen = ["in_force", "scheduled"];
        }
        if (!chosen.length) continue;
        const wantedValues = new Set();
        choices[facet].forEach(([code, name], i) => { if (chosen.includes(code) || chosen.includes(name)) wantedValues.add(i); });
        tests[facet] = (i) => values(facet, i).some((one) => wantedValues.has(one));
      }
      return tests;
    }

    // Of the items with enough(i): those that were chosen, how many each value would leave, and how many ended ones are not listed
    function sifted(tests, enough) {
      const order = [], counts = {}, { period } = columns();
      let ended = 0;
      for (const facet of FACETS) counts[facet] = new Map();
      for (let i = 0; i < n; i++) {
        if (!enough(i)) continue;
        let failed = null, fails = 0;
        for (const facet of FACETS) if (tests[facet] && !tests[facet](i)) { failed = facet; fails++; }
        if (fails > 1) continue;
        if (!fails) order.push(i);
        for (const facet of FACETS) if (!fails || failed === facet) for (const one of values(facet, i)) counts[facet].set(one, (counts[facet].get(one) || 0) + 1);
        if (failed === "status" && meta.states[meta.periods[period[i]][0]][0] === "ended") ended++;
      }
      return { order, counts, ended };
    }

    return { choices, selections, sifted };
  };
  search.FACETS = FACETS;
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
