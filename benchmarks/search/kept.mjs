// An index that `quality --keep` left in a folder, for the other scripts here: its client (as `change` makes it), its shards, its judged questions.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

export function kept(folder, change = (client) => client) {
  const read = (name) => fs.readFileSync(path.join(folder, name), "utf8"), shards = new Map();
  vm.runInThisContext(change(read("search.js")));
  const load = (name) => {
    if (!shards.has(name)) {
      globalThis.qingdanShard = (version, shard, content) => shards.set(name, content);
      vm.runInThisContext(read(`${name}.js`));
    }
    return Promise.resolve(shards.get(name));
  };
  return { load, judged: JSON.parse(read("gold.json")).queries.filter((one) => one.expected.length) };
}
