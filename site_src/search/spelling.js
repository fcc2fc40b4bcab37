// Spelling: traditional characters, initials of pinyin, one wrong character.
(function (search) {
  "use strict";
  const { runs, bigrams, normal } = search;
  const LONGEST = 200; // the first 200 characters are read, as many as the box takes

  search.speller = function (index) {
    const { unknown, rank, sayings, parsed, fetched, room, place, shard, postings, absent } = index;

    // The characters of GB 2312 are simplified; one that is neither there nor in the index may be traditional
    let simplified = null;
    function maybeTraditional(char) {
      if (char <= "〇" || rank.has(char)) return false;
      if (simplified === null) {
        const bytes = new Uint8Array(2 * 72 * 94);
        let at = 0;
        for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) { bytes[at++] = high; bytes[at++] = low; }
        try { simplified = new TextDecoder("gb2312").decode(bytes); } catch (error) { simplified = ""; }
      }
      return !simplified.includes(char);
    }
    // Initials (yyzz = 营业执照): guessed only where the lists hold no such letters, the shortest phrases first
    async function spelled(text) {
      const asked = runs(text).filter((run) => /^[a-z]{3,8}$/.test(run) && !sayings.whole(run));
      for (const run of asked) {
        if (room() < 3) break;
        const meant = (await fetched("p" + run[0])).split("|").filter((row) => row.startsWith(run) && row[run.length] > "z").map((row) => row.slice(run.length));
        if (meant.length) text = text.replace(run, meant.slice(0, 2).join(" "));
      }
      return text;
    }

    // Half width, lower case, simplified, words for initials
    async function spelt(query) {
      let text = normal(query.slice(0, LONGEST)).replace(/[‐-―−]/g, "-");
      if ([...new Set(runs(text).join(""))].some(maybeTraditional)) {
        const [old, now] = await fetched("t");
        const table = new Map([...old].map((char, i) => [char, now[i]]));
        text = [...text].map((char) => table.get(char) || char).join("");
      }
      return spelled(text);
    }

    // ---- One wrong character: that of which neither pair exists is replaced by one that the index holds, alike in sound first ----
    async function corrections(text, result) {
      const found = [];
      for (const run of runs(text)) {
        const lost = (i) => i >= 0 && i + 2 <= run.length && absent(run.slice(i, i + 2));
        for (let i = 0; i < run.length; i++) {
          if (!(lost(i - 1) || lost(i)) || !suspect(run, i, result)) continue;
          const char = room() > 1 ? await replacement(run, i, result) : null;
          if (char) found.push(text.replace(run, run.slice(0, i) + char + run.slice(i + 1)));
        }
      }
      return found.slice(0, 3);
    }

    // Only where all else makes words, this one looks wrong
    function suspect(run, i, result) {
      if (run.length < 3 || result.plan.slots.some((slot) => slot.word && run.includes(slot.word))) return false;
      const rest = [run.slice(0, i), run.slice(i + 1)].flatMap(bigrams);
      return rest.length > 0 && !rest.some(absent);
    }

    // The shards of the most frequent among the characters of that sound
    async function nearby(run, i, alike) {
      const worth = new Map();
      for (const char of alike) {
        if (!rank.has(char)) continue;
        for (const key of [i > 0 ? run[i - 1] + char : "", i + 1 < run.length ? char + run[i + 1] : ""]) {
          const name = key && shard("a", key);
          if (name && !parsed.has(name)) worth.set(name, (worth.get(name) || 0) + place(char));
        }
      }
      const names = [...worth].sort((one, two) => two[1] - one[1]).slice(0, Math.min(2, room(2))).map(([name]) => name);
      await Promise.all(names.map(fetched));
    }

    async function replacement(run, i, result) {
      const sides = (i > 0) + (i + 1 < run.length), lost = [i - 1, i].every((at) => at < 0 || at + 2 > run.length || !(postings("a", run.slice(at, at + 2)) || []).length);
      const alike = (await fetched("s")).split("|").find((chars) => chars.includes(run[i])) || "";
      await nearby(run, i, alike);
      const candidates = new Map();
      const note = (char, docs) => { if (char !== run[i]) candidates.set(char, [...(candidates.get(char) || []), docs]); };
      for (const [name, content] of parsed) {
        if (name[0] !== "a") continue;
        for (const key of content.keys()) {
          if (i > 0 && key[0] === run[i - 1]) note(key[1], postings("a", key));
          if (i + 1 < run.length && key[1] === run[i + 1]) note(key[0], postings("a", key));
        }
      }
      let best = null, most = 0;
      for (const [char, docs] of candidates) {
        if (docs.length < sides || ((sides < 2 || !lost) && !alike.includes(char))) continue;
        const both = docs.length > 1 ? docs[0].filter((doc) => docs[1].includes(doc)) : docs[0];
        if (!both.length) continue;
        let score = Math.min(both.length, 20) * 0.01 + (alike.includes(char) ? 2 * unknown : 0);
        score += both.reduce((top, doc) => Math.max(top, result.scores[doc]), 0);
        if (score > most) { most = score; best = char; }
      }
      return best;
    }

    return { spelt, corrections };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
