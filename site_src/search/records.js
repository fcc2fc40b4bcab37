// What is shown: the best results, and what is worded like them; records that did not come with the words are fetched.
(function (search) {
  "use strict";
  const { runs, bigrams, normal, telling } = search;

  search.records = function (index) {
    const { meta, large, rows, fetched, room, used } = index;
    const file = (i) => "r" + Math.floor(i / meta.records);

    // Files that hold records of these, those that hold most of them first
    function files(missing) {
      const held = new Map();
      for (const i of missing) held.set(file(i), (held.get(file(i)) || 0) + 1);
      return [...held].sort((one, two) => two[1] - one[1]).map(([name]) => name);
    }

    // Those from `from` to `to` in the order of the result. Where too many files were needed, the next ones whose records are here take the place.
    const [FEW, GOOD] = large ? [3, 0.35] : [2, 0.5]; // after so many files, another one is fetched on the first page only for what is at least so good, beside the best
    let before = false; // the first page has been gathered, perhaps for another choice of facets
    async function gathered(order, scores, from, to) {
      const first = order.slice(from, to), spare = from || !before || !first.some((i) => rows.has(i)) ? 1 : 0;
      before = true;
      const needed = (i) => !rows.has(i) && (from || !scores || used() < FEW || scores[i] >= GOOD * scores[order[0]]);
      await Promise.all(files(first.filter(needed)).slice(0, Math.max(spare, room())).map((name) => fetched(name)));
    }
    async function shown(result, from, to) {
      const { order, scores } = result, first = !from && !result.exact;
      await gathered(order, scores, from, to);
      const value = first ? worth(result) : (i) => (scores ? scores[i] : 0), here = order.slice(from).filter((i) => rows.has(i));
      const found = (first ? sorted(here.slice(0, MANY), value, result) : here).slice(0, to - from), chosen = new Set(found);
      result.order = [...order.slice(0, from), ...found, ...order.slice(from).filter((i) => !chosen.has(i))];
      return ranked(found, value, result).map((i) => ({ i, ...rows.get(i) }));
    }

    // ---- How it is worded ----
    const SEEDS = 3, SURE = 0.8, LIKE = 0.3, SPELT = 0.5, MANY = 200;
    const worded = (i) => bigrams(normal(rows.get(i).violation));
    const mean = (list, of) => list.reduce((sum, one) => sum + of(one), 0) / (list.length || 1);
    // As it is worded like the first of the order, an item is worth a part of the best score
    function likeness({ order, scores }) {
      const best = scores[order[0]], seeds = order.slice(0, SEEDS).filter((i) => rows.has(i) && scores[i] >= SURE * best).map((i) => new Set(worded(i)));
      return (i) => {
        const own = worded(i);
        return LIKE * best * mean(seeds, (pairs) => own.filter((pair) => pairs.has(pair)).length / Math.sqrt(own.length * pairs.size || 1));
      };
    }
    // What an item is worth: its score, how it is worded, and as many of the characters of the question as it holds
    function worth(result) {
      const { order, scores } = result, like = likeness(result), asked = telling(result.corrected || result.text);
      return (i) => {
        const own = normal(rows.get(i).violation);
        return scores[i] + like(i) + SPELT * scores[order[0]] * mean(asked, (char) => own.includes(char));
      };
    }

    // What says the same in other words, and would stand on the first page. Alike items have numbers near each other
    const NEAR = 32, LEAST = 0.12;
    async function company(result, allowed, count) {
      const { order, scores } = result, had = new Set(order), found = new Map();
      await gathered(order, scores, 0, count);
      const like = likeness(result), value = worth(result), others = order.slice(0, MANY).filter((i) => rows.has(i)).map(value).sort((one, two) => two - one);
      const least = others.length < count ? 0 : others[count - 1];
      for (const seed of order.slice(0, SEEDS)) for (let i = seed - NEAR; i <= seed + NEAR; i++) {
        if (rows.has(i) && !had.has(i) && allowed(i) && scores[i] + like(i) >= LEAST * scores[order[0]] && value(i) >= least) found.set(i, value(i));
      }
      return [...found.keys()].sort((one, two) => found.get(two) - found.get(one) || one - two).slice(0, count);
    }

    // What agrees as a whole comes before what agrees in part, whatever it is worth
    function sorted(list, value, { scores, whole }) {
      const values = new Map(list.map((i) => [i, value(i)])); // once for each: they are compared many times
      return list.sort((one, two) => (scores[one] < whole) - (scores[two] < whole) || values.get(two) - values.get(one) || one - two);
    }

    // Of about the same worth, what holds the very words leads, and the short before the long
    function ranked(found, value, result) {
      const terms = runs(result.corrected || result.text).filter((term) => term.length > 1);
      if (!result.scores || !terms.length) return found;
      return sorted(found, (i) => {
        const own = normal(rows.get(i).violation), said = terms.filter((term) => own.includes(term)).length / terms.length;
        return value(i) + 0.1 * said - 0.0001 * Math.min(own.length, 200);
      }, result);
    }

    return { shown, company };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
