// A set of queries asked of a built site's index without a browser: recall, rank, bytes, requests, time. node engine.mjs SITE/search gold.json [-v]
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import zlib from "node:zlib";

const [folder, goldPath, verbose] = process.argv.slice(2);
const bundle = fs.readFileSync(path.join(folder, "search.js"), "utf8");
vm.runInThisContext(bundle);
const sizes = new Map();
const gz = (text) => zlib.gzipSync(text, { level: 6 }).length;
const metaText = JSON.stringify(qingdanMeta), base = gz(bundle);
let taken = new Set();

function loader(name) {
  const file = path.join(folder, name + ".js");
  const text = fs.readFileSync(file, "utf8");
  if (!sizes.has(name)) sizes.set(name, gz(text));
  taken.add(name);
  let data;
  globalThis.qingdanShard = (version, shard, content) => { data = content; };
  vm.runInThisContext(text);
  return Promise.resolve(data);
}

const gold = JSON.parse(fs.readFileSync(goldPath, "utf8")).queries.filter((one) => one.expected.length);
const started = performance.now();
const warm = qingdanSearch.engine(JSON.parse(metaText), loader);
await warm.search("", {});
const ready = performance.now() - started;
const rows = [], by = new Map(), times = [];
for (const { category, query, expected, held_out } of gold) {
  taken = new Set();
  const cold = qingdanSearch.engine(JSON.parse(metaText), loader);
  const result = await cold.search(query, {});
  const shown = (await cold.records(result, 0, 10)).map((row) => row.id);
  const bytes = base + [...taken].reduce((sum, name) => sum + sizes.get(name), 0);
  const asked = 1 + taken.size, files = [...taken].join(" ");
  const t0 = performance.now();
  const again = await cold.search(query, {});
  await cold.records(again, 0, 10);
  times.push(performance.now() - t0);
  const recall = expected.filter((id) => shown.includes(id)).length / Math.min(10, expected.length);
  const first = shown.findIndex((id) => expected.includes(id));
  const mrr = first < 0 ? 0 : 1 / (first + 1);
  rows.push({ set: held_out === null ? "sample" : held_out ? "held_out" : "tuning", category, query, recall, mrr, bytes, requests: asked, total: result.total, taken: files });
  if (!by.has(category)) by.set(category, []);
  by.get(category).push(rows[rows.length - 1]);
  if (verbose && !held_out && (recall < 1 || mrr < 1)) console.log(category, query, "recall", recall.toFixed(2), "mrr", mrr.toFixed(2), "total", result.total, "best", result.best.toFixed(2), result.corrected || "");
}
const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))];
for (const [category, list] of by) console.log(category.padEnd(22), String(list.length).padStart(3), mean(list.map((r) => r.recall)).toFixed(3), mean(list.map((r) => r.mrr)).toFixed(3));
const bytes = rows.map((r) => r.bytes), requests = rows.map((r) => r.requests);
for (const set of ["held_out", "tuning", "sample"]) { const own = rows.filter((r) => r.set === set); if (own.length) console.log(set.padEnd(22), String(own.length).padStart(3), mean(own.map((r) => r.recall)).toFixed(3), mean(own.map((r) => r.mrr)).toFixed(3)); }
console.log(JSON.stringify({ queries: rows.length, recall: +mean(rows.map((r) => r.recall)).toFixed(3), mrr: +mean(rows.map((r) => r.mrr)).toFixed(3),
  kb: { bundle: +(base / 1000).toFixed(1), meta: +(gz(metaText) / 1000).toFixed(1), median: +(quantile(bytes, 0.5) / 1000).toFixed(1), p95: +(quantile(bytes, 0.95) / 1000).toFixed(1), max: +(Math.max(...bytes) / 1000).toFixed(1) },
  requests: { median: quantile(requests, 0.5), p95: quantile(requests, 0.95), max: Math.max(...requests) },
  ms: { ready: +ready.toFixed(1), median: +quantile(times, 0.5).toFixed(2), p95: +quantile(times, 0.95).toFixed(2), max: +Math.max(...times).toFixed(2) } }));
if (verbose === "-vv") for (const r of rows) console.log(r.query, r.requests, (r.bytes / 1000).toFixed(0), r.total, r.taken);
