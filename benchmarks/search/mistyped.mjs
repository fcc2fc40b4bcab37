// One wrong character: how much of an answer survives it, and how many correct words are taken for mistyped. node mistyped.mjs FOLDER [WORDS.txt]
// FOLDER is what `quality --keep` leaves. In every judged question of three characters or more one is replaced, twice, by another of its sound; WORDS are correct
// words, parted by spaces (a dictionary, say). Every question is asked in a page of its own.
import fs from "node:fs";
import { kept } from "./kept.mjs";

const [folder, list] = process.argv.slice(2), { load, judged } = kept(folder);
async function ask(query) {
  let files = 1; // the script itself
  const engine = qingdanSearch.engine(JSON.parse(JSON.stringify(qingdanMeta)), (name) => { files++; return load(name); });
  const result = await engine.search(query, {}), rows = await engine.records(result, 0, 10);
  return { ids: rows.map((row) => row.id), whole: rows.filter((row) => result.scores && result.scores[row.i] >= result.whole).length, mended: result.corrected, files };
}

let seed = 7;
const draw = (count) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % count; // the same characters every time
const sounds = (await load("s")).split(/[ |]/), sum = { asked: 0, first: 0, before: 0, after: 0, mended: 0, files: 0 };
for (const { query, expected } of judged.filter((one) => /^[\u4e00-\u9fff]{3,14}$/.test(one.query))) {
  const plain = await ask(query), recall = (ids) => ids.filter((id) => expected.includes(id)).length / Math.min(10, expected.length);
  for (let turn = 0; turn < 2; turn++) {
    const at = draw(query.length), alike = (sounds.find((group) => group.includes(query[at])) || "").replace(query[at], "");
    if (!alike) continue;
    const wrong = await ask(query.slice(0, at) + alike[draw(alike.length)] + query.slice(at + 1));
    sum.asked++;
    sum.first += Boolean(plain.ids.length) && plain.ids[0] === wrong.ids[0];
    sum.before += recall(plain.ids);
    sum.after += recall(wrong.ids);
    sum.mended += Boolean(wrong.mended);
    sum.files += wrong.files;
  }
}
const share = (name) => (sum[name] / sum.asked).toFixed(3);
console.log(`${sum.asked} mistyped: recall ${share("after")} (${share("before")} as they should be), same first ${share("first")}, mended ${share("mended")}, requests ${share("files")}`);
if (list) {
  const words = fs.readFileSync(list, "utf8").split(/\s+/).filter(Boolean), taken = [];
  for (const word of words) { const found = await ask(word); if (found.mended) taken.push([word, found.mended, found.whole]); }
  console.log(`${words.length} correct words: ${taken.length} taken for mistyped, ${taken.filter(([, , whole]) => whole).length} of them with an answer`);
  for (const [word, mended, whole] of taken.slice(0, 20)) console.log(`  ${word} → ${mended} (${whole})`);
}
