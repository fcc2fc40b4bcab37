// What is shown: the best results; records that did not come with the words are fetched.
(function (search) {
  "use strict";
  const { runs, normal } = search;

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
      const part = order.slice(from).filter((i) => rows.has(i)).slice(0, to - from), chosen = new Set(part);
      result.order = [...order.slice(0, from), ...part, ...order.slice(from).filter((i) => !chosen.has(i))];
      return ranked(part.map((i) => ({ i, ...rows.get(i), score: scores ? scores[i] : 0 })), result);
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

    return records;
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
