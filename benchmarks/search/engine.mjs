// The judged questions of an index, without a browser: recall, rank, bytes, requests, time. node engine.mjs FOLDER [-v]
// FOLDER is what `quality --keep` leaves. -v tells which questions (but held-out ones) have less than everything.
import zlib from "node:zlib";
import { kept } from "./kept.mjs";

const [folder, verbose] = process.argv.slice(2), { client, load, judged, text } = kept(folder);
const packed = (content) => zlib.gzipSync(content, { level: 6 }).length, sizes = new Map();
const size = (name) => sizes.get(name) || sizes.set(name, packed(text(name))).get(name);
const meta = JSON.stringify(qingdanMeta), base = packed(client), fresh = (loader) => qingdanSearch.engine(JSON.parse(meta), loader);

const started = performance.now();
await fresh(load).search("", {});
const ready = performance.now() - started, rows = [];
for (const { category, query, expected, held_out } of judged) {
  const taken = new Set(), engine = fresh((name) => { taken.add(name); return load(name); });
  const result = await engine.search(query, {}), shown = (await engine.records(result, 0, 10)).map((row) => row.id), requests = 1 + taken.size;
  const bytes = [...taken].reduce((sum, name) => sum + size(name), base), again = performance.now();
  await engine.records(await engine.search(query, {}), 0, 10);
  const first = shown.findIndex((id) => expected.includes(id));
  rows.push({ set: held_out === null ? "sample" : held_out ? "held_out" : "tuning", category, bytes, requests, ms: performance.now() - again,
    recall: expected.filter((id) => shown.includes(id)).length / Math.min(10, expected.length), mrr: first < 0 ? 0 : 1 / (first + 1) });
  const { recall, mrr } = rows.at(-1);
  if (verbose && !held_out && (recall < 1 || mrr < 1)) console.log(category, query, "recall", recall.toFixed(2), "mrr", mrr.toFixed(2), "total", result.total, "best", result.best.toFixed(2), result.corrected || "");
}

const of = (list, name) => list.map((row) => row[name]), mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
const quantile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const line = (name, list) => console.log(name.padEnd(22), String(list.length).padStart(3), mean(of(list, "recall")).toFixed(3), mean(of(list, "mrr")).toFixed(3));
for (const category of new Set(of(rows, "category"))) line(category, rows.filter((row) => row.category === category));
for (const set of ["held_out", "tuning", "sample"]) { const own = rows.filter((row) => row.set === set); if (own.length) line(set, own); }
const spread = (name, unit, digits) => Object.fromEntries([["median", 0.5], ["p95", 0.95], ["max", 1]].map(([word, share]) => [word, +(quantile(of(rows, name), share) / unit).toFixed(digits)]));
console.log(JSON.stringify({ queries: rows.length, recall: +mean(of(rows, "recall")).toFixed(3), mrr: +mean(of(rows, "mrr")).toFixed(3),
  kb: { bundle: +(base / 1000).toFixed(1), meta: +(packed(meta) / 1000).toFixed(1), ...spread("bytes", 1000, 1) }, requests: spread("requests", 1, 0), ms: { ready: +ready.toFixed(1), ...spread("ms", 1, 2) } }));
