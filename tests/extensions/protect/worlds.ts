/** Other data that agree with those of a project in every number that it prints. */
import { isDeepStrictEqual } from 'node:util';
import { publishAll } from '../../../src/data/publish.js';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { loadSolver, Solver } from '../../../src/extensions/protect/engine/solver.js';
import type { System } from '../../../src/extensions/protect/engine/system.js';
import { lockedCells, readLock } from '../../../src/extensions/protect/lock.js';
import { publicationSystem } from '../../../src/extensions/protect/publication-system.js';
import { relatedIn } from '../../../src/extensions/protect/related/related.js';
import { cellOrigin } from '../../../src/model/dataset/cell.js';
import type { Dataset } from '../../../src/model/dataset/dataset.js';
import type { CellLinks } from '../../../src/model/dataset/protection.js';
import { prepareWith } from '../../../src/session/prepare-data.js';
import { memoryHost } from '../../memory-host.js';
import { here, type ProjectFiles, published } from './protected-project.js';

export interface World {
  /** Which end of which cell it was made for. */
  readonly name: string;
  /** The files with other numbers in the hidden cells. */
  readonly files: ProjectFiles;
}

/** Every run of the tests looks at one world, `npm run test:deep` at all. */
export const most = process.env.DEEP ? Number.POSITIVE_INFINITY : 1;

/** Directions in which worlds are looked for beside the ends of each cell. */
const directions = [
  [3, -1, 4, -1, 5, -9, 2, -6],
  [-5, 3, 5, -8, 9, 7, -9, 3],
  [2, 7, -1, 8, -2, 8, 1, -8],
];

/** The worlds that could have been published with the same lock: at most so many, the last ones, since to audit each takes long. */
export async function acceptedWorlds(
  files: ProjectFiles,
  edition: number,
  most = Number.POSITIVE_INFINITY,
): Promise<World[]> {
  const accepted: World[] = [];
  // Warnings about data that nobody protects are those of every world.
  const { problems } = await published(files, here, edition);
  for (const world of (await worldsOf(files, edition, directions)).reverse()) {
    if (accepted.length >= most) break;
    if (isDeepStrictEqual((await published(world.files, here, edition)).problems, problems))
      accepted.push(world);
  }
  return accepted.reverse();
}

/**
 * Worlds in which a hidden cell is as small and as great as it can be, cell by cell, and some of random directions. All are solutions of the
 * same system over whole numbers: every published cell and every relation holds.
 * @param files Text files of a project with its lock; data as CSV, a line a row.
 */
async function worldsOf(files: ProjectFiles, edition: number, random: readonly (readonly number[])[]) {
  const found: { datasets: readonly Dataset[]; links: CellLinks } = {
    datasets: [],
    links: { pairs: [], rates: [] },
  };
  const host = memoryHost(files);
  const position = { file: 'tallybook.yaml', line: 1, column: 1 };
  await prepareWith(
    async (datasets, links) => {
      Object.assign(found, { datasets, links });
      return publishAll(datasets, links, []);
    },
    { path: 'data/datapackage.yaml', position, edition },
    host,
    here,
  );
  const lock = (await readLock(host.project, host.limits)).value.file;
  const { sure } = relatedIn(found.datasets, found.links);
  const { system, counted } = publicationSystem(found.datasets, found.links, sure);
  const hidden = counted.indicesOf(lockedCells(lock, found.datasets));
  const solve = await solverOf(system, hidden);
  const directions = [
    ...hidden.flatMap((cell, index) =>
      ([1, -1] as const).map((sign) => ({
        name: `${sign === 1 ? 'least' : 'most'} of cell ${cell}`,
        costs: hidden.map((_, other) => (other === index ? sign : 0)),
      })),
    ),
    ...random.map((all, index) => ({
      name: `random ${index + 1}`,
      costs: hidden.map((_, at) => all[at % all.length] ?? 0),
    })),
  ];
  return directions.map(({ name, costs }): World => {
    const values = solve(costs);
    const texts = new Map(Object.entries(files));
    for (const [index, cell] of hidden.entries()) {
      const place = counted.cells[cell];
      if (place === undefined) continue;
      const { file, line } = cellOrigin(place.row, place.measure.name);
      const lines = (texts.get(file) ?? '').split('\n');
      const column = (lines[0] ?? '').split(',').indexOf(place.measure.name);
      const cells = (lines[line - 1] ?? '').split(',');
      cells[column] = String(values[index]);
      for (const { dataset, rate, numerator, denominator, per } of found.links.rates) {
        if (dataset !== place.dataset.name || numerator !== place.measure.name) continue;
        // Only bases in the same row: those are all that these projects have.
        const [base, at] = [denominator.measure, rate].map((field) =>
          (lines[0] ?? '').split(',').indexOf(field),
        );
        const was = cells[at ?? -1] ?? '';
        const decimals = was.split('.')[1]?.length ?? 0;
        const is = (Number(values[index]) * Number(per)) / Number(cells[base ?? -1]);
        cells[at ?? -1] = is.toFixed(decimals);
      }
      lines[line - 1] = cells.join(',');
      texts.set(file, lines.join('\n'));
    }
    return { name, files: Object.fromEntries(texts) };
  });
}

/** Whole numbers for the hidden cells that cost least and agree with everything else. */
async function solverOf(system: System, hidden: readonly number[]) {
  const highs = await loadSolver();
  const columnOf = new Map(hidden.map((cell, column) => [cell, column]));
  const rows = system.relations.flatMap(({ terms, least, most }) => {
    const known = terms.reduce(
      (sum, { cell, factor }) => sum + (columnOf.has(cell) ? 0 : factor * (system.cells[cell]?.value ?? 0)),
      0,
    );
    const open = terms.filter(({ cell }) => columnOf.has(cell));
    if (open.length === 0) return [];
    return [
      {
        indices: open.map(({ cell }) => columnOf.get(cell) ?? 0),
        values: open.map(({ factor }) => factor),
        least: least - known,
        most: most - known,
      },
    ];
  });
  return (costs: readonly number[]): number[] => {
    const solver = new Solver(highs, {
      costs,
      least: hidden.map((cell) => system.cells[cell]?.least ?? 0),
      most: hidden.map(() => 1000),
      rows,
      whole: hidden.map(() => true),
    });
    const outcome = solver.run(deadlineIn(60, () => performance.now()));
    if (outcome.kind !== 'optimal') throw new Error(`no world: ${outcome.kind}`);
    const values = [...outcome.solution.values].map(Math.round);
    solver.dispose();
    return values;
  };
}
