// One query: what matches in order, what is shown of it, and what each is. Touches no page, so it runs in node too.
(function (search) {
  "use strict";
  const { runs, bigrams, normal, FACETS } = search;
  // Less than half of the best is no hit; where hits do not fill a page, three tenths do
  const FLOOR = 0.25, CUT = 0.5, LOOSE = 0.3, PAGE = 10;

  search.engine = function (meta, load) {
    const index = search.open(meta, load), matched = search.matcher(index), { choices, prepared, selections, sifted, counted } = search.sieve(index);
    const { n, rows, fetched, room, columns } = index;

    // filters: kind, dept, town, field, law, status, each a list of values (status "all": whatever it is)
    async function answered(query, filters) {
      const [found] = await Promise.all([matched(query, filters || {}), prepared(filters || {})]);
      const unread = !found && Boolean(query.trim()); // punctuation or symbols only: nothing to look up
      const tests = selections(filters || {});
      const { scores, best } = found || { scores: null, best: 0 };
      const least = found ? threshold(scores, best, tests) : 0;
      const enough = (i) => !unread && (!scores || scores[i] >= least);
      const { order, ended } = sifted(tests, enough);
      if (scores) order.sort((one, two) => scores[two] - scores[one] || one - two);
      return { total: order.length, unread, order, counts: () => counted(tests, enough), ended, best, scores, whole: found ? found.whole : 0, marks: found ? found.marks : new Set(), corrected: found ? found.corrected : null, text: found ? found.text : "" };
    }

    function threshold(scores, best, tests) {
      const least = Math.max(FLOOR, best * CUT), loose = Math.max(FLOOR, best * LOOSE), near = [];
      let enough = 0;
      for (let i = 0; i < n && enough < PAGE; i++) {
        if (scores[i] < loose || !FACETS.every((facet) => !tests[facet] || tests[facet](i))) continue;
        if (scores[i] >= least) enough++; else near.push(scores[i]);
      }
      if (enough >= PAGE || !near.length) return least;
      return near.sort((one, two) => two - one)[Math.min(near.length, PAGE - enough) - 1];
    }

    // What is shown: of about the same score those of one shard first, at most FILES shards at once; those that hold the very words lead
    // More shards only for very good hits (STRONG); the more items, the better they must be
    const FILES = 4, NEAR = 0.15, STRONG = Math.min(0.85, 0.5 + n / 25000), EARLY = 3;
    const file = (i) => "r" + Math.floor(i / meta.records);
    function gather(result, from, count) {
      const { order, scores } = result, left = order.slice(from);
      if (left.length <= count || !scores) return;
      const last = scores[left[count - 1]], near = NEAR * result.best;
      const sure = left.filter((i) => scores[i] > last + near).slice(0, count);
      const files = new Map(sure.map((i) => [file(i), 0])), open = left.filter((i) => Math.abs(scores[i] - last) <= near);
      const held = new Map();
      for (const i of open) held.set(file(i), [...(held.get(file(i)) || []), i]);
      for (const name of held.keys()) if (rows.has(name.slice(1) * meta.records)) files.set(name, 0);
      const chosen = [...sure];
      const ranked = [...held].sort((one, two) => files.has(two[0]) - files.has(one[0]) || Math.min(two[1].length, count) - Math.min(one[1].length, count) || scores[two[1][0]] - scores[one[1][0]]);
      for (const [, docs] of ranked) chosen.push(...docs.slice(0, count - chosen.length));
      chosen.sort((one, two) => scores[two] - scores[one] || one - two);
      const taken = new Set(chosen);
      order.splice(from, order.length, ...chosen, ...left.filter((i) => !taken.has(i)));
    }
    async function records(result, from, to) {
      gather(result, from, to - from);
      const part = [], files = new Set(), strong = STRONG * result.best;
      const most = (i) => Math.min(FILES, Math.max(1, !result.scores || result.scores[i] >= strong ? room() : EARLY - index.used()));
      for (const i of result.order.slice(from, to)) {
        if (!rows.has(i) && !files.has(file(i)) && files.size >= most(i)) { if (result.scores) continue; break; }
        if (!rows.has(i)) files.add(file(i));
        part.push(i);
      }
      const taken = new Set(part);
      result.order.splice(from, to - from, ...part, ...result.order.slice(from, to).filter((i) => !taken.has(i)));
      await Promise.all([...new Set(part.filter((i) => !rows.has(i)).map(file))].map(fetched));
      const shown = part.map((i) => {
        const [id, violation] = rows.get(i);
        return { i, id, violation, score: result.scores ? result.scores[i] : 0 };
      });
      const terms = runs(result.corrected || result.text).filter((term) => term.length > 1);
      if (result.scores && terms.length) {
        for (const row of shown) {
          const own = normal(row.violation);
          for (const term of terms) if (own.includes(term)) row.score += 0.1 / terms.length;
          row.score -= Math.min(own.length, 200) * 0.0001;
        }
        shown.sort((one, two) => two.score - one.score || one.i - two.i);
      }
      return shown;
    }

    function describe(i) {
      const c = columns(), period = meta.periods[c.period[i]], [, , kind, law] = rows.get(i);
      return {
        kind: meta.kinds[kind], dept: meta.depts[c.dept[i]], field: meta.fields[c.field[i]], law,
        status: meta.states[period[0]], from: period[1], to: period[2]
      };
    }

    // For an empty result: fields and sayings that are written alike
    function nearest(text) {
      const asked = new Set(bigrams(text)), plain = runs(text).join("");
      if (!asked.size) return [];
      const scored = [];
      for (const [names, least] of [[meta.fields, 0], [index.terms(), 0.5]]) for (const name of new Set(names)) {
        const own = bigrams(normal(name)), shared = own.filter((pair) => asked.has(pair)).length;
        if (shared && shared >= least * own.length && name !== plain) scored.push([shared / Math.sqrt(own.length * asked.size), name]);
      }
      return scored.sort((one, two) => two[0] - one[0] || (one[1] < two[1] ? -1 : 1)).map(([, name]) => name).filter((name, i, all) => all.indexOf(name) === i).slice(0, 5);
    }

    return { search: answered, records, describe, nearest, choices, facets: FACETS, meta };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
