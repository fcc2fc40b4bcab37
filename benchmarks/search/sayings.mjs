// What each saying is worth to judged questions: every question that holds it is asked with it and without it. node sayings.mjs FOLDER
// FOLDER is one that quality.py --keep made. One line for each saying, the most harmful first: gain (of rank and of what the first ten show), questions, saying.
// A gain below nought may only mean that the questions accept one conduct of several: read them before a saying goes.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const [folder] = process.argv.slice(2), read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const NOTED = "if ((!same || length < same.length) && !mistaken(form))"; // where sayings.js takes note of a saying
const bundle = read("search.js");
if (bundle.split(NOTED).length !== 2) throw new Error("sayings.js notes a saying elsewhere now: mend NOTED.");
vm.runInThisContext(bundle.replace(NOTED, "if (form !== globalThis.barred && (!same || length < same.length) && !mistaken(form) && globalThis.used.add(form))"));

const shards = new Map();
function load(name) {
  if (!shards.has(name)) {
    globalThis.qingdanShard = (version, shard, content) => shards.set(name, content);
    vm.runInThisContext(read(`${name}.js`));
  }
  return Promise.resolve(shards.get(name));
}

// The first right answer (reciprocal rank), and the share of what the first ten could show
async function judged(query, expected, barred) {
  Object.assign(globalThis, { barred, used: new Set() });
  const engine = qingdanSearch.engine(qingdanMeta, load), result = await engine.search(query, {});
  const right = (await engine.records(result, 0, 10)).map((row) => expected.has(row.id)), first = right.indexOf(true);
  return (first < 0 ? 0 : 1 / (first + 1)) + right.filter(Boolean).length / Math.min(10, expected.size);
}

const worth = new Map();
for (const { query, expected } of JSON.parse(read("gold.json")).queries.filter((one) => one.expected.length)) {
  const wanted = new Set(expected), all = await judged(query, wanted), held = [...globalThis.used];
  for (const form of held) {
    const [gain, times] = worth.get(form) || [0, 0];
    worth.set(form, [gain + all - await judged(query, wanted, form), times + 1]);
  }
}
for (const [form, [gain, times]] of [...worth].sort((one, two) => one[1][0] - two[1][0])) console.log(gain.toFixed(2).padStart(6), String(times).padStart(4), form);
