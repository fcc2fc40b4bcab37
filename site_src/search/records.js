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
    let before = false; // the first page has been gathered, perhaps for another choice of facets
    async function gathered(order, scores, from, to) {
      const first = order.slice(from, to), spare = from || !before || !first.some((i) => rows.has(i)) ? 1 : 0;
      before = true;
      const needed = (i) => !rows.has(i) && (from || !scores || used() < FEW || scores[i] >= GOOD * scores[order[0]]);
      await Promise.all(files(first.filter(needed)).slice(0, Math.max(spare, room())).map((name) => fetched(name)));
    }
    async function shown(result, from, to) {
      const { order, scores } = result;
      await gathered(order, scores, from, to);
      const values = from || result.exact ? new Map() : led(result), value = (i) => (values.has(i) ? values.get(i) : scores ? scores[i] : 0);
      const here = order.slice(from).filter((i) => rows.has(i)), part = (values.size ? here.sort((one, two) => value(two) - value(one)) : here).slice(0, to - from), chosen = new Set(part);
      result.order = [...order.slice(0, from), ...part, ...order.slice(from).filter((i) => !chosen.has(i))];
      return ranked(part.map((i) => ({ i, ...rows.get(i), score: value(i) })), result);
    }

    // ---- What is worded like the best ----
    const SEEDS = 3, SURE = 0.8, LIKE = 0.3;
    const worded = (i) => bigrams(normal(rows.get(i).violation));
    // How much of the best score an item gets for its words, told by the first of the order
    function likeness(order, scores) {
      const best = scores[order[0]], held = order.filter((i) => rows.has(i)).slice(0, SEEDS).filter((i) => scores[i] >= SURE * best).map((i) => new Set(worded(i)));
      return (i) => {
        const own = worded(i), like = held.reduce((sum, pairs) => sum + own.filter((pair) => pairs.has(pair)).length / Math.sqrt(own.length * pairs.size || 1), 0);
        return held.length ? LIKE * best * like / held.length : 0;
      };
    }

    // What says the same in other words, and would stand on the first page. Alike items have numbers near each other
    const NEAR = 32, LEAST = 0.12;
    async function company(result, allowed, count) {
      const { order, scores } = result, best = scores[order[0]], had = new Set(order), found = new Map();
      await gathered(order, scores, 0, count);
      const like = likeness(order, scores), values = led(result), others = order.slice(0, MANY).filter((i) => rows.has(i)).map((i) => values.get(i) || scores[i]).sort((one, two) => two - one);
      const least = Math.max(LEAST * best, others.length < count ? 0 : others[count - 1]);
      for (const seed of order.slice(0, SEEDS)) for (let i = seed - NEAR; i <= seed + NEAR; i++) {
        if (rows.has(i) && !had.has(i) && allowed(i)) found.set(i, scores[i] + like(i));
      }
      return [...found.keys()].filter((i) => found.get(i) >= least).sort((one, two) => found.get(two) - found.get(one) || one - two).slice(0, count);
    }

    // What those among the first are worth that agree in part: more, where they are worded like the best, but less than what agrees as a whole
    const MANY = 200, CLEAR = 0.95;
    function led({ order, scores, whole }) {
      const values = new Map(), first = order.slice(0, MANY).filter((i) => rows.has(i)), like = likeness(order, scores), best = scores[order[0]];
      for (const i of first) if (scores[i] < CLEAR * best) values.set(i, Math.max(scores[i], Math.min(CLEAR * best, scores[i] < whole ? whole * CLEAR : Infinity, scores[i] + like(i))));
      return values;
    }

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

    return { shown, company };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
