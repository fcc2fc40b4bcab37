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
  // 谁都可能说的词，不作为主要的依据
  const WEAK = new Set("公司 老板 单位 企业 个人 我家 我的 我们 自己 别人 人家 店里 店家 家里 没有 怎么 什么 可以 不能 有人".split(" "));
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

  const ARTICLE = new RegExp(`^[\\s》」,，]*第?\\s*([${NUMERAL}]+)\\s*条(?:\\s*之\\s*([${NUMERAL}]+))?(?:\\s*第?\\s*([${NUMERAL}]+)\\s*款)?(?:\\s*第?\\s*\\(?\\s*[${NUMERAL}]+\\s*\\)?\\s*项)?`);
  const ARTICLE_ALONE = new RegExp(`(?:第\\s*([${NUMERAL}]+)|([0-9]{1,4}|[${NUMERAL}]{2,}))\\s*条(?![件例款])(?:\\s*之\\s*([${NUMERAL}]+))?`, "g");
  const SHORTENED = new RegExp(`[\\u3400-\\u9fff]{2,16}?(?:法|条例|办法|规定)(?=\\s*第?[${NUMERAL}]+\\s*条|\\s|》|$)`, "g");
  const BARE_ARTICLE = /^[\s》」]*([0-9]{1,4})(?=\s|$)/;

  // ---- 引擎 ----
  // meta 是每次都要的那一份；load(名称) 取来一片，返回 Promise。
  function engine(meta, load) {
    const n = meta.n, rank = new Map(), group = new Map();
    const chars = rising(meta.chars).map((code) => String.fromCharCode(code)), often = numbers(meta.often);
    numbers(meta.groups).forEach((number, i) => group.set(chars[i], number));
    chars.map((char, i) => [often[i], i]).sort((one, two) => one[0] - two[0] || one[1] - two[1]).forEach(([, i], at) => rank.set(chars[i], at));
    const unknown = 0.5 * Math.log(1 + n);
    const idf = (df) => (df ? Math.log(1 + (n - df + 0.5) / (df + 0.5)) : unknown);
    const pieces = new Map(), parsed = new Map(), lists = new Map(), rows = new Map();
    let column = null;

    // 一次查询最多取 MOST_FILES 片，够用就少取
    const MOST_FILES = 7;
    let used = 0;
    const room = () => MOST_FILES - used;
    function fetched(name) {
      if (!pieces.has(name)) {
        used++;
        const piece = load(name);
        pieces.set(name, piece);
        piece.then((data) => {
          if (/^[ab]/.test(name)) parsed.set(name, keyed(data));
          else if (name[0] === "r") data[1].forEach(([id, violation, law], i) => rows.set(name.slice(1) * meta.records + i, [id, violation, data[0][law] || ""]));
          else if (name === "l") learn(data);
        }, () => pieces.delete(name));
      }
      return pieces.get(name);
    }
    function keyed(text) {
      const found = new Map();
      if (text) for (const entry of text.split("|")) found.set(entry.slice(0, 2), entry.slice(2));
      return found;
    }
    // 两个字里较少见的那个；没有登记的最少见
    const place = (char) => (rank.has(char) ? rank.get(char) : -1);
    function owner(key) {
      const [one, two] = key, by = place(one) - place(two);
      return two === " " || by < 0 || (by === 0 && one <= two) ? one : two;
    }
    function shard(family, key) {
      const char = owner(key);
      if (family === "b") return "b" + (char.charCodeAt(0) % meta.more);
      return rank.has(char) ? "a" + group.get(char) : null;
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
    let articles = null; // 各法规的代码和条号所在的片，取来 l 之后才有
    function known(name, law) {
      const text = normal(name).replace(NATION, "");
      if (/(法|条例|规定|办法|法典|细则|规则)$/.test(text) && text.length > 1 || text.length > 3) laws.push([text, law]);
    }
    function learn(more) {
      if (articles) return;
      articles = more.map(([key, at]) => [key, "c" + at]);
      more.forEach(([, , ...names], law) => { known(meta.laws[law], law); for (const name of names) known(name, law); });
      laws.sort((one, two) => two[0].length - one[0].length);
      choices.law = meta.laws.map((name, law) => [articles[law][0] || name, name]);
    }
    const depts = [];
    meta.depts.forEach(([, ...names], dept) => { for (const name of names) depts.push([normal(short(name)), dept]); });
    const fields = meta.fields.map(normal);
    const said = new Map();
    const negated = (text) => text.replace(/没有|没/g, "未");
    meta.terms.forEach((term, at) => {
      for (const form of new Set([runs(normal(term)).join(""), runs(negated(normal(term))).join("")])) {
        if (!form) continue;
        said.set(form, [...(said.get(form) || []), at]);
      }
    });
    function chapter(at) {
      let shard = 0;
      while (shard + 1 < meta.begins.length && meta.begins[shard + 1] <= at) shard++;
      return ["v" + shard, at - meta.begins[shard]];
    }

    function columns() {
      if (column) return column;
      column = {};
      for (const name of Object.keys(meta.columns)) column[name] = numbers(meta.columns[name]);
      ["dept", "field", "edition", "law"].forEach((name, at) => {
        const values = numbers(meta.origins[at]);
        column[name] = column.origin.map((origin) => values[origin]);
      });
      return column;
    }

    // ---- 计划：一种读法要哪些字对，各值多少 ----
    // loosely：连单个的字（狗 = 犬只）也当作说法
    function plan(text, quality, loosely) {
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
            Object.assign(slot, { article: value(match[1]), sub: match[2] ? value(match[2]) : 0, paragraph: match[3] ? value(match[3]) : 0, mass: unknown * 3, name: articles[law][1] });
            tasks.push(slot.name);
          }
          slots.push(slot);
          cut(at, at + name.length + (match ? match[0].length : 0));
        }
      }
      // 省了字的法规名：养犬条例 = 养犬管理条例
      for (const match of articles ? [...rest.matchAll(SHORTENED)] : []) {
        const within = (name) => [...match[0]].reduce((at, char) => (at < 0 ? at : name.indexOf(char, at) + 1 || -1), 0) > 0;
        const found = laws.filter(([name]) => name.startsWith(match[0].slice(0, 2)) && within(name)).sort((one, two) => one[0].length - two[0].length);
        if (!found.length) continue;
        slots.push({ law: found[0][1], mass: unknown * 2 });
        cut(match.index, match.index + match[0].length);
      }
      // 只说条号：前面的法规没有条号就是它的，否则是任何法规的
      rest = rest.replace(ARTICLE_ALONE, (all, stated, bare, sub) => {
        const law = slots.find((slot) => slot.law !== undefined && slot.article === undefined);
        const article = value(stated || bare), name = law ? articles[law.law][1] : "n" + (article % meta.articles);
        Object.assign(law || slots[slots.push({ anyLaw: true }) - 1], { article, sub: sub ? value(sub) : 0, paragraph: 0, mass: unknown * 3, name });
        tasks.push(name);
        return " ";
      });
      for (const run of runs(rest)) readRun(run, slots, tasks, loosely);
      return { text, quality, slots, tasks };
    }

    // 这句话里的说法，长的在前；中间多一两个字也算（灭火器都过期了 = 灭火器过期）
    function sayings(run) {
      const found = [];
      for (const [form, terms] of said) {
        const gap = form.length > 4 ? 2 : form.length > 2 ? 1 : 0;
        for (let at = run.indexOf(form[0]); at >= 0; at = run.indexOf(form[0], at + 1)) {
          let end = at + 1, next = 1;
          while (next < form.length && end < run.length && end - at < form.length + gap) if (run[end++] === form[next]) next++;
          if (next === form.length) found.push({ form, terms, at, length: end - at });
        }
      }
      return found.sort((one, two) => 2 * (two.form.length - one.form.length) + one.length - two.length || one.at - two.at);
    }

    const BESIDE = 0.7; // 有说法可循的话，其余的字轻一些
    function readRun(run, slots, tasks, loosely) {
      const free = new Array(run.length).fill(true), spans = [];
      const take = (from, to) => { spans.push([from, to]); free.fill(false, from, to); return slots[slots.length - 1]; };
      for (const { form, terms, at, length } of sayings(run)) {
        if (form.length === 1) {
          if (!loosely || !free[at]) continue;
          tasks.push(...terms.map((term) => chapter(term)[0]));
          slots.push({ word: form, places: terms.map(chapter), certainty: 0.8 });
          continue;
        }
        if (!free.slice(at, at + length).every(Boolean)) continue;
        const places = terms.map(chapter);
        tasks.push(...places.map(([name]) => name));
        slots.push({ word: form, places, certainty: form.length < length ? 0.9 : 1 });
        take(at, at + length);
      }
      for (const [name, dept] of depts) {
        const at = run.indexOf(name);
        const part = at < 0 && run.length > 2 && name.includes(run);
        if (part || (at >= 0 && free[at] && free[at + name.length - 1])) {
          const same = slots.find((slot) => slot.dept && slot.word === (part ? run : name));
          if (same) { same.dept.push(dept); continue; }
          slots.push({ word: part ? run : name, dept: [dept], mass: (part ? 2 : 0.6) * unknown });
          take(part ? 0 : at, part ? run.length : at + name.length);
        }
      }
      if (run.length === 1 && !spans.length) slots.push({ single: run });
      for (let i = 0; i + 1 < run.length; i++) {
        if (spans.some(([from, to]) => from <= i && i + 1 < to)) continue;
        const pair = run.slice(i, i + 2);
        slots.push({ pair, weight: !free[i] || !free[i + 1] || /[的了我们也很啊]/.test(pair) ? 0.15 : WEAK.has(pair) ? 0.4 : spans.length ? BESIDE : 1 });
      }
      slots.push({ term: run });
    }

    // ---- 取片 ----
    // 没有取来之前，只知道哪个字更少见
    const ENOUGH = 0.85, MOST = 2; // 有群众说法可循的，原话取一片就够
    const rare = (key) => (Math.log(1 + rank.size - place(owner(key))) / Math.log(1 + rank.size)) ** 2;

    // 原话用得着的片，最要紧的在前
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
      const chosen = [];
      for (const [name, value] of [...worth].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1))) {
        if (covered >= ENOUGH * total || chosen.length >= (slots.some((slot) => slot.places) ? 1 : MOST)) break;
        chosen.push(name);
        covered += value;
      }
      return chosen;
    }

    // ---- 打分 ----
    function evaluate(plan) {
      const scores = new Float32Array(n);
      let mass = 0;
      const spread = (docs, amount) => { for (const i of docs) scores[i] += amount; };
      for (const slot of plan.slots) {
        if (slot.term !== undefined) { if (!plan.slots.some((one) => one.dept && slot.term.includes(one.word))) byField(slot.term, scores); continue; }
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
        if (slot.places) slot.mass = telling(slot);
        mass += slot.mass;
        if (slot.docs) for (let i = 0; i < n; i++) if (slot.docs(i)) scores[i] += slot.mass;
        if (slot.places) byWord(slot, scores);
        if (slot.dept) { const { dept } = columns(); for (let i = 0; i < n; i++) if (slot.dept.includes(dept[i])) scores[i] += slot.mass; }
        if (slot.key) for (const [key, docs] of slot.found || []) if (key.startsWith(slot.prefix)) spread(rising(docs), slot.mass);
        if (slot.law !== undefined) byLaw(slot, scores);
        if (slot.anyLaw) byArticle(slot, scores);
      }
      return { plan, scores, mass: mass || 1 };
    }

    // 一个说法值多少：长的比短的说得清，指的事项少的比多的说得清
    function telling(slot) {
      let df = 0;
      for (const [, levels] of slot.entries || []) for (const [, docs] of levels) df += rising(docs).length;
      return slot.certainty * idf(df || n / 10) * (0.5 + 0.25 * slot.word.length);
    }

    // 群众的说法：索引里已经算好它指哪些事项、像到几成
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

    // 领域、部门的名称里有这些字；整个词都在里面的，与行为里有这个词差不多
    function byField(term, scores) {
      const keys = bigrams(term);
      if (!keys.length) return;
      const amount = (key) => idf((postings("a", key) || []).length || 1);
      const bonus = (name) => keys.reduce((sum, key) => sum + (name.includes(key) ? (!name.includes(term) ? 0.08 : term.length < 4 ? 0.6 : 0.2) * amount(key) : 0), 0);
      const byFieldName = fields.map(bonus), byDeptName = meta.depts.map(([, name]) => (term.length > 1 && name.includes(term) ? bonus(name) : 0));
      if (![...byFieldName, ...byDeptName].some(Boolean)) return;
      const { field, dept } = columns();
      for (let i = 0; i < n; i++) scores[i] += Math.max(byFieldName[field[i]], byDeptName[dept[i]]);
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

    // ---- 错一个字：左右两个字对都不存在的那个字，换成索引里有的，读音相同的优先 ----
    async function corrections(text, result) {
      const found = [];
      for (const run of runs(text)) {
        // 那一片没有取来的不知道有没有
        const absent = (i) => i >= 0 && i + 2 <= run.length && (postings("a", run.slice(i, i + 2)) || [0]).length === 0;
        for (let i = 0; i < run.length; i++) {
          if (!(absent(i - 1) || absent(i)) || !suspect(run, i, result)) continue;
          const char = room() > 1 ? await replacement(run, i, result) : null;
          if (char) found.push(text.replace(run, run.slice(0, i) + char + run.slice(i + 1)));
        }
      }
      return found.slice(0, 3);
    }

    // 只有其余的字都成词，才像是写错了这一个字
    function suspect(run, i, result) {
      if (run.length < 3 || result.plan.slots.some((slot) => slot.word && run.includes(slot.word))) return false;
      const rest = [run.slice(0, i), run.slice(i + 1)].flatMap(bigrams);
      return rest.length > 0 && rest.every((key) => (postings("a", key) || [0]).length);
    }

    // 同音字里最常见的几个，它们所在的片
    async function nearby(run, i, alike) {
      const worth = new Map();
      for (const char of alike) {
        if (!rank.has(char)) continue;
        for (const key of [i > 0 ? run[i - 1] + char : "", i + 1 < run.length ? char + run[i + 1] : ""]) {
          const name = key && shard("a", key);
          if (name && !parsed.has(name)) worth.set(name, (worth.get(name) || 0) + place(char));
        }
      }
      const names = [...worth].sort((one, two) => two[1] - one[1]).slice(0, Math.min(2, room() - 2)).map(([name]) => name);
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

    // ---- 一次查询 ----
    // 国标（GB 2312）里的字都是简体，不在其中又没有登记的才可能是繁体
    let simplified = null;
    function maybeTraditional(char) {
      if (!simplified) {
        const bytes = [];
        for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) bytes.push(high, low);
        try { simplified = new Set(new TextDecoder("gb2312").decode(new Uint8Array(bytes))); } catch (error) { simplified = new Set(); }
      }
      return char > "〇" && !rank.has(char) && !simplified.has(char);
    }
    // 拼音首字母（yyzz = 营业执照）：清单里没有这样的字母才猜，最短的说法优先
    async function spelled(text) {
      const asked = runs(text).filter((run) => /^[a-z]{3,8}$/.test(run) && !said.has(run));
      if (!asked.length) return text;
      const phrases = (await fetched("p")).split("|").map((row) => /^([a-z]+)(.*)$/.exec(row));
      for (const run of asked) {
        const meant = phrases.filter(([, initials]) => initials === run).map(([, , phrase]) => phrase);
        if (meant.length) text = text.replace(run, meant.slice(0, 2).join(" "));
      }
      return text;
    }
    async function understood(query) {
      let text = normal(query.slice(0, LONGEST)).replace(/[‐-―−]/g, "-");
      if ([...new Set(runs(text).join(""))].some(maybeTraditional)) {
        const [old, now] = await fetched("t");
        const table = new Map([...old].map((char, i) => [char, now[i]]));
        text = [...text].map((char) => table.get(char) || char).join("");
      }
      text = await spelled(text);
      const plain = text.replace(CHATTER, " ");
      return runs(plain).length ? plain : text;
    }

    const LAWLIKE = /(法典|法|条例|办法|细则|规则|规定|解释)(?=\s|第|[0-9一二三四五六七八九十百]|》|、|$)/;
    const NOT_LAW = /违法|非法|合法|无法|方法|依法|执法|法律|法规|[照按反]规定/g;
    async function prepared(text, filters) {
      if ((filters.law || []).length || LAWLIKE.test(text.replace(NOT_LAW, " "))) await fetched("l");
    }

    async function fill(plans) {
      const names = new Set();
      for (const one of plans) {
        one.tasks.forEach((name) => names.add(name));
        wanted(one.slots, "a").forEach((name) => names.add(name));
        for (const slot of one.slots) if (slot.single && shard("b", slot.single + " ")) names.add(shard("b", slot.single + " "));
      }
      await Promise.all([...names].map(fetched));
      for (const { slots } of plans) for (const slot of slots) {
        if (slot.name) slot.found = await fetched(slot.name);
        if (slot.places) slot.entries = await Promise.all(slot.places.map(async ([name, at]) => (await fetched(name))[at]));
      }
    }

    // 行为里没有的词，到适用条件、法定处罚里去找
    async function deeper(result) {
      const missing = [];
      const at = result.scores.indexOf(result.scores.reduce((most, score) => Math.max(most, score), 0));
      for (const slot of result.plan.slots) {
        const keys = slot.pair ? [slot.pair] : slot.word ? bigrams(slot.word) : [];
        for (const key of keys) if (!(postings("a", key) || []).includes(at)) missing.push(key);
      }
      // 左右都不成词的字，单独去找
      if (result.scores[at] > 0) for (const run of runs(result.plan.text)) for (let i = 0; i < run.length; i++) {
        const whole = (j) => j >= 0 && j + 2 <= run.length && (postings("a", run.slice(j, j + 2)) || []).length;
        if (!whole(i - 1) && !whole(i) && rank.has(run[i]) && !/[的了我们也很啊没有不在上里]/.test(run[i])) missing.push(run[i] + " ");
      }
      const names = wanted(missing.map((pair) => ({ pair, weight: 1 })), "b").slice(0, Math.min(2, room() - 1));
      await Promise.all(names.map(fetched));
      for (const key of missing) {
        const docs = postings("b", key);
        if (!docs || !docs.length) continue;
        const amount = Math.min(idf(docs.length), idf((postings("a", key) || []).length)) * 0.6;
        for (const i of docs) result.scores[i] += amount;
      }
    }

    const LOOSELY = 0.6;
    async function matched(query, filters) {
      used = 0;
      const text = await understood(query);
      await prepared(text, filters);
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
        const other = await corrections(text, results[0]);
        if (other.length) {
          const more = other.map((reading) => plan(reading, 0.92));
          await fill(more);
          for (const result of more.map(evaluate)) {
            if (top(result) > best + 0.05) { best = top(result); corrected = result.plan.text; results = [...results, result]; }
          }
        }
      }
      if (best < LOOSELY && room() > 2) {
        const other = plan(text, 0.95, true);
        if (other.slots.some((slot) => slot.word && slot.word.length === 1)) {
          await fill([other]);
          results = [...results, evaluate(other)];
          best = Math.max(...results.map(top));
        }
      }
      if (best < 0.5) {
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
        if (slot.word) bigrams(slot.word).forEach((key) => marks.add(key));
        for (const [synonyms] of slot.entries || []) bigrams(synonyms).forEach((key) => marks.add(key));
      }
      return { scores, best, marks, corrected, text };
    }

    // 不到最像的一半就不算找到；找到的不足一页时，放宽到三成，凑满一页
    const FLOOR = 0.25, CUT = 0.5, LOOSE = 0.3, PAGE = 10;

    // filters：kind、dept、town、field、law、status，各是一个值的列表（status 的 all 表示全部）
    async function search(query, filters) {
      const found = await matched(query, filters || {});
      const tests = selections(filters || {});
      const { scores, best } = found || { scores: null, best: 0 };
      const least = found ? threshold(scores, best, tests) : 0;
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

    function threshold(scores, best, tests) {
      const least = Math.max(FLOOR, best * CUT), loose = Math.max(FLOOR, best * LOOSE), near = [];
      let enough = 0;
      for (let i = 0; i < n && enough < PAGE; i++) {
        if (scores[i] < loose || !FACETS.every((facet) => !tests[facet] || tests[facet](i))) continue;
        if (scores[i] >= least) enough++; else near.push(scores[i]);
      }
      if (enough >= PAGE || !near.length) return least;
      return near.sort((one, two) => two - one)[Math.min(near.length, PAGE - enough) - 1];
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
      town: meta.towns, law: meta.laws.map((name) => [name, name]), status: meta.states
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

    // 取来要显示的事项：分数相近的，先显示在同一片里的，一次不超过 FILES 片；恰好含有原话的排前
    // 多取的片只为很像的（STRONG 以上）；事项多、分得散的，要更像才多取
    const FILES = 4, NEAR = 0.15, STRONG = Math.min(0.85, 0.5 + n / 25000), EARLY = 3;
    const file = (i) => "r" + Math.floor(i / meta.records);
    function gather(result, from, count) {
      const { order, scores } = result, left = order.slice(from);
      if (left.length <= count || !scores) return;
      const last = scores[left[count - 1]], near = NEAR * result.best;
      const sure = left.filter((i) => scores[i] > last + near).slice(0, count);
      const files = new Map(sure.map((i) => [file(i), 0])), open = left.filter((i) => Math.abs(scores[i] - last) <= near);
      const held = new Map();
      for (const i of open) held.set(file(i), [...(held.get(file(i)) || []), i]);
      for (const name of held.keys()) if (rows.has(name.slice(1) * meta.records)) files.set(name, 0);
      const chosen = [...sure];
      const ranked = [...held].sort((one, two) => files.has(two[0]) - files.has(one[0]) || Math.min(two[1].length, count) - Math.min(one[1].length, count) || scores[two[1][0]] - scores[one[1][0]]);
      for (const [, docs] of ranked) chosen.push(...docs.slice(0, count - chosen.length));
      chosen.sort((one, two) => scores[two] - scores[one] || one - two);
      const taken = new Set(chosen);
      order.splice(from, order.length, ...chosen, ...left.filter((i) => !taken.has(i)));
    }
    async function records(result, from, to) {
      gather(result, from, to - from);
      const part = [], files = new Set(), strong = STRONG * result.best;
      const most = (i) => Math.min(FILES, Math.max(1, !result.scores || result.scores[i] >= strong ? room() : EARLY - used));
      for (const i of result.order.slice(from, to)) {
        if (!rows.has(i) && !files.has(file(i)) && files.size >= most(i)) { if (result.scores) continue; break; }
        if (!rows.has(i)) files.add(file(i));
        part.push(i);
      }
      const taken = new Set(part);
      result.order.splice(from, to - from, ...part, ...result.order.slice(from, to).filter((i) => !taken.has(i)));
      await Promise.all([...new Set(part.filter((i) => !rows.has(i)).map(file))].map(fetched));
      const shown = part.map((i) => {
        const [id, violation, law] = rows.get(i);
        return { i, id, violation, law, score: result.scores ? result.scores[i] : 0 };
      });
      const terms = runs(result.corrected || result.text).filter((term) => term.length > 1);
      if (result.scores && terms.length) {
        for (const row of shown) {
          const own = normal(row.violation);
          for (const term of terms) if (own.includes(term)) row.score += 0.1 / terms.length;
          row.score -= Math.min(own.length, 200) * 0.0001;
        }
        shown.sort((one, two) => two.score - one.score || one.i - two.i);
      }
      return shown;
    }

    function describe(i) {
      const c = columns(), period = meta.periods[c.period[i]], lawSet = meta.lawSets[c.law[i]];
      return {
        kind: meta.kinds[c.kind[i]], dept: meta.depts[c.dept[i]], field: meta.fields[c.field[i]],
        law: lawSet.length ? meta.laws[lawSet[0]] : "", laws: lawSet.length,
        status: meta.states[period[0]], from: period[1], to: period[2]
      };
    }

    // 没有结果时：写法相近的领域和说法
    function nearest(text) {
      const chars = new Set(runs(text).join(""));
      if (!chars.size) return [];
      const scored = [];
      for (const name of new Set([...meta.fields, ...meta.terms])) {
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

// ---- 查询页 ----
(function (root) {
  "use strict";
  const document = root.document;
  if (!document || !root.qingdanMeta) return;
  const { engine, normal, runs } = root.qingdanSearch, meta = root.qingdanMeta;
  const here = document.currentScript ? document.currentScript.src : "";
  const base = here.replace(/[^/]*$/, ""), site = "../", tail = meta.offline ? "index.html" : "";
  const PAGE = 10, SHOWN = 8;
  const CAUTION = { in_force: "可能适用，以执法机关认定为准", scheduled: "尚未生效，生效后可能适用，以执法机关认定为准", ended: "已失效，不再适用" };
  const ANSWER = { "no-penalty": "可能不予处罚", "lighter-penalty": "可能从轻处罚", "mitigated-penalty": "可能减轻处罚", "no-coercion": "可能不采取行政强制措施" };
  const TITLES = { kind: "清单", dept: "部门", field: "领域", town: "镇街可以适用", law: "法规", status: "状态" };
  const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

  // ---- 取片：每片是一个脚本，从 http 和 file 打开都一样 ----
  const waiting = new Map();
  root.qingdanShard = function (version, name, data) {
    const one = waiting.get(name);
    waiting.delete(name);
    if (!one) return;
    if (version === meta.version) one.done(data); else one.failed(new Error("清单已经更新，请刷新本页。"));
  };
  function load(name) {
    return new Promise((done, failed) => {
      waiting.set(name, { done, failed });
      const script = document.createElement("script");
      const fail = () => { waiting.delete(name); failed(new Error("索引没有装入，请刷新本页再试。")); };
      script.src = `${base}${name}.js?v=${meta.version}`;
      script.onerror = fail;
      script.onload = () => { script.remove(); if (waiting.has(name)) fail(); };
      document.head.append(script);
    });
  }

  const search = engine(meta, load);
  const form = document.querySelector("form.search"), box = document.getElementById("q");
  const facets = document.getElementById("search-facets"), results = document.getElementById("search-results");
  if (!results || !box) return;

  function node(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }
  const plain = (text) => text.replace(UNSAFE, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

  const style = root.qingdanStyle;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch (error) { // 旧浏览器：改用样式文件
    document.head.append(node("link", { rel: "stylesheet", href: `${site}assets/search.css` }));
  }

  // ---- 地址：查询和筛选都在地址里 ----
  function state() {
    const given = new URLSearchParams(root.location.search), filters = {};
    for (const facet of search.facets) {
      const values = given.getAll(facet).filter(Boolean);
      filters[facet] = facet === "field" || facet === "law" ? values : values.flatMap((value) => value.split(",")).filter(Boolean);
    }
    return { q: given.get("q") || "", filters };
  }
  function address(q, filters) {
    const parts = new URLSearchParams();
    if (q) parts.set("q", q);
    for (const facet of search.facets) for (const value of filters[facet] || []) parts.append(facet, value);
    return (tail || "./") + (String(parts) ? `?${parts}` : "");
  }
  function go(url, replace) {
    try { root.history[replace ? "replaceState" : "pushState"](null, "", url); return true; } catch (error) { return false; }
  }
  function link(q, filters, content, attributes) {
    const made = node("a", { href: address(q, filters), ...attributes }, ...[].concat(content));
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      if (!go(made.getAttribute("href"))) return; // 从文件打开时地址不能改，按普通链接打开
      event.preventDefault();
      current.filters = filters;
      current.q = q;
      box.value = q;
      run().then(() => focusFacet(made.dataset.focus));
    });
    return made;
  }
  function focusFacet(key) {
    const again = key && facets ? [...facets.querySelectorAll("[data-focus]")].find((one) => one.dataset.focus === key) : null;
    if (again) again.focus(); else if (key) summary.focus();
  }

  const summary = node("p", { class: "found", role: "status", tabindex: "-1" });
  results.before(summary);
  results.removeAttribute("aria-live");
  const more = node("button", { type: "button", class: "more", hidden: true }, "再显示一些");
  results.after(more);
  const wide = root.matchMedia ? root.matchMedia("(min-width: 60rem)").matches : true;
  let opened = wide;

  // ---- 结果 ----
  function marked(text, result) {
    const shown = plain(text), marks = result.marks, found = node("span");
    if (!marks.size) { found.append(shown); return found; }
    const chars = [...shown], own = chars.map((char) => { const one = normal(char); return one.length === 1 ? one : "\u0000"; });
    const hit = new Array(chars.length).fill(false), literal = runs(`${result.text} ${result.corrected || ""}`).join(" ");
    for (let i = 0; i < chars.length; i++) {
      if (marks.has(own[i])) hit[i] = true;
      if (i + 1 < chars.length && marks.has(own[i] + own[i + 1])) hit[i] = hit[i + 1] = true;
    }
    let buffer = "";
    for (let i = 0; i < chars.length;) {
      if (!hit[i]) { buffer += chars[i++]; continue; }
      let end = i;
      while (end < chars.length && hit[end]) end++;
      const part = chars.slice(i, end).join("");
      if (end - i > 2 || literal.includes(own.slice(i, end).join(""))) {
        found.append(buffer, node("mark", null, part));
        buffer = "";
      } else buffer += part;
      i = end;
    }
    found.append(buffer);
    return found;
  }

  // 状态按读者的日期（北京时间）显示，与 status.js 相同
  function statusNow(about) {
    const today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
    const [code] = about.status;
    if (!about.from || code === "draft") return code;
    return about.to && today >= about.to ? "ended" : today < about.from ? "scheduled" : "in_force";
  }
  function statusMark(about) {
    const code = statusNow(about);
    const label = meta.states.find(([one]) => one === code)[1];
    return node("span", { class: `status ${code}`, "data-from": about.from || null, "data-to": about.to || null }, label);
  }

  function card(row, result) {
    const about = search.describe(row.i), id = encodeURIComponent(row.id), now = statusNow(about);
    const title = node("a", { href: `${site}items/${id}/${tail}` }, marked(row.violation, result));
    const law = !about.law ? "" : !row.law ? node("span", null, `《${about.law}》`) : node("a", { href: `${site}laws/${encodeURIComponent(row.law)}/${tail}` }, `《${about.law}》`);
    const dept = node("a", { href: `${site}depts/${encodeURIComponent(about.dept[0])}/${tail}` }, about.dept[1]);
    return node("article", { class: "hit", "data-item-id": row.id },
      node("h2", null, title),
      node("p", { class: "answer" }, node("strong", { class: `kind ${about.kind[0]}` }, now === "ended" ? about.kind[1] : ANSWER[about.kind[0]] || about.kind[1]), CAUTION[now] || CAUTION.in_force),
      node("p", { class: "where" }, statusMark(about), dept, law, node("span", null, plain(about.field))));
  }

  // ---- 筛选 ----
  function facet(name, result) {
    const chosen = current.filters[name] || [], counts = result.counts[name], options = search.choices[name];
    const isChosen = (i) => chosen.includes(options[i][0]) || chosen.includes(options[i][1]);
    const listed = [...counts.keys()].filter((i) => counts.get(i) || isChosen(i));
    options.forEach((option, i) => { if (isChosen(i) && !listed.includes(i)) listed.push(i); });
    if (!listed.length || (listed.length < 2 && name !== "status" && !chosen.length)) return null;
    const fixed = name === "kind" || name === "status";
    const common = (i) => name === "law" && counts.get(i) > result.total / 2 && listed.length > SHOWN; // 谁都引的法不占前面的位置
    listed.sort((one, two) => (fixed ? one - two : isChosen(two) - isChosen(one) || common(one) - common(two) || (counts.get(two) || 0) - (counts.get(one) || 0) || one - two));
    const entry = (i) => {
      const [code, label] = options[i], on = isChosen(i), filters = { ...current.filters, [name]: on ? [] : [code] };
      return node("li", null, link(current.q, filters, [plain(label || "未分领域"), node("span", { class: "count" }, String(counts.get(i) || 0))],
        { "aria-current": on ? "true" : null, "data-focus": `${name}=${code}`, "data-facet": name, "data-value": code, "data-count": counts.get(i) || 0 }));
    };
    const head = listed.slice(0, SHOWN).map(entry), rest = listed.slice(SHOWN);
    const all = node("details", { class: "rest" }, node("summary", null, `其余${rest.length}个`));
    all.addEventListener("toggle", () => { if (all.open && all.children.length === 1) all.append(node("ul", null, ...rest.map(entry))); });
    const id = `facet-${name}`;
    return node("section", { "aria-labelledby": id }, node("h2", { id }, TITLES[name]), node("ul", null, ...head), rest.length ? all : "");
  }
  function showFacets(result) {
    if (!facets) return;
    const chosen = search.facets.reduce((sum, name) => sum + (current.filters[name] || []).length, 0);
    const panel = node("details", { class: "panel", open: opened },
      node("summary", null, chosen ? `筛选（已选${chosen}项）` : "筛选"),
      chosen ? node("p", { class: "clear" }, link(current.q, {}, "清除全部筛选", { "data-focus": "clear" })) : "",
      ...search.facets.map((name) => facet(name, result)).filter(Boolean));
    panel.addEventListener("toggle", () => { opened = panel.open; });
    facets.replaceChildren(panel);
  }

  // ---- 没有结果 ----
  function nothing(result) {
    const parts = [node("p", null, current.q.trim() ? "没有找到相符的事项。没有查到，既不表示违法，也不表示合法；未列入清单不等于一律处罚，以执法机关认定为准。" : "按这样的筛选，没有事项。")];
    const filtered = search.facets.some((name) => name !== "status" && (current.filters[name] || []).length);
    if (filtered) parts.push(node("p", null, link(current.q, {}, "去掉全部筛选再查")));
    const near = search.nearest(result.text || current.q);
    if (near.length) parts.push(node("p", null, "也许您要找的是："), node("ul", { class: "near" }, ...near.map((word) => node("li", null, link(word, {}, word)))));
    parts.push(node("p", null, "可以换一种说法，只留最要紧的两三个字；也可以直接问主管这件事的部门："));
    parts.push(node("ul", { class: "near" }, ...meta.depts.map(([code, name]) => node("li", null, node("a", { href: `${site}depts/${encodeURIComponent(code)}/${tail}` }, name)))));
    return node("div", { class: "nothing" }, ...parts);
  }
  function broken(error) {
    summary.textContent = "";
    results.replaceChildren(node("div", { class: "nothing", role: "alert" },
      node("p", null, error && error.message && /[\u4e00-\u9fff]/.test(error.message) ? error.message : "查询没有成功，请刷新本页再试。"),
      node("p", null, "也可以从", node("a", { href: `${site}lists/${tail}` }, "全部清单"), "或者", node("a", { href: `${site}depts/${tail}` }, "各部门的清单"), "中查找。")));
  }

  // ---- 一次查询 ----
  const current = state();
  let turn = 0;
  async function run() {
    const mine = ++turn, q = current.q;
    results.removeAttribute("data-ready");
    results.setAttribute("aria-busy", "true");
    more.hidden = true;
    try {
      const result = await search.search(q, current.filters);
      const rows = await search.records(result, 0, PAGE);
      if (mine !== turn) return;
      results.replaceChildren(...(rows.length ? rows.map((row) => card(row, result)) : [nothing(result)]));
      results.setAttribute("data-total", result.total);
      say(result);
      showFacets(result);
      page(result, rows.length, mine);
      results.setAttribute("data-ready", q.trim());
    } catch (error) {
      if (mine === turn) broken(error);
    } finally {
      if (mine === turn) results.removeAttribute("aria-busy");
    }
  }

  function say(result) {
    const parts = [result.total ? `${current.q.trim() ? "找到" : "共有"}${result.total}项` : "没有找到"];
    if (result.total && result.corrected) parts.push(`。没有“${plain(current.q.trim()).slice(0, 40)}”，已按“${result.corrected.trim()}”查询`);
    else if (result.total && current.q.trim() && result.best < 0.5) parts.push("。没有完全符合的，下面是比较接近的");
    const shown = (current.filters.status || []).length;
    if (!shown && result.ended) parts.push("。", link(current.q, { ...current.filters, status: ["all"] }, `含已失效 ${result.ended} 条`, { "data-focus": "ended" }));
    summary.replaceChildren(...parts);
  }

  function page(result, shown, mine) {
    more.hidden = shown >= result.total;
    more.textContent = `再显示一些（还有${result.total - shown}项）`;
    more.onclick = async () => {
      more.disabled = true;
      try {
        const rows = await search.records(result, shown, shown + PAGE);
        if (mine !== turn) return;
        const cards = rows.map((row) => card(row, result));
        results.append(...cards);
        page(result, shown + rows.length, mine);
        if (cards.length) cards[0].querySelector("a").focus();
      } catch (error) { if (mine === turn) broken(error); } finally { more.disabled = false; }
    };
  }

  // ---- 操作 ----
  let timer = 0;
  function typed(now) {
    root.clearTimeout(timer);
    timer = root.setTimeout(() => {
      if (box.value === current.q) return;
      current.q = box.value;
      go(address(current.q, current.filters), true);
      run();
    }, now ? 0 : 160);
  }
  box.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
  box.addEventListener("compositionend", () => typed());
  if (form) form.addEventListener("submit", (event) => {
    root.clearTimeout(timer);
    if (!go(address(box.value, current.filters))) return; // 从文件打开：按普通表单提交
    event.preventDefault();
    current.q = box.value;
    run();
  });
  root.addEventListener("popstate", () => { Object.assign(current, state()); box.value = current.q; run(); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const links = [...results.querySelectorAll(".hit h2 a")], at = links.indexOf(document.activeElement);
    if (event.key === "/" && document.activeElement !== box && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); box.focus(); }
    else if (event.key === "ArrowDown" && links.length && (at >= 0 || document.activeElement === box)) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
    else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at ? links[at - 1] : box).focus(); }
    else if (event.key === "Escape" && at >= 0) box.focus();
  });

  const waitingNote = document.getElementById("search-waiting");
  if (waitingNote) waitingNote.remove();
  box.value = current.q;
  run();
})(typeof globalThis !== "undefined" ? globalThis : this);
