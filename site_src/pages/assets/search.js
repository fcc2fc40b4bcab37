// 查询：读懂群众的说法，从索引中取出用得着的几片，排好先后。
// 前一半（engine）不碰页面，可以在 node 中运行；后一半（page）负责查询页。索引由 generator/search 生成。
(function (root) {
  "use strict";

  // ---- 数字和文字：与 generator/search 的 numbers.py、text.py 相同 ----
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

  const RUN = /[0-9a-z〇\u3400-\u9fff]+/g;
  const normal = (text) => text.normalize("NFKC").toLowerCase();
  const runs = (text) => text.match(RUN) || [];
  function bigrams(text) {
    const found = new Set();
    for (const run of runs(text)) for (let i = 0; i + 1 < run.length; i++) found.add(run.slice(i, i + 2));
    return [...found];
  }

  // ---- 读懂问题 ----
  const LONGEST = 200;          // 只读前 200 个字，与输入框相同
  const NATION = "中华人民共和国";
  // 问法，不是行为：去掉以后才看得出问的是什么
  const CHATTER = /请问一?下?|我想(?:问|咨询)(?:一?下)?|想问(?:一?下)?|(?:会不会|会|要|能)?(?:被|挨)?(?:处?罚款?|处罚)(?:多少钱?|吗|么|嘛)+|(?:会不会|要不要)(?:被|挨)?罚款?|怎么处?罚|(?:会|要)(?:被|挨)罚款?|被罚款?了|罚(?:款)?多少钱?|算不算违法|(?:算|是)?(?:违法|违规|犯法)(?:吗|么|嘛)|可不可以|能不能|是不是|要不要|有没有事|有事(?:吗|么)|怎么办|咋办|怎么样|会怎样|可以(?:吗|么)|行(?:吗|么)|[吗呢啊呀嘛么?？!！]/g;
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

  const ARTICLE = new RegExp(`^[\\s》」,，]*第?\\s*([${NUMERAL}]+)\\s*条(?:\\s*之\\s*([${NUMERAL}]+))?(?:\\s*第?\\s*[${NUMERAL}]+\\s*款)?(?:\\s*第?\\s*\\(?\\s*[${NUMERAL}]+\\s*\\)?\\s*项)?`);
  const BARE_ARTICLE = /^[\s》」]*([0-9]{1,4})(?=\s|$)/;

  // ---- 引擎 ----
  // meta 是每次都要的那一份；load(名称) 取来一片，返回 Promise。
  function engine(meta, load) {
    const n = meta.n, rank = new Map(), groups = numbers(meta.groups);
    [...meta.chars].forEach((char, i) => rank.set(char, i));
    const unknown = 0.5 * Math.log(1 + n);
    const idf = (df) => (df ? Math.log(1 + (n - df + 0.5) / (df + 0.5)) : unknown);
    const pieces = new Map(), parsed = new Map(), lists = new Map();
    let column = null;

    function fetched(name) {
      if (!pieces.has(name)) {
        const piece = load(name);
        pieces.set(name, piece);
        piece.then((data) => { if (/^[ab]/.test(name)) parsed.set(name, keyed(data)); }, () => pieces.delete(name));
      }
      return pieces.get(name);
    }
    function keyed(text) {
      const found = new Map();
      if (text) for (const entry of text.split("|")) found.set(entry.slice(0, 2), entry.slice(2));
      return found;
    }
    function owner(key) {
      const one = rank.get(key[0]), two = key[1] === " " ? one : rank.get(key[1]);
      return one === undefined || two === undefined ? -1 : Math.min(one, two);
    }
    function shard(family, key) {
      const at = owner(key);
      if (at < 0) return null;
      return family + (family === "a" ? groups[at] : meta.chars.charCodeAt(at) % meta.more);
    }
    function postings(family, key) {
      const name = shard(family, key);
      if (name === null) return [];
      const id = family + key;
      if (!lists.has(id)) {
        const content = parsed.get(name);
        if (!content) return null; // 没有取这一片
        lists.set(id, content.has(key) ? rising(content.get(key)) : []);
      }
      return lists.get(id);
    }

    // ---- 词表：法规、部门、领域、同义词 ----
    const short = (name) => (meta.city && name.startsWith(meta.city) ? name.slice(meta.city.length) : name);
    const laws = [];
    meta.laws.forEach(([, name, , , ...aliases], law) => {
      for (const known of [name, ...aliases]) {
        const text = normal(known).replace(NATION, "");
        if (/(法|条例|规定|办法|法典|细则|规则)$/.test(text) && text.length > 1 || text.length > 3) laws.push([text, law]);
      }
    });
    laws.sort((one, two) => two[0].length - one[0].length);
    const depts = [];
    meta.depts.forEach(([, ...names], dept) => { for (const name of names) depts.push([normal(short(name)), dept]); });
    const fields = meta.fields.map(normal);
    const said = new Map();
    let longest = 0;
    const negated = (text) => text.replace(/没有|没/g, "未");
    for (const [term, ...synonyms] of meta.vocabulary) {
      const words = synonyms.map(normal);
      for (const form of new Set([runs(normal(term)).join(""), runs(negated(normal(term))).join("")])) {
        if (form.length < 1) continue;
        said.set(form, [...(said.get(form) || []), ...words]);
        longest = Math.max(longest, form.length);
      }
    }

    function columns() {
      if (column) return column;
      column = {};
      for (const name of Object.keys(meta.columns)) column[name] = numbers(meta.columns[name]);
      return column;
    }

    // ---- 计划：一种读法要哪些字对，各值多少 ----
    function plan(text, quality) {
      const slots = [], tasks = [];
      let rest = text.split(NATION).join("");
      const cut = (from, to) => { rest = rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to); };
      // 事项编号、基本编码
      for (const match of [...rest.matchAll(/(?<![0-9a-z])(?:([0-9]{4})-?([0-9]{5})(?:-?([0-9a-z]))?|([0-9]{12}))(?![0-9a-z])/g)]) {
        const key = match[4] || match[1] + match[2] + (match[3] || "");
        const digits = [...key.slice(4, 9)].map((char) => char.charCodeAt(0));
        const name = "k" + (digits.reduce((sum, digit, i) => sum + digit * [1, 3, 7, 11, 13][i], 0) % meta.keys);
        slots.push({ key: true, mass: 3 * unknown, name, prefix: key });
        tasks.push(name);
        cut(match.index, match.index + match[0].length);
      }
      // 文号
      const compact = runs(rest).join("");
      const numbered = meta.editions.map(([, number], i) => [runs(normal(number)).join(""), i]).filter(([number]) => number && (compact.includes(number) || (compact.length > 5 && /[0-9]号?$/.test(compact) && number.includes(compact))));
      if (numbered.length) {
        slots.push({ mass: 3 * unknown, docs: (i) => numbered.some(([, edition]) => columns().edition[i] === edition) });
        rest = "";
      }
      // 法规和条号
      for (const [name, law] of laws) {
        for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name, at + 1)) {
          const after = rest.slice(at + name.length), match = ARTICLE.exec(after) || BARE_ARTICLE.exec(after);
          const slot = { law, mass: unknown * 2 };
          if (match) {
            Object.assign(slot, { article: value(match[1]), sub: match[2] ? value(match[2]) : 0, mass: unknown * 3, name: "c" + meta.laws[law][3] });
            tasks.push(slot.name);
          }
          slots.push(slot);
          cut(at, at + name.length + (match ? match[0].length : 0));
        }
      }
      for (const run of runs(rest)) readRun(run, slots);
      return { text, quality, slots, tasks };
    }

    function readRun(run, slots) {
      const free = new Array(run.length).fill(true);
      const spans = [];
      for (const [name, dept] of depts) {
        const at = run.indexOf(name);
        if (at >= 0 && free[at]) spans.push({ from: at, to: at + name.length, phrases: [run.slice(at, at + name.length)] });
        else if (run.length > 2 && name.includes(run)) { spans.push({ from: 0, to: run.length, phrases: [run] }); }
        else continue;
        for (let i = spans[spans.length - 1].from; i < spans[spans.length - 1].to; i++) free[i] = false;
      }
      for (let length = Math.min(longest, run.length); length > 0; length--) {
        for (let at = 0; at + length <= run.length; at++) {
          const words = said.get(run.slice(at, at + length));
          if (!words || !free.slice(at, at + length).every(Boolean)) continue;
          spans.push({ from: at, to: at + length, phrases: [run.slice(at, at + length), ...words] });
          free.fill(false, at, at + length);
        }
      }
      for (const span of spans) slots.push({ options: span.phrases.map((phrase, i) => option(phrase, i)), own: span.phrases[0] });
      if (run.length === 1 && !spans.length) { slots.push({ single: run }); return; }
      for (let i = 0; i + 1 < run.length; i++) {
        const inside = !free[i] && !free[i + 1];
        if (inside && spans.some((span) => span.from <= i && i + 1 < span.to)) continue;
        slots.push({ pair: run.slice(i, i + 2), weight: free[i] && free[i + 1] ? 1 : 0.2 });
      }
      slots.push({ term: run });
    }

    function option(phrase, i) {
      const near = (name) => name.includes(phrase);
      return {
        keys: bigrams(phrase), quality: i ? 0.9 : 1, phrase,
        depts: phrase.length > 2 || /[局队委]$/.test(phrase) ? depts.filter(([name]) => near(name)).map(([, dept]) => dept) : [],
        fields: phrase.length > 1 ? fields.map((name, f) => (near(name) ? f : -1)).filter((f) => f >= 0) : []
      };
    }

    // ---- 取片 ----
    function wanted(plans, family) {
      const worth = new Map();
      const add = (key, weight) => {
        const name = shard(family, key);
        if (name) worth.set(name, (worth.get(name) || 0) + weight * (1.1 - owner(key) / rank.size));
      };
      for (const { slots } of plans) for (const slot of slots) {
        if (slot.pair) add(slot.pair, slot.weight);
        if (slot.options) slot.options.forEach((o, i) => o.keys.forEach((key) => add(key, i ? 0.5 : 1)));
      }
      return [...worth].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1)).map(([name]) => name);
    }

    // ---- 打分 ----
    function evaluate(plan) {
      const scores = new Float32Array(n), shares = new Float32Array(n);
      const touched = [];
      let mass = 0;
      const spread = (docs, amount) => { for (const i of docs) scores[i] += amount; };
      const best = new Float32Array(n);
      for (const slot of plan.slots) {
        if (slot.term !== undefined) { byField(slot.term, scores); continue; }
        if (slot.pair) {
          const docs = postings("a", slot.pair);
          if (!docs) continue;
          const amount = idf(docs.length) * slot.weight;
          mass += amount;
          spread(docs, amount);
          continue;
        }
        if (slot.single) {
          const docs = postings("b", slot.single + " ") || [];
          mass += unknown;
          spread(docs, unknown);
          continue;
        }
        if (slot.options) {
          const own = slot.options[0].keys.reduce((sum, key) => sum + idf((postings("a", key) || []).length), 0) || unknown;
          mass += own;
          touched.length = 0;
          for (const o of slot.options) choose(o, best, shares, touched);
          for (const i of touched) { scores[i] += own * best[i]; best[i] = 0; }
          continue;
        }
        mass += slot.mass;
        if (slot.docs) for (let i = 0; i < n; i++) if (slot.docs(i)) scores[i] += slot.mass;
        if (slot.key) for (const [key, docs] of slot.found || []) if (key.startsWith(slot.prefix)) spread(rising(docs), slot.mass);
        if (slot.law !== undefined) byLaw(slot, scores);
      }
      return { plan, scores, mass: mass || 1 };
    }

    // 一个说法和它的同义词，取符合得最好的
    function choose(o, best, shares, touched) {
      const hit = [];
      let total = 0;
      for (const key of o.keys) {
        const docs = postings("a", key);
        if (!docs) continue;
        const weight = idf(docs.length);
        total += weight;
        for (const i of docs) { if (!shares[i]) hit.push(i); shares[i] += weight; }
      }
      const raise = (i, amount) => { if (!best[i]) touched.push(i); if (amount > best[i]) best[i] = amount; };
      for (const i of hit) {
        const share = shares[i] / total;
        shares[i] = 0;
        if (share > 0.3) raise(i, o.quality * share * Math.sqrt(share));
      }
      if (o.depts.length || o.fields.length) {
        const { dept, field } = columns();
        for (let i = 0; i < n; i++) {
          if (o.depts.includes(dept[i])) raise(i, o.quality * 0.95);
          else if (o.fields.includes(field[i])) raise(i, o.quality * 0.65);
        }
      }
    }

    function byField(term, scores) {
      const keys = bigrams(term);
      if (!keys.length) return;
      const bonus = fields.map((name) => {
        let sum = 0;
        for (const key of keys) if (name.includes(key)) sum += 0.22 * idf((postings("a", key) || []).length || 1);
        return sum;
      });
      if (!bonus.some(Boolean)) return;
      const { field } = columns();
      for (let i = 0; i < n; i++) if (bonus[field[i]]) scores[i] += bonus[field[i]];
    }

    function byLaw(slot, scores) {
      const { law } = columns();
      const sets = meta.lawSets.map((set) => set.indexOf(slot.law));
      for (let i = 0; i < n; i++) {
        const at = sets[law[i]];
        if (at >= 0) scores[i] += slot.mass * (slot.article === undefined ? (at === 0 ? 1 : 0.9) : 0.4);
      }
      if (slot.article === undefined || !slot.found) return;
      const row = slot.found.find(([number]) => number === slot.law);
      for (const [article, sub, main, other] of row ? row[1] : []) {
        if (article !== slot.article || sub !== slot.sub) continue;
        for (const i of rising(main)) scores[i] += slot.mass * 0.6;
        for (const i of rising(other)) scores[i] += slot.mass * 0.5;
      }
    }

    function top(result) {
      let at = -1;
      for (let i = 0; i < n; i++) if (at < 0 || result.scores[i] > result.scores[at]) at = i;
      return at < 0 ? 0 : result.scores[at] / result.mass * result.plan.quality;
    }

    // ---- 错一个字：左右两个字对都不存在的那个字，换成索引里有的 ----
    function corrections(text, result) {
      const found = [];
      for (const run of runs(text)) {
        if (run.length < 2) continue;
        const df = (i) => (i < 0 || i + 2 > run.length ? -1 : (postings("a", run.slice(i, i + 2)) || []).length);
        for (let i = 0; i < run.length; i++) {
          const left = df(i - 1), right = df(i);
          if (left > 0 || right > 0 || (left < 0 && right < 0)) continue;
          const candidates = new Map();
          const note = (char, docs) => { if (char !== run[i]) candidates.set(char, [...(candidates.get(char) || []), docs]); };
          for (const [name, content] of parsed) {
            if (name[0] !== "a") continue;
            for (const key of content.keys()) {
              if (i > 0 && key[0] === run[i - 1]) note(key[1], postings("a", key));
              if (i + 1 < run.length && key[1] === run[i + 1]) note(key[0], postings("a", key));
            }
          }
          const sides = (i > 0) + (i + 1 < run.length);
          let bestChar = null, bestScore = 0;
          for (const [char, docs] of candidates) {
            if (docs.length < sides) continue;
            let score = 0;
            const inAll = docs.length > 1 ? docs[0].filter((doc) => docs[1].includes(doc)) : docs[0];
            for (const doc of inAll) score = Math.max(score, result.scores[doc]);
            score += Math.min(inAll.length, 20) * 0.01 + (sides > 1 && inAll.length ? 1 : 0);
            if (score > bestScore) { bestScore = score; bestChar = char; }
          }
          if (bestChar && (sides > 1 || bestScore > unknown * 0.8)) found.push(text.replace(run, run.slice(0, i) + bestChar + run.slice(i + 1)));
        }
      }
      return found.slice(0, 3);
    }

    // ---- 一次查询 ----
    async function understood(query) {
      let text = normal(query.slice(0, LONGEST)).replace(/[‐-―−]/g, "-");
      if ([...new Set(runs(text).join(""))].some((char) => !rank.has(char) && char > "〇")) {
        const [old, now] = await fetched("t");
        const table = new Map([...old].map((char, i) => [char, now[i]]));
        text = [...text].map((char) => table.get(char) || char).join("");
      }
      const plain = text.replace(CHATTER, " ");
      return runs(plain).length ? plain : text;
    }

    async function fill(plans) {
      const names = new Set();
      plans.forEach((one) => one.tasks.forEach((name) => names.add(name)));
      wanted(plans, "a").slice(0, 4).forEach((name) => names.add(name));
      for (const { slots } of plans) for (const slot of slots) if (slot.single && shard("b", slot.single + " ")) names.add(shard("b", slot.single + " "));
      await Promise.all([...names].map(fetched));
      for (const { slots } of plans) for (const slot of slots) if (slot.name) slot.found = await fetched(slot.name);
    }

    // 行为里没有的词，到适用条件、法定处罚里去找
    async function deeper(result) {
      const missing = [];
      const at = result.scores.indexOf(result.scores.reduce((most, score) => Math.max(most, score), 0));
      for (const slot of result.plan.slots) {
        const keys = slot.pair ? [slot.pair] : slot.options ? slot.options[0].keys : [];
        for (const key of keys) if (!(postings("a", key) || []).includes(at)) missing.push(key);
      }
      const names = wanted([{ slots: missing.map((pair) => ({ pair, weight: 1 })) }], "b").slice(0, 2);
      await Promise.all(names.map(fetched));
      for (const key of missing) {
        const docs = postings("b", key);
        if (!docs || !docs.length) continue;
        const amount = Math.min(idf(docs.length), idf((postings("a", key) || []).length)) * 0.6;
        for (const i of docs) result.scores[i] += amount;
      }
    }

    async function matched(query) {
      const text = await understood(query);
      if (!runs(text).length) return null;
      const readings = new Map([[text, 1]]);
      if (/没/.test(text)) readings.set(negated(text), 0.98);
      const swapped = text.replace(/[0-9]{1,2}(?=[\u3400-\u9fff])/g, chinese);
      if (swapped !== text) readings.set(swapped, 0.98);
      const plans = [...readings].map(([reading, quality]) => plan(reading, quality));
      await fill(plans);
      let results = plans.map(evaluate), corrected = null;
      let best = Math.max(...results.map(top));
      if (best < 0.85) {
        const other = corrections(text, results[0]);
        if (other.length) {
          const more = other.map((reading) => plan(reading, 0.92));
          await fill(more);
          for (const result of more.map(evaluate)) {
            if (top(result) > best + 0.05) { best = top(result); corrected = result.plan.text; results = [...results, result]; }
          }
        }
      }
      if (best < 0.7) {
        for (const result of results.slice(0, 2)) await deeper(result);
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
        if (slot.options) for (const o of slot.options) o.keys.forEach((key) => marks.add(key));
      }
      return { scores, best, marks, corrected, text };
    }

    const FLOOR = 0.25, CUT = 0.5;

    // filters：kind、dept、town、field、law、status，各是一个值的列表（status 的 all 表示全部）
    async function search(query, filters) {
      const found = await matched(query);
      const tests = selections(filters || {});
      const { scores, best } = found || { scores: null, best: 0 };
      const least = found ? Math.max(FLOOR, best * CUT) : 0;
      const order = [], counts = {}, { period } = columns();
      let ended = 0;
      for (const facet of FACETS) counts[facet] = new Map();
      for (let i = 0; i < n; i++) {
        if (scores && scores[i] < least) continue;
        let failed = null, fails = 0;
        for (const facet of FACETS) if (tests[facet] && !tests[facet](i)) { failed = facet; fails++; }
        if (fails > 1) continue;
        if (!fails) { order.push(i); }
        for (const facet of FACETS) if (!fails || failed === facet) for (const one of values(facet, i)) counts[facet].set(one, (counts[facet].get(one) || 0) + 1);
        if (failed === "status" && meta.states[meta.periods[period[i]][0]][0] === "ended") ended++;
      }
      if (scores) order.sort((one, two) => scores[two] - scores[one] || one - two);
      return { total: order.length, order, counts, ended, best, scores, marks: found ? found.marks : new Set(), corrected: found ? found.corrected : null, text: found ? found.text : "" };
    }

    const FACETS = ["kind", "dept", "field", "town", "law", "status"];
    function values(facet, i) {
      const c = columns();
      if (facet === "status") return [meta.periods[c.period[i]][0]];
      if (facet === "town") return meta.townSets[c.town[i]];
      if (facet === "law") return meta.lawSets[c.law[i]];
      return [c[facet][i]];
    }
    // 每一类的全部取值：[代码, 名称]
    const choices = {
      kind: meta.kinds, dept: meta.depts.map(([code, name]) => [code, short(name)]), field: meta.fields.map((name) => [name, name]),
      town: meta.towns, law: meta.laws.map(([key, name]) => [key, name]), status: meta.states
    };
    function selections(filters) {
      const tests = {};
      for (const facet of FACETS) {
        let chosen = (filters[facet] || []).filter(Boolean);
        if (facet === "status") {
          if (chosen.includes("all")) continue;
          if (!chosen.length) chosen = ["in_force", "scheduled"];
        }
        if (!chosen.length) continue;
        const wantedValues = new Set();
        choices[facet].forEach(([code, name], i) => { if (chosen.includes(code) || chosen.includes(name)) wantedValues.add(i); });
        tests[facet] = (i) => values(facet, i).some((one) => wantedValues.has(one));
      }
      return tests;
    }

    // 取来要显示的事项；恰好含有原话的排前
    async function records(result, from, to) {
      const part = result.order.slice(from, to);
      const names = [...new Set(part.map((i) => "r" + Math.floor(i / meta.records)))];
      const loaded = new Map(await Promise.all(names.map(async (name) => [name, await fetched(name)])));
      const rows = part.map((i) => {
        const [id, violation] = loaded.get("r" + Math.floor(i / meta.records))[i % meta.records];
        return { i, id, violation, score: result.scores ? result.scores[i] : 0 };
      });
      const terms = runs(result.corrected || result.text).filter((term) => term.length > 1);
      if (result.scores && terms.length) {
        for (const row of rows) {
          const own = normal(row.violation);
          for (const term of terms) if (own.includes(term)) row.score += 0.1 / terms.length;
          row.score -= Math.min(own.length, 200) * 0.0001;
        }
        rows.sort((one, two) => two.score - one.score || one.i - two.i);
      }
      return rows;
    }

    function describe(i) {
      const c = columns(), period = meta.periods[c.period[i]], lawSet = meta.lawSets[c.law[i]];
      return {
        kind: meta.kinds[c.kind[i]], dept: meta.depts[c.dept[i]], field: meta.fields[c.field[i]],
        law: lawSet.length ? meta.laws[lawSet[0]] : null, laws: lawSet.length,
        status: meta.states[period[0]], from: period[1], to: period[2]
      };
    }

    // 没有结果时：写法相近的领域和说法
    function nearest(text) {
      const chars = new Set(runs(text).join(""));
      if (!chars.size) return [];
      const scored = [];
      for (const name of new Set([...meta.fields, ...meta.vocabulary.map(([term]) => term)])) {
        const own = new Set(runs(normal(name)).join(""));
        let shared = 0;
        for (const char of own) if (chars.has(char)) shared++;
        if (shared > 1 || (shared && own.size < 3)) scored.push([shared / Math.sqrt(own.size * chars.size), name]);
      }
      return scored.sort((one, two) => two[0] - one[0] || (one[1] < two[1] ? -1 : 1)).slice(0, 5).map(([, name]) => name);
    }

    return { search, records, describe, nearest, choices, facets: FACETS, meta };
  }

  root.qingdanSearch = { engine, numbers, rising, normal, runs, bigrams };
})(typeof globalThis !== "undefined" ? globalThis : this);
