// The index: the part that every query needs, and the shards that are fetched by name.
(function (search) {
  "use strict";
  const { numbers, rising, normal, bare, negated, NATION } = search;

  // meta is what every query needs; load(name) promises a shard.
  search.open = function (meta, load) {
    const n = meta.n, rank = new Map(), group = new Map();
    const chars = rising(meta.chars).map((code) => String.fromCharCode(code)), often = numbers(meta.often);
    numbers(meta.groups).forEach((number, i) => group.set(chars[i], number));
    chars.map((char, i) => [often[i], i]).sort((one, two) => one[0] - two[0] || one[1] - two[1]).forEach(([, i], at) => rank.set(chars[i], at));
    const unknown = 0.5 * Math.log(1 + n);
    const idf = (df) => (df ? Math.log(1 + (n - df + 0.5) / (df + 0.5)) : unknown);
    const pieces = new Map(), parsed = new Map(), lists = new Map(), rows = new Map();
    let column = null;

    // At most MOST_FILES shards for a query
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
    // The rarer of two characters; one without a rank is the rarest
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
        if (!content) return null; // that shard was not fetched
        lists.set(id, content.has(key) ? rising(content.get(key)) : []);
      }
      return lists.get(id);
    }

    // ---- Words: laws, departments, fields, what people say ----
    const short = (name) => (meta.city && name.startsWith(meta.city) ? name.slice(meta.city.length) : name);
    const laws = [];
    function known(name, law) {
      const text = normal(name).replace(NATION, "");
      if (/(法|条例|规定|办法|法典|细则|规则)$/.test(text) && text.length > 1 || text.length > 3) laws.push([text, law]);
    }
    function learn(more) {
      if (index.articles) return;
      index.articles = more.map(([key, at]) => [key, "c" + at]);
      more.forEach(([, , ...names], law) => { known(meta.laws[law], law); for (const name of names) known(name, law); });
      laws.sort((one, two) => two[0].length - one[0].length);
    }
    const depts = [];
    meta.depts.forEach(([, ...names], dept) => { for (const name of names) depts.push([normal(short(name)), dept]); });
    const fields = meta.fields.map(normal);
    // What people say, by the first character: [saying, its places among the terms]
    const said = new Map();
    function say(form, at) {
      const alike = said.get(form[0]) || said.set(form[0], []).get(form[0]), same = alike.find(([one]) => one === form);
      if (same) same[1].push(at); else alike.push([form, [at]]);
    }
    meta.terms.forEach((term, at) => {
      const form = bare(term), other = term.includes("没") ? bare(negated(term)) : form;
      if (form) say(form, at);
      if (other && other !== form) say(other, at);
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

    const index = {
      meta, n, rank, unknown, idf, parsed, rows, laws, depts, fields, said,
      articles: null, // key and shard of articles of each law, once l is there
      fetched, room, place, owner, shard, postings, short, chapter, columns,
      begin() { used = 0; }, used: () => used
    };
    return index;
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
