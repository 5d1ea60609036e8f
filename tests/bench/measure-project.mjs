/** Builds of a project as its author makes them, each beside a floor of the same minute. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { changeEverything, changeSentence } from './edits.mjs';
import { figure, seconds, table } from './figures.mjs';
import { startLiving } from './living-session.mjs';
import { measureFloor, prepareFloor } from './measure-floor.mjs';
import { median, runNode } from './processes.mjs';
import { forgetBuilds } from './projects.mjs';

/**
 * @typedef {object} Measured What a measure found: figures for the table of aims, and what is to be read below it.
 * @property {readonly import('./figures.mjs').Figure[]} figures
 * @property {string} text
 */
/**
 * @typedef {object} Asked
 * @property {string} name
 * @property {string} root A copy of the project that may be changed.
 * @property {string} languages Those that are built (commas); all where it is empty.
 * @property {string} sentence The template of which one sentence is changed, relative to the project.
 * @property {number} rounds
 * @property {string} program
 * @property {string} scratch
 */

/** Cold, no-op, warm and sentence, in turns. @param {Asked} asked @returns {Promise<Measured>} */
export async function measureProject({ name, root, languages, sentence, rounds, program, scratch }) {
  const folder = join(scratch, name.replaceAll(' ', '-'));
  mkdirSync(folder, { recursive: true });
  // All that is measured has changes of one length, so that its pages are the same.
  let changed = changeEverything(root, 1);
  const build = [program, 'build', root, '--quiet', ...(languages === '' ? [] : ['--lang', languages])];
  // Also unpacks the browser, which is part of installing it.
  const { watched } = await runNode(build, { memory: true });
  forgetBuilds(root);
  const living = startLiving({ root, languages, folder });
  try {
    const first = await living.build();
    const floor = await prepareFloor(first.printed, folder);
    changeSentence(join(root, sentence), 2);
    const own = await prepareFloor((await living.build()).printed, folder);
    if (own.once.length !== 1) throw new Error(`a sentence of ${sentence} printed ${own.once.length} documents`);
    /** @type {Record<'cold' | 'noOp' | 'warm' | 'sentence', number[]>} */
    const times = { cold: [], noOp: [], warm: [], sentence: [] };
    /** @type {import('./measure-floor.mjs').FloorTime[]} */
    const floors = [];
    /** @type {import('./measure-floor.mjs').FloorTime[]} */
    const owns = [];
    const processor = [];
    const warmPrints = [];
    for (let round = 0; round < rounds; round++) {
      floors.push(await measureFloor(floor));
      changed = changeEverything(root, 2 * round + 3);
      const warm = await living.build();
      warmPrints.push(printsOf(warm.printed));
      times.warm.push(warm.ms);
      owns.push(await measureFloor(own));
      changeSentence(join(root, sentence), 2 * round + 4);
      times.sentence.push((await living.build()).ms);
      forgetBuilds(root);
      const cold = await runNode(build);
      times.cold.push(cold.ms);
      processor.push(cold.watched.processorMs / (floors[round]?.watched.processorMs ?? Number.NaN));
      times.noOp.push((await runNode(build)).ms);
    }
    const over = (/** @type {readonly number[]} */ all, /** @type {readonly {ms: number, one: number}[]} */ beside, /** @type {'ms' | 'one'} */ which) =>
      all.map((ms, round) => ms / (beside[round]?.[which] ?? Number.NaN));
    const twice = floor.again.length > 0;
    const pair = (/** @type {string} */ what, /** @type {readonly number[]} */ all, /** @type {typeof floors} */ beside, /** @type {number} */ aim, isTwice = twice) => [
      figure(`${name}: ${what}`, over(all, beside, 'ms'), { unit: 'x', aim }),
      ...(isTwice ? [figure(`${name}: ${what}, floor of one print each`, over(all, beside, 'one'), { unit: 'x' })] : []),
    ];
    const figures = [
      ...pair('cold', times.cold, floors, 2),
      ...pair('warm, everything changed', times.warm, floors, 1.25),
      ...pair('one sentence changed', times.sentence, owns, 1.15, own.again.length > 0),
      figure(`${name}: no-op`, times.noOp, { unit: 'ms', aim: 150 }),
      figure(`${name}: peak memory`, [watched.peakMegabytes], { unit: 'MB', aim: 700 }),
      figure(`${name}: processor time of a cold build`, processor, { unit: 'x' }),
    ];
    const documents = first.printed.length;
    const text = [
      `${name}: ${documents} documents, ${first.pages} pages. A cold build printed ${printsOf(first.printed)} times, a warm one ${Math.max(...warmPrints)}; a layout rule moved something in ${floor.again.length}.`,
      `Every change was of ${changed.templates} templates and ${changed.tables} tables (in ${changed.values} of them of a number too, in all of the source beside it).`,
      `Peak of resident memory, where what processes share counts in each: ${watched.residentMegabytes} MB.`,
      '',
      table(
        ['', 'median'],
        [
          ['floor', seconds(median(floors.map(({ ms }) => ms)))],
          ['floor of one print each', seconds(median(floors.map(({ one }) => one)))],
          ['cold', seconds(median(times.cold))],
          ['warm, everything changed', seconds(median(times.warm))],
          ['floor of the report with the sentence', seconds(median(owns.map(({ ms }) => ms)))],
          ['one sentence changed', seconds(median(times.sentence))],
          ...Object.entries(first.steps).map(([step, ms]) => [`first build in a process: ${step}`, seconds(ms)]),
        ],
      ),
      '',
    ].join('\n');
    return { figures, text };
  } finally {
    await living.end();
  }
}

/** @param {readonly import('./living.mjs').Printed[]} printed */
const printsOf = (printed) => printed.reduce((sum, { prints }) => sum + prints, 0);
