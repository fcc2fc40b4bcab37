// What people say: the sayings that a question holds, and what each leads to. Every query has only their fingerprints, as sayings.py of generator/search makes them.
// What merely has the fingerprint of a saying is told from it by the shard, which holds the saying itself.
(function (search) {
  "use strict";
  const { numbers, packed } = search;
  const FACTOR = 0x9e3779b1, SPARE = 7, BELOW = 19, SHARED = 8;
  const plain = (char) => (/^[未无不]|没有/.test(char) ? "没" : char); // deny alike
  const step = (print, char) => Math.imul(print + char.charCodeAt(0), FACTOR);
  // So many characters may stand between those of a saying of so many (灭火器都过期了 = 灭火器过期)
  const gap = (length) => (length > 4 ? 2 : length > 2 ? 1 : 0);

  // Which shard holds a fingerprint, from 1; 0 for none
  search.prints = function (meta) {
    const begins = [0]; // how many fingerprints stand before each part
    let parts = null; // each is read when it is asked for
    return function (print) {
      if (!parts) {
        parts = meta.sayings[1].split(" ");
        for (const count of numbers(meta.sayings[0])) begins.push(begins[begins.length - 1] + count);
      }
      const sought = print >>> SPARE, part = sought >> BELOW;
      if (typeof parts[part] === "string") parts[part] = packed(parts[part]);
      const at = parts[part].indexOf(sought & (1 << BELOW) - 1);
      return at < 0 ? 0 : Math.ceil((begins[part] + at + 1) / SHARED);
    };
  };

  // What one question knows of them
  search.sayings = function (meta, shard) {
    const told = new Map(); // shard → what its sayings lead to, once it is there
    const place = (form) => "v" + (shard(Array.from(form).reduce(step, 0)) - 1);
    const leads = (form) => (told.get(place(form)) || []).filter((row) => row[4] === form);
    // Its shard is there and does not know it
    const mistaken = (form) => told.has(place(form)) && !leads(form).length;

    // The sayings within a run, the longest first: what is sought, the characters of the question, where they begin and how far they reach
    function within(run) {
      const chars = run.match(/没有|./g), alike = chars.map(plain), begins = [0], found = new Map(), path = [];
      chars.forEach((char, i) => begins.push(begins[i] + char.length));
      function follow(i, before) {
        const length = path.push(i), between = i + 1 - path[0] - length, print = step(before, alike[i]);
        if (between <= gap(length) && shard(print)) note(path.map((one) => alike[one]).join(""));
        for (let next = i + 1; length < meta.longest && next < chars.length && next <= i + 3 - between; next++) follow(next, print);
        path.pop();
      }
      function note(form) {
        const at = begins[path[0]], length = begins[path[path.length - 1] + 1] - at, key = form + at, same = found.get(key);
        if ((!same || length < same.length) && !mistaken(form)) found.set(key, { form, word: path.map((one) => chars[one]).join(""), at, length });
      }
      chars.forEach((char, i) => follow(i, 0));
      return [...found.values()].sort((one, two) => 2 * (two.word.length - one.word.length) + one.length - two.length || one.at - two.at);
    }

    const whole = (run) => within(run).some(({ word }) => word === run);
    return { within, whole, place, leads, mistaken, tell: (name, rows) => told.set(name, rows) };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
