// What each saying is worth to judged questions: every question that holds it is asked with it and without it. node sayings.mjs FOLDER
// FOLDER is one that quality.py --keep made. One line for each saying, the most harmful first: gain (of rank and of what the first ten show), questions, saying.
// A gain below nought may only mean that the questions accept one conduct of several: read them before a saying goes.
import { kept } from "./kept.mjs";

const NOTED = "if ((!same || length < same.length) && !mistaken(form))"; // where sayings.js takes note of a saying
const { load, judged: questions } = kept(process.argv[2], (client) => {
  if (client.split(NOTED).length !== 2) throw new Error("sayings.js notes a saying elsewhere now: mend NOTED.");
  return client.replace(NOTED, "if (form !== globalThis.barred && (!same || length < same.length) && !mistaken(form) && globalThis.used.add(form))");
});

// The first right answer (reciprocal rank), and the share of what the first ten could show
async function judged(query, expected, barred) {
  Object.assign(globalThis, { barred, used: new Set() });
  const engine = qingdanSearch.engine(qingdanMeta, load), result = await engine.search(query, {});
  const right = (await engine.records(result, 0, 10)).map((row) => expected.has(row.id)), first = right.indexOf(true);
  return (first < 0 ? 0 : 1 / (first + 1)) + right.filter(Boolean).length / Math.min(10, expected.size);
}

const worth = new Map();
for (const { query, expected } of questions) {
  const wanted = new Set(expected), all = await judged(query, wanted), held = [...globalThis.used];
  for (const form of held) {
    const [gain, times] = worth.get(form) || [0, 0];
    worth.set(form, [gain + all - await judged(query, wanted, form), times + 1]);
  }
}
for (const [form, [gain, times]] of [...worth].sort((one, two) => one[1][0] - two[1][0])) console.log(gain.toFixed(2).padStart(6), String(times).padStart(4), form);
