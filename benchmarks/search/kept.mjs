// An index that `quality --keep` left in a folder, for the other scripts here: its client (run as `change` makes it), its shards (`text` is one as written), its judged questions.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

export function kept(folder, change = (client) => client) {
  const read = (name) => fs.readFileSync(path.join(folder, name), "utf8"), client = read("search.js"), shards = new Map(), text = (name) => read(`${name}.js`);
  vm.runInThisContext(change(client));
  const load = (name) => {
    if (!shards.has(name)) {
      globalThis.qingdanShard = (version, shard, content) => shards.set(name, content);
      vm.runInThisContext(text(name));
    }
    return Promise.resolve(shards.get(name));
  };
  return { client, load, text, judged: JSON.parse(read("gold.json")).queries.filter((one) => one.expected.length) };
}
