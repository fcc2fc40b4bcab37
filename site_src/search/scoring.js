// Scores: what each item gets from one reading.
(function (search) {
  "use strict";
  const { rising, bigrams } = search;

  const MEANT = 0.5; // of what a pair is worth: for an entry that means it
  const SEAM = 0.15; // where two words meet that stand side by side, there is nothing to find

  search.scorer = function (index) {
    const { meta, n, unknown, idf, fields, postings, meant, absent, columns } = index;

    function evaluate(plan) {
      const scores = new Float32Array(n);
      let mass = 0, unmet = 0; // unmet: what the question holds and no violation does
      const spread = (docs, amount) => { for (const i of docs) scores[i] += amount; };
      for (const slot of plan.slots) {
        if (slot.term !== undefined) { if (!plan.slots.some((one) => one.dept && slot.term.includes(one.word))) byField(slot.term, scores); continue; }
        if (slot.pair) {
          const docs = postings("a", slot.pair);
          if (!docs) continue;
          const also = docs.length ? [] : meant(slot.pair), seam = slot.beside && absent(slot.pair) && !slot.beside.some(absent);
          const amount = idf(docs.length + also.length) * (seam ? SEAM : slot.weight);
          mass += amount;
          if (!docs.length && !also.length) unmet += amount;
          spread(docs, amount);
          spread(also, amount * MEANT);
          continue;
        }
        if (slot.single) {
          const docs = postings("b", slot.single + " ") || [];
          mass += unknown;
          spread(docs, unknown);
          continue;
        }
        if (slot.form) slot.mass = telling(slot);
        mass += slot.mass;
        if (slot.docs) for (let i = 0; i < n; i++) if (slot.docs(i)) scores[i] += slot.mass;
        if (slot.form) byWord(slot, scores);
        if (slot.dept) { const { dept } = columns(); for (let i = 0; i < n; i++) if (slot.dept.includes(dept[i])) scores[i] += slot.mass; }
        if (slot.key) for (const [key, docs] of slot.found || []) if (key.startsWith(slot.prefix)) spread(rising(docs), slot.mass);
        if (slot.law !== undefined) byLaw(slot, scores);
        if (slot.anyLaw) byArticle(slot, scores);
      }
      return { plan, scores, mass: mass || 1, unmet };
    }

    // What a saying is worth: a long one tells more than a short one, and one of few items more than one of many
    function telling(slot) {
      let df = 0;
      for (const [, levels] of slot.entries || []) for (const [, docs] of levels) df += rising(docs).length;
      return slot.certainty * idf(df || n / 10) * (0.5 + 0.25 * slot.word.length);
    }

    // Sayings: the index knows which items each means, and how surely
    function byWord(slot, scores) {
      const best = new Float32Array(n), { dept, field } = columns();
      for (const [, levels, depts, fields] of slot.entries || []) {
        for (const [worth, docs] of levels) for (const i of rising(docs)) best[i] = Math.max(best[i], worth / 100);
        if (depts.length || fields.length) for (let i = 0; i < n; i++) {
          if (depts.includes(dept[i])) best[i] = Math.max(best[i], 0.95);
          else if (fields.includes(field[i])) best[i] = Math.max(best[i], 0.6);
        }
      }
      for (let i = 0; i < n; i++) if (best[i]) scores[i] += slot.mass * best[i];
    }

    // The name of a field or department holds the characters: of some use only among items that say alike
    function byField(term, scores) {
      const keys = bigrams(term);
      if (!keys.length) return;
      const amount = (key) => idf((postings("a", key) || []).length || 1);
      const bonus = (name) => keys.reduce((sum, key) => sum + (name.includes(key) ? (name.includes(term) ? 0.15 : 0.08) * amount(key) : 0), 0);
      const byFieldName = fields.map(bonus), byDeptName = meta.depts.map(([, name]) => (term.length > 1 && name.includes(term) ? bonus(name) : 0));
      if (![...byFieldName, ...byDeptName].some(Boolean)) return;
      const { field, dept } = columns();
      for (let i = 0; i < n; i++) scores[i] += Math.max(byFieldName[field[i]], byDeptName[dept[i]]);
    }

    function byLaw(slot, scores) {
      const { law } = columns();
      const sets = index.cited.lawSets.map((set) => set.indexOf(slot.law));
      for (let i = 0; i < n; i++) {
        const at = sets[law[i]];
        if (at >= 0) scores[i] += slot.mass * (slot.article === undefined ? (at === 0 ? 1 : 0.9) : 0.4);
      }
      if (slot.article === undefined || !slot.found) return;
      const row = slot.found[0].find(([number]) => number === slot.law);
      for (const [article, sub, main, other, ...paragraphs] of row ? row[1] : []) {
        if (article !== slot.article || sub !== slot.sub) continue;
        for (const i of rising(main)) scores[i] += slot.mass * 0.6;
        for (const i of rising(other)) scores[i] += slot.mass * 0.5;
        for (const [paragraph, docs] of paragraphs) if (paragraph === slot.paragraph) for (const i of rising(docs)) scores[i] += slot.mass * 0.2;
      }
    }

    function byArticle(slot, scores) {
      const best = new Float32Array(n);
      for (const [article, sub, main, other] of slot.found || []) {
        if (article !== slot.article || sub !== slot.sub) continue;
        for (const i of rising(main)) best[i] = 1;
        for (const i of rising(other)) best[i] = Math.max(best[i], 0.9);
      }
      for (let i = 0; i < n; i++) if (best[i]) scores[i] += slot.mass * best[i];
    }

    function top(result) {
      let at = -1;
      for (let i = 0; i < n; i++) if (at < 0 || result.scores[i] > result.scores[at]) at = i;
      return at < 0 ? 0 : result.scores[at] / result.mass * result.plan.quality;
    }

    return { evaluate, top };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
