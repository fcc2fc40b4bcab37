// Numbers and texts: how numbers are read from the index, how a sentence falls into runs and pairs of characters; as numbers.py and text.py of generator/search.
(function (search) {
  "use strict";
  const LAST = 64, MORE = 25, VALUE = new Int16Array(128);
  for (let code = 0x21, n = 0; code < 0x7f; code++) if (!'"\\<|&'.includes(String.fromCharCode(code))) VALUE[code] = n++;

  function numbers(text) {
    const found = [];
    let high = 0;
    for (let i = 0; i < text.length; i++) {
      const value = VALUE[text.charCodeAt(i)];
      if (value >= LAST) high = high * MORE + value - LAST;
      else { found.push(high * LAST + value); high = 0; }
    }
    return found;
  }

  function rising(text) {
    const steps = numbers(text);
    let at = -1;
    for (let i = 0; i < steps.length; i++) { at += steps[i] + 1; steps[i] = at; }
    return steps;
  }

  // Rising numbers far apart: each has its higher part in ones and a zero, then its lower bits
  function packed(text) {
    const low = VALUE[text.charCodeAt(0)], end = text.length, found = new Int32Array(Math.ceil(6 * end / (low + 1)));
    let i = 1, n = 0, at = -1, bits = 0, size = 0; // bits: those not yet read, so many as size says
    for (;;) {
      let high = 0;
      for (;;) {
        if (!size) {
          if (i >= end) return found.subarray(0, n);
          bits = VALUE[text.charCodeAt(i++)];
          size = 6;
        }
        const ones = Math.min(size, Math.clz32(~(bits << 32 - size)));
        high += ones;
        size -= ones;
        if (size) break;
      }
      bits &= (1 << --size) - 1;
      while (size < low) { bits = bits << 6 | VALUE[text.charCodeAt(i++)]; size += 6; }
      size -= low;
      found[n++] = at += (high << low) + (bits >> size) + 1;
      bits &= (1 << size) - 1;
    }
  }

  const RUN = /[0-9a-z〇\u3400-\u9fff]+/g;
  const normal = (text) => text.normalize("NFKC").toLowerCase();
  const runs = (text) => text.match(RUN) || [];
  // Characters only
  const bare = (text) => (/^[\u3400-\u9fff]*$/.test(text) ? text : runs(normal(text)).join(""));
  function bigrams(text) {
    const found = new Set();
    for (const run of runs(text)) for (let i = 0; i + 1 < run.length; i++) found.add(run.slice(i, i + 2));
    return [...found];
  }

  const NATION = "中华人民共和国";
  const DIGITS = new Map([..."〇零一二三四五六七八九"].map((char, i) => [char, Math.max(0, i - 1)]));
  DIGITS.set("两", 2);
  const NUMERAL = "0-9〇零一二三四五六七八九十百千两";

  function value(text) {
    if (/^[0-9]+$/.test(text)) return Number(text);
    let total = 0, digit = 0;
    for (const char of text) {
      const unit = { "十": 10, "百": 100, "千": 1000 }[char];
      if (unit) { total += (digit || 1) * unit; digit = 0; } else digit = /[0-9]/.test(char) ? Number(char) : DIGITS.get(char);
    }
    return total + digit;
  }

  function chinese(number) {
    const digits = "零一二三四五六七八九", n = Number(number);
    if (n < 10) return digits[n];
    if (n < 100) return (n < 20 ? "" : digits[Math.floor(n / 10)]) + "十" + (n % 10 ? digits[n % 10] : "");
    return number;
  }

  // The characters of a text but for those that say little of what is asked for
  const telling = (text) => [...new Set(runs(text).join("").replace(/[的了我们也很啊把被就还给在上里下往让又太着过吗呢有没不]/g, ""))];

  const negated = (text) => text.replace(/没有|没/g, "未");

  Object.assign(search, { numbers, rising, packed, normal, runs, bare, bigrams, value, chinese, negated, telling, NATION, NUMERAL });
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
