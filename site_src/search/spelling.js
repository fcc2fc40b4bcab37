// Spelling: traditional characters, initials of pinyin, one wrong character.
(function (search) {
  "use strict";
  const { runs, bigrams, normal } = search;
  const LONGEST = 200; // the first 200 characters are read, as many as the box takes

  search.speller = function (index) {
    const { rank, sayings, fetched, room, absent } = index;

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

    // ---- One wrong character: one that makes no word with its neighbours is replaced by one of the same sound that does ----
    const TRIED = 3, SHARDS = 2;
    async function corrections(text) {
      const found = [], sought = doubtful(text);
      if (!sought.length || room() < 3) return found;
      const shards = (await fetched("s")).split(" "), at = (char) => shards.findIndex((one) => one.includes(char));
      const names = [...new Set(sought.map(({ run, i }) => at(run[i])).filter((number) => number >= 0))].slice(0, Math.min(SHARDS, room(2)));
      const beside = new Map(await Promise.all(names.map(async (number) => [number, neighbours(await fetched("h" + number))])));
      for (const { run, i, lost } of sought) {
        const number = at(run[i]), known = beside.get(number);
        if (!known) continue;
        const fits = (char) => { const [before, after] = known.get(char) || ["", ""]; return (i > 0 && before.includes(run[i - 1])) + (i + 1 < run.length && after.includes(run[i + 1])); };
        const own = fits(run[i]);
        for (const char of shards[number].split("|").find((one) => one.includes(run[i]))) {
          const fit = fits(char);
          if (char === run[i] || fit <= own) continue;
          const made = run.slice(0, i) + char + run.slice(i + 1);
          const said = sayings.within(made).reduce((most, { form, word, at, length }) => word.length === length && at <= i && i < at + length ? Math.max(most, form.length) : most, 0);
          found.push({ text: text.replace(run, made), worth: fit + lost + Math.max(0, said - 1) * 0.7 + known.get(char).join("").length * 0.0005 });
        }
      }
      return found.sort((one, two) => two.worth - one.worth).slice(0, TRIED).map((one) => one.text);
    }

    // Characters outside sayings of which a pair is held and meant by nobody; lost: which share of their pairs
    function doubtful(text) {
      const found = [];
      for (const run of runs(text)) {
        if (run.length < 2) continue;
        const said = sayings.within(run).filter(({ form, word, length }) => form.length > 1 && word.length === length);
        for (let i = 0; i < run.length; i++) {
          if (run[i] <= "〇" || said.some(({ at, length }) => at <= i && i < at + length)) continue;
          const pairs = [i - 1, i].filter((from) => from >= 0 && from + 2 <= run.length).map((from) => run.slice(from, from + 2));
          const lost = pairs.filter(absent).length / pairs.length;
          if (lost) found.push({ run, i, lost });
        }
      }
      const many = runs(text).reduce((sum, run) => sum + bigrams(run).filter(absent).length, 0);
      return many > LOST ? [] : found.sort((one, two) => two.lost - one.lost);
    }
    const LOST = 2;
    const neighbours = (content) => new Map(content.split("|").map((row) => [row[0], row.slice(1).split(" ")]));

    return { spelt, corrections };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
