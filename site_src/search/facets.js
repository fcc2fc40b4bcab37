// Facets: their values, whether an item is of those chosen, and how many each value would leave.
(function (search) {
  "use strict";
  const FACETS = ["kind", "dept", "field", "town", "law", "status"];
  const LATER = ["kind", "town", "law"]; // what these need is in a shard, which comes after the first results

  search.sieve = function (index) {
    const { meta, n, short, columns, aside } = index;

    const readers = {
      status: ({ period }) => (i) => [meta.periods[period[i]][0]],
      town: ({ town }) => (i) => index.cited.townSets[town[i]],
      law: ({ law }) => (i) => index.cited.lawSets[law[i]]
    };
    // The values of an item, as numbers
    const values = (facet) => (readers[facet] ? readers[facet](columns()) : ((column) => (i) => [column[i]])(columns()[facet]));
    // All values of each: [code, name]
    const choices = {
      get kind() { return meta.kinds; }, get status() { return meta.states; }, get town() { return index.cited.towns; },
      get dept() { return meta.depts.map(([code, name]) => [code, short(name)]); },
      get field() { return meta.fields.map((name) => [name, name]); },
      get law() { return index.cited.laws.map(([name, key]) => [key || name, name]); }
    };
    // What is needed before these filters can be tested
    const prepared = (filters) => (LATER.some((facet) => (filters[facet] || []).length) ? aside("l") : null);

    function selections(filters) {
      const tests = {};
      for (const facet of FACETS) {
        let chosen = (filters[facet] || []).filter(Boolean);
        if (facet === "status") {
          if (chosen.includes("all")) continue;
          if (!chosen.length) chosen = ["in_force", "scheduled"];
        }
        if (!chosen.length) continue;
        const wanted = new Set(), own = values(facet);
        choices[facet].forEach(([code, name], i) => { if (chosen.includes(code) || chosen.includes(name)) wanted.add(i); });
        tests[facet] = (i) => own(i).some((one) => wanted.has(one));
      }
      return tests;
    }

    // Of the items with enough(i): those that were chosen, and how many ended ones are not listed
    function sifted(tests, enough) {
      const order = [], names = Object.keys(tests), status = values("status");
      let ended = 0;
      for (let i = 0; i < n; i++) {
        if (!enough(i)) continue;
        const failed = names.filter((facet) => !tests[facet](i));
        if (!failed.length) order.push(i);
        if ((!failed.length || String(failed) === "status") && meta.states[status(i)[0]][0] === "ended") ended++;
      }
      return { order, ended };
    }

    // How many items each value would leave, with the other facets as they are
    async function counted(tests, enough) {
      await aside("l");
      const counts = {}, own = {};
      for (const facet of FACETS) { counts[facet] = new Map(); own[facet] = values(facet); }
      for (let i = 0; i < n; i++) {
        if (!enough(i)) continue;
        let failed = null, fails = 0;
        for (const facet of FACETS) if (tests[facet] && !tests[facet](i)) { failed = facet; fails++; }
        if (fails > 1) continue;
        for (const facet of FACETS) if (!fails || failed === facet) for (const one of own[facet](i)) counts[facet].set(one, (counts[facet].get(one) || 0) + 1);
      }
      return counts;
    }

    return { choices, prepared, selections, sifted, counted };
  };
  search.FACETS = FACETS;
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
