// Matching: fetches the shards of use, scores every reading and takes the best; when that is poor, mends a character, reads single ones, looks at the other columns.
(function (search) {
  "use strict";
  const { runs, bigrams, negated, chinese, telling } = search;
  const LAWLIKE = /(法典|法|条例|办法|细则|规则|规定|解释)(?=\s|第|[0-9一二三四五六七八九十百]|》|、|$)/;
  const NUMBERED = /[0-9]号|.{5}[0-9]$/; // as a document number is written, or the end of one
  const NOT_LAW = /违法|非法|合法|无法|方法|依法|执法|法律|法规|[照按反]规定/g;

  search.matcher = function (index) {
    const { n, large, rank, idf, fetched, here, room, place, owner, shard, postings, sayings } = index;
    const { plan, withoutChatter } = search.reader(index), { spelt, literal, guessed, corrections, credible } = search.speller(index), { evaluate, top } = search.scorer(index);

    // ---- Which shards ----
    // Before they are fetched, only how rare a character is, is known
    const ENOUGH = 0.9, MOST = 3, BESIDE = large ? 2 : 1, FAINT = 0.7; // beside a saying fewer for the very words are enough, unless it only says where, or what there was not
    const rare = (key) => (Math.log(1 + rank.size - place(owner(key))) / Math.log(1 + rank.size)) ** 2;

    // The shards of use for the very words, the most telling first
    function wanted(slots, family) {
      const worth = new Map();
      let total = 0, covered = 0;
      const add = (key, weight) => {
        const name = shard(family, key);
        if (!name) return;
        total += weight * rare(key);
        worth.set(name, (worth.get(name) || 0) + weight * rare(key));
      };
      for (const slot of slots) {
        if (slot.pair) add(slot.pair, slot.weight);
      }
      const chosen = [], most = slots.some((slot) => slot.form && (large || slot.certainty > FAINT)) ? BESIDE : MOST;
      for (const [name, value] of [...worth].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1))) {
        if (covered >= ENOUGH * total || chosen.length >= most) break;
        chosen.push(name);
        covered += value;
      }
      return chosen;
    }

    async function prepared(text) {
      await Promise.all([LAWLIKE.test(text.replace(NOT_LAW, " ")) && "l", NUMBERED.test(runs(text).join("")) && "d"].filter(Boolean).map((name) => fetched(name)));
    }

    // Not more shards than there is room for; one is left for records
    async function fill(plans) {
      const names = new Set();
      let left = room(1);
      const add = (name) => { if (!names.has(name) && (here(name) || left-- > 0)) names.add(name); };
      for (const one of plans) {
        one.tasks.forEach(add);
        wanted(one.slots, "a").forEach(add);
        for (const slot of one.slots) if (slot.single && shard("b", slot.single + " ")) add(shard("b", slot.single + " "));
      }
      await Promise.all([...names].map((name) => fetched(name)));
      for (const { slots } of plans) for (const slot of slots) {
        if (names.has(slot.name)) slot.found = await fetched(slot.name);
        if (slot.form) slot.entries = sayings.leads(slot.form);
      }
    }

    // The plans of some readings, what they need fetched. Where something only looked like a saying, they are made once more.
    async function planned(readings) {
      for (;;) {
        const plans = readings.map((reading) => plan(...reading));
        await fill(plans);
        if (!plans.some(({ slots }) => slots.some((slot) => slot.form && sayings.mistaken(slot.form)))) return plans;
      }
    }

    // Where sayings account for all, there is nothing left to seek: what they lead to is known
    const told = (slot) => slot.form ? slot.entries.length > 0 : slot.pair ? slot.light : !slot.single;
    // Share of the question, by weight, that an item must hold to count as found; below it only part of the words agree.
    // A pair of characters that no violation holds weighs double here: that the lists do not have it tells most.
    const WHOLE = 0.55;
    // What no violation holds is sought in conditions, penalties and the other columns
    async function deeper(result) {
      const missing = [];
      const at = result.scores.indexOf(result.scores.reduce((most, score) => Math.max(most, score), 0));
      for (const slot of result.plan.slots) {
        const keys = slot.pair ? [slot.pair] : slot.word ? bigrams(slot.word) : [];
        for (const key of keys) if (!(postings("a", key) || []).includes(at)) missing.push(key);
      }
      // A character that makes no word with its neighbours is sought alone
      if (result.scores[at] > 0) for (const run of runs(result.plan.text)) for (let i = 0; i < run.length; i++) {
        const whole = (j) => j >= 0 && j + 2 <= run.length && (postings("a", run.slice(j, j + 2)) || []).length;
        if (!whole(i - 1) && !whole(i) && rank.has(run[i]) && telling(run[i]).length) missing.push(run[i] + " ");
      }
      const names = wanted(missing.map((pair) => ({ pair, weight: 1 })), "b").slice(0, Math.min(2, room(1)));
      await Promise.all(names.map(fetched));
      const alone = new Map();
      for (const key of missing) {
        const docs = postings("b", key);
        if (!docs || !docs.length) continue;
        const amount = Math.min(idf(docs.length), idf((postings("a", key) || []).length)) * 0.6;
        for (const i of docs) if (key[1] === " ") alone.set(i, (alone.get(i) || 0) + amount); else result.scores[i] += amount;
      }
      // Characters alone are no word: where there is none, what holds 医 and 保 apart does not agree with 医保 as a whole
      const words = result.plan.slots.some((slot) => (slot.form ? slot.entries.length : slot.pair && !slot.light && (postings("a", slot.pair) || []).length));
      const most = words ? Infinity : 0.99 * WHOLE * (result.mass + result.unmet);
      for (const [i, amount] of alone) result.scores[i] = Math.max(result.scores[i], Math.min(most, result.scores[i] + amount));
    }

    const LOOSELY = 0.6;
    function whole(results) {
      return results.reduce((least, { mass, unmet, plan }) => Math.min(least, WHOLE * plan.quality * (mass + unmet) / mass), Infinity);
    }
    return async function (query) {
      const text = withoutChatter(await spelt(query));
      await prepared(text);
      if (!runs(text).length) return null;
      const readings = [[text, 1]], swapped = text.replace(/[0-9]{1,2}(?=[\u3400-\u9fff])/g, chinese);
      if (/没/.test(text)) readings.push([negated(text), 0.98]);
      if (swapped !== text) readings.push([swapped, 0.98]);
      if (runs(text).length > 1) readings.push([text, 1, Infinity]); // what holds several words as they stand need not hold what they are called elsewhere
      const plans = await planned(readings);
      let results = plans.map(evaluate), corrected = null;
      let best = Math.max(...results.map(top));
      if (best < 0.75 && !literal(query)) {
        const other = await corrections(text);
        if (other.length) {
          const more = (await planned(other.map(({ text: mended }) => [mended, 0.92]))).map(evaluate);
          const mended = more.filter((_, at) => credible(other[at])).sort((one, two) => top(two) - top(one))[0];
          if (mended && top(mended) > best + 0.05) { best = top(mended); corrected = mended.plan.text; results = [...results, mended]; }
        }
      }
      if (best < LOOSELY && room() > 2) {
        const other = [text, 0.95, 1];
        if (plan(...other).slots.some((slot) => slot.form && slot.form.length === 1)) {
          results = [...results, ...(await planned([other])).map(evaluate)];
          best = Math.max(...results.map(top));
        }
      }
      if (best < 0.5 && !results[0].plan.slots.every(told)) {
        await deeper(results[0]);
        best = Math.max(...results.map(top));
      }
      const scores = new Float32Array(n);
      for (const result of results) {
        const scale = result.plan.quality / result.mass;
        for (let i = 0; i < n; i++) scores[i] = Math.max(scores[i], result.scores[i] * scale);
      }
      const marks = new Set();
      for (const result of results) for (const slot of result.plan.slots) {
        if (slot.pair && slot.weight === 1) marks.add(slot.pair);
        if (slot.single) marks.add(slot.single);
        if (slot.word) bigrams(slot.said || slot.word).forEach((key) => marks.add(key));
        for (const [synonyms] of slot.entries || []) bigrams(synonyms).forEach((key) => marks.add(key));
      }
      const exact = results[0].plan.slots.some((slot) => slot.key || slot.docs || slot.law !== undefined || slot.anyLaw);
      return { scores, best, marks, corrected, guessed, text, exact, whole: whole(results) };
    };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
