/** How builds grow with the document: 25, 100, 400 and 1,000 pages of tables, charts and text. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { figure, seconds, table } from './figures.mjs';
import { startLiving } from './living-session.mjs';
import { measureFloor, prepareFloor } from './measure-floor.mjs';
import { median, runNode } from './processes.mjs';
import { forgetBuilds } from './projects.mjs';
import { writeSynthetic } from './synthetic.mjs';

/** A chapter has about five pages. */
const sizes = [
  { chapters: 5, about: 25, rounds: 3 },
  { chapters: 20, about: 100, rounds: 3 },
  { chapters: 80, about: 400, rounds: 1 },
  { chapters: 200, about: 1000, rounds: 1, ratio: 2.5, megabytes: 1200 },
];

/**
 * Cold builds beside their floors. Memory is looked at while they run, for a fiftieth of the time at most.
 * @param {{ program: string, scratch: string, most: number, rounds: number }} options `most`: pages of the largest.
 * @returns {Promise<import('./measure-project.mjs').Measured>}
 */
export async function measureCurve({ program, scratch, most, rounds }) {
  /** @type {import('./figures.mjs').Figure[]} */
  const figures = [];
  const rows = [];
  for (const size of sizes.filter(({ about }) => about <= most)) {
    const root = join(scratch, `synthetic-${size.about}`);
    const folder = join(scratch, `synthetic-${size.about}-floor`);
    for (const each of [root, folder]) mkdirSync(each);
    writeSynthetic(root, size.chapters);
    const living = startLiving({ root, languages: '', folder });
    const { printed, pages } = await living.build();
    await living.end();
    const floor = await prepareFloor(printed, folder);
    /** @type {import('./measure-floor.mjs').FloorTime[]} */
    const floors = [];
    /** @type {import('./processes.mjs').Run[]} */
    const builds = [];
    for (let round = 0; round < Math.min(rounds, size.rounds); round++) {
      floors.push(await measureFloor(floor, { memory: true }));
      forgetBuilds(root);
      builds.push(await runNode([program, 'build', root, '--quiet'], { memory: true }));
    }
    const ratios = builds.map(({ ms }, round) => ms / (floors[round]?.ms ?? Number.NaN));
    const processor = builds.map(({ watched }, round) => watched.processorMs / (floors[round]?.watched.processorMs ?? Number.NaN));
    const peak = Math.max(...builds.map(({ watched }) => watched.peakMegabytes));
    const own = Math.max(...builds.map(({ watched }) => watched.ownMegabytes));
    const { ratio, megabytes } = size;
    figures.push(
      figure(`${size.about} pages: cold`, ratios, { unit: 'x', ...(ratio !== undefined && { aim: ratio }) }),
      figure(`${size.about} pages: peak memory without the browser`, [own], { unit: 'MB', ...(megabytes !== undefined && { aim: megabytes }) }),
    );
    const ms = median(builds.map((each) => each.ms));
    const floorMs = median(floors.map((each) => each.ms));
    rows.push([
      `${pages}`,
      `${printed.reduce((sum, { prints }) => sum + prints, 0)}`,
      seconds(floorMs),
      seconds(ms),
      `${(ms / pages).toFixed(0)} ms`,
      `${(floorMs / pages).toFixed(0)} ms`,
      `${median(processor).toFixed(2)} x`,
      `${own} MB`,
      `${peak} MB`,
      `${Math.max(...floors.map(({ watched }) => watched.peakMegabytes))} MB`,
    ]);
  }
  const head = ['pages', 'prints', 'floor', 'cold', 'a page', 'a page of the floor', 'processor time', 'memory without the browser', 'peak memory', 'of the floor'];
  return { figures, text: `Synthetic reports, one chapter after the other:\n\n${table(head, rows)}\n` };
}
