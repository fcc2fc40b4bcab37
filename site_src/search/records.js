// What is shown: the best results, and what is worded like them; records that did not come with the words are fetched.
(function (search) {
  "use strict";
  const { runs, bigrams, normal } = search;

  search.records = function (index) {
    const { meta, rows, fetched, room, used } = index;
    const file = (i) => "r" + Math.floor(i / meta.records);

    // Files that hold records of these, those that hold most of them first
    function files(missing) {
      const held = new Map();
      for (const i of missing) held.set(file(i), (held.get(file(i)) || 0) + 1);
      return [...held].sort((one, two) => two[1] - one[1]).map(([name]) => name);
    }

    // Those from `from` to `to` in the order of the result. Where too many files were needed, the next ones whose records are here take the place.
    const FEW = 2, GOOD = 0.5; // after so many files, another one is fetched on the first page only for what is at least so good, beside the best
    async function records(result, from, to) {
      const { order, scores } = result, needed = (i) => !rows.has(i) && (from || !scores || used() < FEW || scores[i] >= GOOD * scores[order[0]]);
      await Promise.all(files(order.slice(from, to).filter(needed)).slice(0, Math.max(1, room())).map((name) => fetched(name)));
      const values = from || result.exact || !order.length ? new Map() : led(result), first = [...values.keys()].sort((one, two) => values.get(two) - values.get(one) || one - two);
      const rest = order.slice(from).filter((i) => rows.has(i) && !values.has(i)), part = [...first, ...rest].slice(0, to - from);
      result.lead(part, from);
      return ranked(part.map((i) => ({ i, ...rows.get(i), score: values.has(i) ? values.get(i) : scores ? scores[i] : 0 })), result);
    }

    // Of what is here: what is worded like the best results is moved up, or taken in, though it holds less of the question. What of each then is
    const SEEDS = 3, SURE = 0.8, NEAR = 32, MANY = 100, LIKE = 0.3, LEAST = 0.12, CLEAR = 0.95; // what is so good by itself keeps its place
    function led({ order, scores, allowed }) {
      const best = scores[order[0]], values = new Map();
      const seeds = order.filter((i) => rows.has(i)).slice(0, SEEDS).filter((i) => scores[i] >= SURE * best), held = seeds.map((i) => new Set(worded(i)));
      if (!seeds.length) return values;
      const near = seeds.flatMap((i) => Array.from({ length: 2 * NEAR + 1 }, (_, at) => i + at - NEAR)); // alike items have numbers near each other
      for (const i of new Set([...order.slice(0, MANY), ...near])) if (rows.has(i) && allowed(i)) {
        const own = worded(i), like = held.reduce((sum, pairs) => sum + own.filter((pair) => pairs.has(pair)).length / Math.sqrt(own.length * pairs.size || 1), 0);
        const value = Math.max(scores[i], Math.min(CLEAR * best, scores[i] + LIKE * best * like / seeds.length));
        if (value >= LEAST * best) values.set(i, value);
      }
      return values;
    }
    const worded = (i) => bigrams(normal(rows.get(i).violation));

    // Of about the same score, what holds the very words leads, and the short before the long
    function ranked(shown, result) {
      const terms = runs(result.corrected || result.text).filter((term) => term.length > 1);
      if (!result.scores || !terms.length) return shown;
      for (const row of shown) {
        const own = normal(row.violation);
        for (const term of terms) if (own.includes(term)) row.score += 0.1 / terms.length;
        row.score -= Math.min(own.length, 200) * 0.0001;
      }
      return shown.sort((one, two) => two.score - one.score || one.i - two.i);
    }

    return records;
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
