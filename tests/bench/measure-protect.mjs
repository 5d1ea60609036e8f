/**
 * How long it takes to protect tables of the sizes that offices publish, and how many counts are hidden, beside the best choice that is
 * known. Each is chosen and audited in a process of its own, without a deadline: effort is counted, so that every machine gives the same.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { runnerImport } from 'vite';
import { figure, inUnit, table } from './figures.mjs';
import { runNode } from './processes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
/** Hidden at most, of what the best choice hides that is known. */
const mostHidden = 1.25;
const mostMegabytes = 700;

/** @param {{ scratch: string }} options @returns {Promise<import('./measure-project.mjs').Measured>} */
export async function measureProtect({ scratch }) {
  const systems = join(here, '..', 'protect', 'sized-systems.ts');
  /** @type {{ module: typeof import('../extensions/protect/sized-systems.js') }} */
  const { module } = await runnerImport(systems, { configFile: false });
  const figures = [];
  const rows = [];
  for (const { name, counts, aim, best, isProven, make } of module.sizedSystems) {
    process.stderr.write(`  ${name}\n`);
    const file = join(scratch, 'system');
    const system = make();
    writeFileSync(file, serialize(system));
    const { out, watched } = await runNode([join(here, 'protect-one.mjs'), file], { memory: true });
    /** @type {import('./protect-one.mjs').Chosen} */
    const { beside, cost, bound } = JSON.parse(out);
    const { processorMs, peakMegabytes } = watched;
    figures.push(figure(`protect ${name}: hidden, of the best known`, [beside / best], { unit: 'x', aim: isProven ? 1 : mostHidden }));
    if (!isProven)
      figures.push(
        figure(`protect ${name}: processor time`, [processorMs / 1000], { unit: 's', aim }),
        figure(`protect ${name}: peak memory`, [peakMegabytes], { unit: 'MB', aim: mostMegabytes }),
      );
    const small = system.cells.filter(({ need }) => need !== undefined).length;
    rows.push([
      name,
      ...[counts, small, beside].map(String),
      `${best}${isProven ? ', proven' : ''}`,
      cost.toFixed(0),
      cost - bound < 0.001 ? 'proven' : bound.toFixed(0),
      inUnit(processorMs / 1000, 's'),
      inUnit(peakMegabytes, 'MB'),
    ]);
  }
  const head = ['table', 'counts', 'small', 'hidden beside them', 'best known', 'cost', 'no choice costs less than', 'processor time', 'peak memory'];
  return { figures, text: `${table(head, rows)}\n` };
}
