/** Chooses what is hidden of one system and audits the choice, as `tallybook protect` does: `node tests/bench/protect-one.mjs FILE`. */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { compiled } from './compiled.mjs';

/** @typedef {{ beside: number, cost: number, bound: number }} Chosen `beside` counts what is hidden beside the small ones. */

/** @type {typeof import('../../src/extensions/protect/engine/protection-process.js')} */
const { answer } = await import(compiled('extensions/protect/engine/protection-process.js'));

/** Seconds: effort is counted, and no clock ends it. */
const day = 86_400;
/** @type {import('../../src/extensions/protect/engine/system.js').System} */
const system = deserialize(readFileSync(process.argv[2] ?? ''));
const chosen = await answer({ kind: 'suppress', system, before: [] }, day);
if (chosen.kind !== 'suppress') throw new Error(`No choice: ${chosen.kind}`);
const { hidden, cost, bound } = chosen;
const audited = await answer({ kind: 'audit', system, hidden }, day);
if (audited.kind !== 'audit' || audited.disclosed.length > 0) throw new Error('The choice gives away a small count');
const small = system.cells.filter(({ need }) => need !== undefined).length;
process.stdout.write(JSON.stringify({ beside: hidden.length - small, cost, bound }));
