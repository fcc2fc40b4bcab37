// Reads the question: drops the way of asking, knows identifiers, document numbers, citations, sayings and departments; what is left is sought by pairs of characters.
(function (search) {
  "use strict";
  const { runs, bare, normal, value, NATION, NUMERAL } = search;
  // The way of asking, no conduct: without it, and without the town, one sees what is asked for
  const CHATTER = /请问一?下?|我想(?:问|咨询)(?:一?下)?|想问(?:一?下)?|(?:会不会|会|要|能)?(?:被|挨)?(?:处?罚款?|处罚)(?:多少钱?|吗|么|嘛)+|(?:会不会|要不要)(?:被|挨)?罚款?|怎么处?罚|(?:会|要)(?:被|挨)罚款?|被罚款?了|罚(?:款)?多少钱?|算不算违法|(?:算|是)?(?:违法|违规|犯法)(?:吗|么|嘛)|可不可以|能不能|是不是|要不要|有没有事|有事(?:吗|么)|怎么办|咋办|怎么样|会怎样|可以(?:吗|么)|行(?:吗|么)|[吗呢啊呀嘛么?？!！]/g;
  // Words that anybody may say tell little
  const WEAK = new Set("公司 老板 单位 企业 个人 我家 我的 我们 自己 别人 人家 店里 店家 家里 没有 怎么 什么 可以 不能 有人".split(" "));
  // Where or who: beside what is done, what is done counts more (水库边钓鱼 is about 钓鱼)
  const WHERE = new Set("公园 小区 工地 学校 超市 商场 饭店 餐馆 商店 药店 马路 公路 路边 路上 街上 街边 市区 城区 村里 农村 家里 店里 门口 门前 医院 车站 广场 河里 河边 湖边 水库 海边 山上 山里 楼下 楼上 楼道 楼顶 阳台 工厂 厂里 市场 菜市场 景区 小孩 学生 老人 村民 员工 司机 房东 物业 网上 公司 企业 商家".split(" "));
  const ARTICLE = new RegExp(`^[\\s》」,，]*第?\\s*([${NUMERAL}]+)\\s*条(?:\\s*之\\s*([${NUMERAL}]+))?(?:\\s*第?\\s*([${NUMERAL}]+)\\s*款)?(?:\\s*第?\\s*\\(?\\s*[${NUMERAL}]+\\s*\\)?\\s*项)?`);
  const ARTICLE_ALONE = new RegExp(`(?:第\\s*([${NUMERAL}]+)|([0-9]{1,4}|[${NUMERAL}]{2,}))\\s*条(?![件例款])(?:\\s*之\\s*([${NUMERAL}]+))?`, "g");
  const SHORTENED = new RegExp(`[\\u3400-\\u9fff]{2,16}?(?:法|条例|办法|规定)(?=\\s*第?[${NUMERAL}]+\\s*条|\\s|》|$)`, "g");
  const BARE_ARTICLE = /^[\s》」]*([0-9]{1,4})(?=\s|$)/;

  // What a question asks for (slots) and the shards that it needs (tasks)
  search.reader = function (index) {
    const { meta, unknown, depts, sayings, columns } = index, places = meta.places.map(normal).filter(Boolean);

    function withoutChatter(text) {
      const plain = text.replace(CHATTER, " "), elsewhere = places.reduce((rest, name) => rest.split(name).join(" "), plain);
      return [elsewhere, plain].find((rest) => runs(rest).length) || text;
    }

    // ---- The plan: which pairs a reading needs, and what each is worth ----
    // least: how long a saying must be to count; 1: single characters too (狗 = 犬只), Infinity: none, only the very words
    function plan(text, quality, least = 2) {
      const slots = [], tasks = [];
      let rest = text.split(NATION).join("");
      const cut = (from, to) => { rest = rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to); };
      // Identifiers and power codes
      for (const match of [...rest.matchAll(/(?<![0-9a-z])(?:([0-9]{4})-?([0-9]{5})(?:-?([0-9a-z]))?|([0-9]{12}))(?![0-9a-z])/g)]) {
        const key = match[4] || match[1] + match[2] + (match[3] || "");
        const digits = [...key.slice(4, 9)].map((char) => char.charCodeAt(0));
        const name = "k" + (digits.reduce((sum, digit, i) => sum + digit * [1, 3, 7, 11, 13][i], 0) % meta.keys);
        slots.push({ key: true, mass: 3 * unknown, name, prefix: key });
        tasks.push(name);
        cut(match.index, match.index + match[0].length);
      }
      // Document numbers
      const compact = runs(rest).join("");
      const numbered = index.documents.map((number, i) => [bare(number), i]).filter(([number]) => number && (compact.includes(number) || (compact.length > 5 && /[0-9]号?$/.test(compact) && number.includes(compact))));
      if (numbered.length) {
        slots.push({ mass: 3 * unknown, docs: (i) => numbered.some(([, edition]) => columns().edition[i] === edition) });
        rest = "";
      }
      // Laws and articles
      for (const [name, law] of index.laws) {
        for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name, at + 1)) {
          const after = rest.slice(at + name.length), match = ARTICLE.exec(after) || BARE_ARTICLE.exec(after);
          const slot = { law, mass: unknown * 2 };
          if (match) {
            Object.assign(slot, { article: value(match[1]), sub: match[2] ? value(match[2]) : 0, paragraph: match[3] ? value(match[3]) : 0, mass: unknown * 3, name: index.articles[law][1](value(match[1])) });
            tasks.push(slot.name);
          }
          slots.push(slot);
          cut(at, at + name.length + (match ? match[0].length : 0));
        }
      }
      // Shortened names of laws: 养犬条例 = 养犬管理条例
      for (const match of index.articles ? [...rest.matchAll(SHORTENED)] : []) {
        const within = (name) => [...match[0]].reduce((at, char) => (at < 0 ? at : name.indexOf(char, at) + 1 || -1), 0) > 0;
        const found = index.laws.filter(([name]) => name.startsWith(match[0].slice(0, 2)) && within(name)).sort((one, two) => one[0].length - two[0].length);
        if (!found.length) continue;
        slots.push({ law: found[0][1], mass: unknown * 2 });
        cut(match.index, match.index + match[0].length);
      }
      // An article alone belongs to the law before it that has none yet, or to any law
      rest = rest.replace(ARTICLE_ALONE, (all, stated, bare, sub) => {
        const law = slots.find((slot) => slot.law !== undefined && slot.article === undefined);
        const article = value(stated || bare), name = law ? index.articles[law.law][1](article) : "n" + (article % meta.articles);
        Object.assign(law || slots[slots.push({ anyLaw: true }) - 1], { article, sub: sub ? value(sub) : 0, paragraph: 0, mass: unknown * 3, name });
        tasks.push(name);
        return " ";
      });
      // Of whatever law, it says less than the words beside it (统计发第四十一条)
      if (runs(rest).length) for (const slot of slots) if (slot.anyLaw) slot.mass = unknown;
      for (const run of runs(rest)) readRun(run, slots, tasks, least);
      return { text, quality, slots, tasks };
    }

    const ASIDE = 0.6, BESIDE = 0.7; // beside a saying the other characters weigh less
    const DENIAL = /^没.{1,2}$/, DENIED = 0.7; // what was not done (没备案) says less than to what
    function readRun(run, slots, tasks, least) {
      const free = new Array(run.length).fill(true), spans = [];
      const take = (from, to) => { spans.push([from, to]); free.fill(false, from, to); return slots[slots.length - 1]; };
      for (const { form, word, at, length } of sayings.within(run)) {
        const single = form.length === 1;
        if (form.length < least || !free.slice(at, at + length).every(Boolean)) continue;
        tasks.push(sayings.place(form));
        slots.push({ form, word, said: run.slice(at, at + length), certainty: single ? 0.8 : (word.length < length ? 0.9 : 1) * (WHERE.has(word) ? ASIDE : word.length < run.length && DENIAL.test(form) ? DENIED : 1) });
        if (!single) take(at, at + length);
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
        const pair = run.slice(i, i + 2), light = !free[i] || !free[i + 1] || /[的了我们也很啊]/.test(pair);
        slots.push({ pair, light, beside: i > 0 && i + 2 < run.length ? [run.slice(i - 1, i + 1), run.slice(i + 1, i + 3)] : null, weight: light ? 0.15 : WEAK.has(pair) ? 0.4 : WHERE.has(pair) ? ASIDE * BESIDE : spans.length ? BESIDE : 1 });
      }
      slots.push({ term: run });
    }

    return { plan, withoutChatter };
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
