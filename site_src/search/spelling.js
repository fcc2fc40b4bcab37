// Spelling: traditional characters, initials of pinyin, one wrong character.
(function (search) {
  "use strict";
  const { runs, bigrams, normal } = search;
  const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g; // characters that nobody sees part no words
  const LONGEST = 200; // the first 200 characters are read, as many as the box takes

  // The characters of GB 2312 are simplified: decoded once, whatever questions follow
  let simplified = null;
  function decoded() {
    const bytes = new Uint8Array(2 * 72 * 94);
    let at = 0;
    for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) { bytes[at++] = high; bytes[at++] = low; }
    try { return new TextDecoder("gb2312").decode(bytes); } catch (error) { return ""; }
  }

  search.speller = function (index) {
    const { rank, sayings, fetched, room, absent, postings } = index;

    // One that is neither simplified nor in the index may be traditional
    function maybeTraditional(char) {
      if (char <= "〇" || rank.has(char)) return false;
      if (simplified === null) simplified = decoded();
      return !simplified.includes(char);
    }
    // Between quotation marks it is asked as it is written
    const literal = (query) => /^\s*["“「＂].+["”」＂]\s*$/s.test(query);

    // Initials (yyzz = 营业执照): guessed only where the lists hold no such letters, the shortest phrases first
    const guessed = [];
    async function spelled(text) {
      const asked = runs(text).filter((run) => /^[a-z]{3,8}$/.test(run) && !sayings.whole(run));
      for (const run of asked) {
        if (room() < 3) break;
        const meant = (await fetched("p" + run[0])).split("|").filter((row) => row.startsWith(run) && row[run.length] > "z").map((row) => row.slice(run.length));
        if (!meant.length) continue;
        guessed.push([run, ...meant.slice(0, 2)]);
        text = text.replace(run, meant.slice(0, 2).join(" "));
      }
      return text;
    }

    // Half width, lower case, simplified, words for initials
    async function spelt(query) {
      let text = normal(query.slice(0, LONGEST)).replace(UNSEEN, "").replace(/[‐-―−]/g, "-");
      if ([...new Set(runs(text).join(""))].some(maybeTraditional)) {
        const [old, now] = await fetched("t");
        const table = new Map([...old].map((char, i) => [char, now[i]]));
        text = [...text].map((char) => table.get(char) || char).join("");
      }
      return literal(query) ? text : spelled(text);
    }

    // ---- One wrong character: one that makes no word with its neighbours is replaced by one of the same sound that does ----
    const TRIED = 3, SHARDS = 2, USUAL = 0.7, FIFTH = 5;
    async function corrections(text) {
      const found = [], sought = doubtful(text), lawless = index.laws.length > 0 && !index.laws.some(([name]) => text.includes(name));
      if (!(sought.length || lawless) || room() < (lawless ? 2 : 3)) return found;
      const shards = (await fetched("s")).split(" "), law = lawless && lawful(text, shards);
      if (law) return [{ text: law, law }];
      const at = (char) => shards.findIndex((one) => one.includes(char));
      const names = [...new Set(sought.map(({ run, i }) => at(run[i])).filter((number) => number >= 0))].slice(0, Math.min(SHARDS, room(2)));
      const beside = new Map(await Promise.all(names.map(async (number) => [number, neighbours(await fetched("h" + number))])));
      for (const { run, i, lost } of sought) {
        const number = at(run[i]), known = beside.get(number);
        if (!known) continue;
        // With how many neighbours it makes words, and how usual these are
        const fits = (char) => {
          const [before, after] = known.get(char) || ["", ""], places = [i > 0 ? before.indexOf(run[i - 1]) : -1, i + 1 < run.length ? after.indexOf(run[i + 1]) : -1].filter((at) => at >= 0);
          return [places.length, places.reduce((sum, at) => sum + USUAL / (1 + at / FIFTH), 0)];
        };
        const [own] = fits(run[i]);
        for (const char of shards[number].split("|").find((one) => one.includes(run[i]))) {
          const [fit, usual] = fits(char);
          if (char === run[i] || fit <= own) continue;
          const made = run.slice(0, i) + char + run.slice(i + 1);
          const saying = sayings.within(made).filter(({ form, word, at, length }) => form.length > 1 && word.length === length && at <= i && i < at + length).sort((one, two) => two.length - one.length)[0];
          found.push({ text: text.replace(run, made), run: made, saying, worth: fit + lost + usual + (saying ? saying.length - 1 : 0) * 0.7 });
        }
      }
      return found.sort((one, two) => two.worth - one.worth).slice(0, TRIED);
    }

    // With the name of a law in which one character was another of the same sound
    function lawful(text, shards) {
      const alike = (one, other) => shards.some((shared) => shared.includes(one) && shared.split("|").some((group) => group.includes(one) && group.includes(other)));
      for (const [name] of index.laws) for (let from = 0; name.length > 2 && from + name.length <= text.length; from++) {
        const wrong = [...name].map((char, i) => i).filter((i) => name[i] !== text[from + i]);
        if (wrong.length === 1 && alike(text[from + wrong[0]], name[wrong[0]])) return text.slice(0, from) + name + text.slice(from + name.length);
      }
      return null;
    }

    // What is mended must be words: a saying of three characters or more, a shorter one beside words, or what some item says as it stands. Else 承重墙 becomes 称重墙, and 火车站 货车站.
    function credible({ run, saying, law }) {
      if (law || (saying && saying.length > 2)) return true;
      const rest = saying ? [run.slice(0, saying.at), run.slice(saying.at + saying.length)].filter(Boolean) : [];
      if (saying && rest.every((part) => part.length > 1 && !bigrams(part).some(absent))) return true;
      return bigrams(run).map((pair) => new Set(postings("a", pair))).reduce((all, who) => new Set([...all].filter((i) => who.has(i)))).size > 0;
    }

    // Characters outside sayings of which all pairs are held and meant by nobody, and those beside them in such a pair: where two words meet, both have a pair besides. lost: which share
    const LOST = 2;
    function doubtful(text) {
      const found = [];
      let many = 0;
      for (const run of runs(text)) {
        const pairs = [...run].slice(1).map((char, i) => absent(run[i] + char)), own = (i) => pairs.slice(Math.max(0, i - 1), i + 1), all = (i) => own(i).every(Boolean);
        many += pairs.filter(Boolean).length;
        if (run.length < 3) continue;
        const said = sayings.within(run).filter(({ form, word, length }) => form.length > 1 && word.length === length);
        for (let i = 0; i < run.length; i++) {
          if (run[i] <= "〇" || said.some(({ at, length }) => at <= i && i < at + length)) continue;
          if (all(i) || (pairs[i] && all(i + 1)) || (pairs[i - 1] && all(i - 1))) found.push({ run, i, lost: own(i).filter(Boolean).length / own(i).length });
        }
      }
      return many > LOST ? [] : found.sort((one, two) => two.lost - one.lost);
    }
    const neighbours = (content) => new Map(content.split("|").map((row) => [row[0], row.slice(1).split(" ")]));

    return { spelt, literal, guessed, corrections, credible };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
