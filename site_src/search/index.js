// The index: the part that every query needs, and the shards that are fetched by name. Every question knows only what it has asked for itself: it is answered alike, whatever was asked before.
(function (search) {
  "use strict";
  const { numbers, rising, normal, NATION } = search;

  // meta is what every query needs; load(name) promises a shard.
  search.open = function (meta, load) {
    const n = meta.n, large = n > 5000; // a large city spreads what is alike over more files, and has room to fetch more
    // The characters, the rarest first, and with which group each is kept; places holds one more than the place, by code
    const places = new Uint16Array(65536), group = numbers(meta.groups);
    let size = 0;
    for (const alike of meta.chars.split(" ")) for (const code of rising(alike)) places[code] = ++size;
    const rank = { size, has: (char) => places[char.charCodeAt(0)] > 0 };
    const unknown = 0.5 * Math.log(1 + n);
    const idf = (df) => (df ? Math.log(1 + (n - df + 0.5) / (df + 0.5)) : unknown);
    const pieces = new Map(), lists = new Map(), prints = search.prints(meta);
    let column = null;

    // The content of a shard, read: pairs with what holds them, records, what sayings lead to
    function piece(name) {
      if (!pieces.has(name)) {
        const read = load(name).then((data) => {
          const family = name[0];
          if (name === "l") learn(data);
          return { data, pairs: family === "a" ? keyed(data[0]) : family === "b" ? keyed(data) : null, sayings: family === "v" ? data[0] : null,
            records: family === "r" ? recorded(data) : "avc".includes(family) ? recorded(data[1]) : [] };
        });
        pieces.set(name, read);
        read.catch(() => pieces.delete(name));
      }
      return pieces.get(name);
    }
    // Records: what results show of items. They stand beside the words and sayings that lead to them, and all of them in r.
    function recorded([who, ids, violations, kinds, laws]) {
      const id = ids.split(" "), kind = numbers(kinds), law = numbers(laws);
      return rising(who).map((i, at) => [i, { id: id[at], violation: violations[at], kind: kind[at], law: law[at] }]);
    }
    function keyed(text) {
      const found = new Map();
      if (text) for (const entry of text.split("|")) found.set(entry.slice(0, 2), entry.slice(2));
      return found;
    }
    // The rarer of two characters; one without a rank is the rarest
    const place = (char) => places[char.charCodeAt(0)] - 1;
    function owner(key) {
      const [one, two] = key, by = place(one) - place(two);
      return two === " " || by < 0 || (by === 0 && one <= two) ? one : two;
    }
    function shard(family, key) {
      const char = owner(key);
      if (family === "b") return "b" + (char.charCodeAt(0) % meta.more);
      return rank.has(char) ? "a" + group[place(char)] : null;
    }

    // At most MOST_FILES shards for a question
    const MOST_FILES = 7;
    function asking() {
      const asked = new Set(), read = new Map(), rows = new Map(), sayings = search.sayings(meta, prints);
      let used = 0;
      const room = (kept = 0) => Math.max(0, MOST_FILES - used - kept); // how many more, `kept` of them for later
      // aside: the reader does not wait for it, so it takes no room
      async function fetched(name, aside) {
        if (aside !== true && !asked.has(name)) used++;
        if (aside !== true) asked.add(name);
        const found = await piece(name).catch((error) => { asked.delete(name); throw error; });
        if (aside !== true && !read.has(name)) {
          read.set(name, found);
          if (found.sayings) sayings.tell(name, found.sayings);
          for (const [i, record] of found.records) rows.set(i, record);
        }
        return found.data;
      }
      // Who holds the pair; with meant, who means it where nobody holds it. null: that shard was not asked for
      function postings(family, key, meant = false) {
        const name = shard(family, key), id = family + key;
        if (name === null) return [];
        if (!read.has(name)) return null;
        if (!lists.has(id)) {
          const who = read.get(name).pairs.get(key) || "";
          lists.set(id, { meant: who[0] === "&", docs: rising(who.replace("&", "")) });
        }
        const found = lists.get(id);
        return found.meant === meant ? found.docs : [];
      }
      const meant = (key) => postings("a", key, true) || [];
      // Neither held nor meant by any entry
      const absent = (key) => (postings("a", key) || [0]).length === 0 && !meant(key).length;
      return {
        meta, n, large, rank, unknown, idf, rows, depts, fields, sayings, columns, place, owner, shard, fetched, room, postings, meant, absent,
        here: (name) => asked.has(name), used: () => used,
        get documents() { return read.has("d") ? read.get("d").data : []; }, // the numbers of editions
        get laws() { return asked.has("l") ? laws : []; },
        get articles() { return asked.has("l") ? index.articles : null; }, // of each law its key, and the shard of an article
        get cited() { return index.cited; } // laws, the sets of laws and towns, and the columns kind, law and town
      };
    }

    // ---- Words: laws, departments, fields ----
    const short = (name) => (meta.city && name.startsWith(meta.city) ? name.slice(meta.city.length) : name);
    const laws = [];
    function known(name, law) {
      const text = normal(name).replace(NATION, "");
      if (/(法|条例|规定|办法|法典|细则|规则)$/.test(text) && text.length > 1 || text.length > 3) laws.push([text, law]);
    }
    function learn(more) {
      if (index.articles) return;
      index.articles = more.laws.map(([, key, at, parts]) => [key, (article) => "c" + (at - article % parts)]);
      more.laws.forEach(([name, , , , ...names], law) => { for (const one of [name, ...names]) known(one, law); });
      laws.sort((one, two) => two[0].length - one[0].length);
      index.cited = more;
      for (const name of ["kind", "law", "town"]) columns()[name] = numbers(more[name]);
    }
    const depts = [];
    meta.depts.forEach(([, ...names], dept) => { for (const name of names) depts.push([normal(short(name)), dept]); });
    const fields = meta.fields.map(normal);
    function columns() {
      if (column) return column;
      column = {};
      for (const name of Object.keys(meta.columns)) column[name] = numbers(meta.columns[name]);
      ["dept", "field", "edition"].forEach((name, at) => {
        const values = numbers(meta.origins[at]);
        column[name] = column.origin.map((origin) => values[origin]);
      });
      return column;
    }

    const index = { meta, n, articles: null, cited: null, short, columns, asking, aside: (name) => piece(name).then(({ data }) => data) };
    return index;
  };
})(globalThis.qingdanSearch = globalThis.qingdanSearch || {});
