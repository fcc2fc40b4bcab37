// One query: what matches in order, what is shown of it, and what each is. Touches no page, so it runs in node too.
(function (search) {
  "use strict";
  const { runs, bigrams, normal, FACETS } = search;
  // Less than half of the best is no hit; where hits do not fill a page, what holds a part of what is asked does
  const FLOOR = 0.25, CUT = 0.5, LOOSE = 0.1, LEAST = 0.05, PAGE = 10;

  search.engine = function (meta, load) {
    const index = search.open(meta, load), { choices, prepared, selections, sifted, counted } = search.sieve(index);
    const { n, columns } = index;

    // filters: kind, dept, town, field, law, status, each a list of values (status "all": whatever it is)
    async function answered(query, filters) {
      const asking = index.asking();
      const [found] = await Promise.all([search.matcher(asking)(query), prepared(filters || {})]);
      const unread = !found && Boolean(query.trim()); // punctuation or symbols only: nothing to look up
      const tests = selections(filters || {}), { scores, best } = found || {};
      let least = found ? threshold(scores, best) : 0;
      const enough = (i) => !unread && (!scores || scores[i] >= least);
      const records = search.records(asking), company = found && !found.exact ? new Set(await alike(found, least, records)) : new Set();
      const shown = (i) => enough(i) || company.has(i);
      let { order, ended } = sifted(tests, shown);
      if (scores && !order.length && best >= FLOOR) { // of what is chosen nothing is listed: then what holds a part of what is asked
        least = loosest(best);
        ({ order } = sifted(tests, shown));
      }
      if (scores) order.sort((one, two) => scores[two] - scores[one] || one - two);
      return {
        scores: null, exact: true, whole: 0, marks: new Set(), corrected: null, guessed: [], text: "", ...found,
        total: order.length, unread, order, ended, counts: () => counted(tests, shown), records: records.shown
      };
    }

    // What is listed does not hang on what is chosen: what a facet counts is what is there when it is chosen. usual: what is listed when nothing is chosen
    const usual = () => selections({}).status;
    const loosest = (best) => Math.max(LEAST, best * LOOSE);

    // What says the same as the best in other words
    async function alike(found, least, records) {
      const { scores } = found, status = usual(), { order } = sifted({ status }, (i) => scores[i] >= least);
      order.sort((one, two) => scores[two] - scores[one] || one - two);
      return order.length ? records.company({ ...found, order }, status, PAGE) : [];
    }

    function threshold(scores, best) {
      const least = Math.max(FLOOR, best * CUT), loose = loosest(best), near = [], listed = usual();
      if (best < FLOOR) return FLOOR;
      let enough = 0;
      for (let i = 0; i < n && enough < PAGE; i++) {
        if (scores[i] < loose || !listed(i)) continue;
        if (scores[i] >= least) enough++; else near.push(scores[i]);
      }
      if (enough >= PAGE || !near.length) return least;
      return near.sort((one, two) => two - one)[Math.min(near.length, PAGE - enough) - 1];
    }

    // Of a record
    function describe({ i, kind, law }) {
      const c = columns(), period = meta.periods[c.period[i]];
      return {
        kind: meta.kinds[kind], dept: meta.depts[c.dept[i]], field: meta.fields[c.field[i]],
        get law() { return index.cited ? index.cited.laws[law - 1] || null : undefined; }, // name and key, once l is there
        status: meta.states[period[0]], from: period[1], to: period[2]
      };
    }

    // For an empty result: fields and sayings that are written alike
    async function nearest(text) {
      const asked = new Set(bigrams(text).filter((pair) => !/^[0-9]+$/.test(pair))), plain = runs(text).join("");
      if (!asked.size) return [];
      const scored = [], said = await index.aside("w").catch(() => "");
      for (const [names, least] of [[meta.fields, 0], [said.split(" "), 0.5]]) for (const name of new Set(names)) {
        const own = bigrams(normal(name)), shared = own.filter((pair) => asked.has(pair)).length;
        if (shared && shared >= least * own.length && name !== plain) scored.push([shared / Math.sqrt(own.length * asked.size), name]);
      }
      return scored.sort((one, two) => two[0] - one[0] || (one[1] < two[1] ? -1 : 1)).map(([, name]) => name).filter((name, i, all) => all.indexOf(name) === i).slice(0, 5);
    }

    return { search: answered, records: (result, from, to) => result.records(result, from, to), describe, nearest, choices, columns, facets: FACETS, meta };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
