// What a case system needs, written from docs/开发者.md alone: checksums, deltas replayed, every vector judged. node rulepack_client.mjs DATA
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const data = process.argv[2];
const text = (...path) => readFileSync(join(data, ...path), 'utf8');
const lines = (...path) => text(...path).split('\n').filter(Boolean).map(line => JSON.parse(line));
const releases = [...readdirSync(join(data, 'releases')).map(tag => join('releases', tag)), 'latest'];

const sum = (...path) => createHash('sha256').update(readFileSync(join(data, ...path))).digest('hex');

function mismatches(folder) {
  return text(folder, 'SHA256SUMS').trim().split('\n').map(line => [line.slice(0, 64), line.slice(66)]).filter(([told, path]) =>
    sum(folder, path) !== told).map(([, path]) => join(folder, path));
}

function replayed() {  // from nothing, in the order that each delta names the one before
  const deltas = new Map(releases.map(folder => [lines(folder, 'delta.jsonl')[0].from, folder]));
  const records = new Map(), order = [], wrong = [];
  let known = null;
  for (let tag = null; deltas.has(tag); tag = lines(deltas.get(tag), 'delta.jsonl')[0].to) {
    const folder = deltas.get(tag), [head, ...steps] = lines(folder, 'delta.jsonl');
    if (head.format !== 'qingdan/delta/1' || head.from_sha256 !== known) wrong.push(folder);
    for (const step of steps) {
      const {item_id: id, recorded_from: from} = step.record ?? step, key = `${id} ${from}`;
      if (step.op === 'add') records.set(key, step.record);
      else if (step.op === 'remove') records.delete(key);
      else records.set(key, Object.fromEntries(Object.entries({...records.get(key), ...step.set}).filter(([name]) => !step.unset.includes(name))));
    }
    const same = (one, other) => canonical(one) === canonical(other);
    const wanted = new Map(lines(folder, 'items.jsonl').map(row => [`${row.item_id} ${row.recorded_from}`, row]));
    if (wanted.size !== records.size || [...wanted].some(([key, row]) => !same(row, records.get(key)))) wrong.push(folder);
    known = sum(folder, 'items.jsonl');
    if (head.to_sha256 !== known) wrong.push(folder);
    order.push(folder);
  }
  return {order, wrong};
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'none';
  return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
}

function decimal(value) {  // [whole, fraction], null for what is no number
  if (Number.isSafeInteger(value) && value >= 0) value = String(value);
  const match = typeof value === 'string' && /^([0-9]+)(?:\.([0-9]+))?$/.exec(value);
  return match ? [match[1], match[2] ?? ''] : null;
}

function compare([one, part], [other, rest]) {
  const length = Math.max(part.length, rest.length);
  const [left, right] = [BigInt(one + part.padEnd(length, '0')), BigInt(other + rest.padEnd(length, '0'))];
  return left < right ? -1 : left > right ? 1 : 0;
}

function judged(node, facts) {  // true, false, null for a human
  const fact = facts[node?.id];
  switch (node?.predicate) {
    case 'found': return typeof fact === 'boolean' ? fact : null;
    case 'not': { const met = judged(node.part, facts); return met === null ? null : !met; }
    case 'all': case 'any': {
      const met = (node.parts ?? []).map(part => judged(part, facts));
      if (!met.length || met.includes(null)) return null;
      return node.predicate === 'all' ? met.every(Boolean) : met.some(Boolean);
    }
    case 'at_most': case 'at_least': {
      const number = fact && fact.unit === node.unit ? decimal(fact.value) : null, bound = decimal(node.value);
      if (!number || !bound || typeof node.inclusive !== 'boolean') return null;
      const side = compare(number, bound) * (node.predicate === 'at_most' ? 1 : -1);
      return side < 0 || (side === 0 && node.inclusive);
    }
    default: return null;
  }
}

function answer(pack, {item_id: id, facts, acted_on: acted, today, conditions}) {
  const told = tree => ({true: 'applies', false: 'does_not_apply', null: 'needs_human'})[judged(tree, facts)];
  if (conditions) return told(conditions);
  if (pack.format !== 'qingdan/rules/1' || today < pack.as_of || (pack.valid_until && today >= pack.valid_until) || acted > today) return 'needs_human';
  const rules = pack.rules.filter(rule => rule.item_id === id && rule.status === 'in_force' && rule.interval.from && rule.interval.from <= acted
    && (!rule.interval.to || acted < rule.interval.to));
  return rules.length === 1 && !rules[0].basis_lapsed.length ? told(rules[0].conditions) : 'needs_human';
}

const wrong = [], count = {};
for (const folder of releases) {
  const pack = JSON.parse(text(folder, 'rules.json')), {vectors} = JSON.parse(text(folder, 'vectors.json'));
  count[folder] = vectors.length;
  for (const vector of vectors) if (answer(pack, vector) !== vector.result) wrong.push([folder, vector.name, answer(pack, vector)]);
}
console.log(JSON.stringify({mismatches: releases.flatMap(mismatches), replayed: replayed(), vectors: count, wrong}));
