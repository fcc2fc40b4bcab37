// The client of the site in node: reads {client, meta, shards, queries}, prints what it answers and which files it took (searching.py)
const fs = require("fs"), vm = require("vm");
const given = JSON.parse(fs.readFileSync(0, "utf8"));
vm.runInThisContext(given.client);
const taken = [];
const load = (name) => {
  taken.push(name);
  let data;
  globalThis.qingdanShard = (version, shard, content) => { data = content; };
  if (!(name in given.shards)) return Promise.reject(new Error("no " + name));
  vm.runInThisContext(given.shards[name]);
  return Promise.resolve(data);
};
(async () => {
  const answers = [], used = given.used && qingdanSearch.engine(JSON.parse(given.meta), load);
  for (const [query, filters] of given.queries) {
    taken.length = 0;
    const search = used || qingdanSearch.engine(JSON.parse(given.meta), load);
    const result = await search.search(query, filters), rows = await search.records(result, 0, 10);
    const needed = [...taken];
    const counts = Object.fromEntries(Object.entries(await result.counts()).map(([facet, found]) =>
      [facet, Object.fromEntries([...found].map(([i, count]) => [search.choices[facet][i][0], count]))]));
    answers.push({ ids: rows.map((row) => row.id), total: result.total, ended: result.ended, counts, taken: needed,
      whole: rows.filter((row) => !(result.scores && result.scores[row.i] < result.whole)).map((row) => row.id),
      corrected: result.corrected, nearest: await search.nearest(query) });
  }
  process.stdout.write(JSON.stringify(answers));
})().catch((error) => { console.error(error); process.exit(1); });
