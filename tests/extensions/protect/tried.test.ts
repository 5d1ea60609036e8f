/** A reader who has all that is published of a small package, calculated columns too, and tries every whole number for what is hidden. */
import { expect, test } from 'vitest';
import { needOf } from '../../../src/extensions/protect/cell-of-count.js';
import { audit } from '../../../src/extensions/protect/engine/audit.js';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { attainable } from '../../../src/extensions/protect/engine/goals.js';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import type { Relation, System } from '../../../src/extensions/protect/engine/system.js';
import type { Value } from '../../../src/model/dataset/value.js';
import { seededRandom } from '../../commands/verify/mutations.js';
import { canBe } from './attacker.js';
import { chosen, published } from './protected-project.js';
import { type TriedCount, type TriedPackage, triedPackage } from './tried-packages.js';

/** `npm run test:deep` tries more. */
const many = process.env.DEEP === 'true' ? { tables: 5000, packages: 500 } : { tables: 200, packages: 6 };
const first = Number(process.env.SEED ?? 1);

const position = { file: 'data/datapackage.yaml', line: 1, column: 1 };

/** What a reader knows of counts of which some are hidden. */
class Reader {
  readonly #system: System;
  readonly #hidden: ReadonlySet<number>;
  readonly #most: number;

  constructor(
    { counts, relations, zeros }: TriedPackage,
    printed: (index: number) => number | undefined,
    told: readonly Relation[],
  ) {
    const cells = counts.map((_, index) => ({
      value: printed(index) ?? 0,
      least: zeros === 'shown' && printed(index) === undefined ? 1 : 0,
      cost: 1,
    }));
    this.#system = { cells, relations: [...relations, ...told] };
    this.#hidden = new Set([...counts.keys()].filter((index) => printed(index) === undefined));
    this.#most = 60 + counts.reduce((sum, { value }) => sum + value, 0);
  }

  isPossible = (cell: number, value: number): boolean =>
    canBe(this.#system, this.#hidden, { cell, value }, this.#most);
}

const least = ({ zeros }: TriedPackage): number => (zeros === 'shown' ? 1 : 0);

/** What is possible of a small count, where it is less than is promised; undefined where it is enough. */
function narrowed(made: TriedPackage, cell: number, reader: Reader, blind: Reader): string | undefined {
  const { level, threshold } = made;
  const own = made.counts[cell]?.value ?? 0;
  const canBe = (value: number): boolean => reader.isPossible(cell, value);
  const others = Array.from({ length: threshold + 5 }, (_, value) => value).filter((value) => value !== own);
  if (!others.some(canBe)) return `is ${own} and can be nothing else`;
  if (level === 'exact') return undefined;
  const high = level === 'strict' ? threshold : threshold - 1;
  if (!canBe(high)) return `is ${own} and cannot be ${high}`;
  // The least is what was possible before anything was printed that could have been hidden.
  const below = Array.from({ length: own }, (_, value) => value);
  const low = below.find(canBe) ?? own;
  const lower = below.find((value) => value < low && blind.isPossible(cell, value));
  return lower === undefined ? undefined : `is ${own} and cannot be ${lower}`;
}

const isSmall = ({ value }: TriedCount, made: TriedPackage): boolean =>
  value >= least(made) && value < made.threshold;

const seeds = (many: number): readonly number[] => Array.from({ length: many }, (_, index) => first + index);

/** Tables at which the solver gives up where the run before has left it. */
const givenUp = [3032, 3790];

/** What the readers of a package know too much of, where each number is printed or not. */
function learnt(
  made: TriedPackage,
  printed: (index: number) => number | undefined,
  told: readonly Relation[],
): string[] {
  const reader = new Reader(made, printed, told);
  const blind = new Reader(
    made,
    (index) => (made.counts[index]?.stays ? made.counts[index].value : undefined),
    [],
  );
  return made.counts.flatMap((own, cell) => {
    if (!isSmall(own, made)) return [];
    const less = printed(cell) === undefined ? narrowed(made, cell, reader, blind) : 'is printed';
    return less === undefined ? [] : [`${own.dataset} ${own.row} ${less}`];
  });
}

/** The counts of a package as the engine is asked about them. */
function systemOf(made: TriedPackage): System {
  const need = needOf({ ...made, never: [], weight: {}, position });
  return attainable({
    relations: made.relations,
    cells: made.counts.map((own) => ({
      value: own.value,
      least: own.value > 0 ? least(made) : 0,
      cost: own.stays ? Number.POSITIVE_INFINITY : 1,
      ...(isSmall(own, made) && { need }),
      ...(own.value >= made.threshold && { ifSmall: { below: made.threshold, need } }),
    })),
  });
}

test(`of ${many.tables} tables in which some counts are hidden the audit passes none that tells more than is promised`, async () => {
  const highs = await loadSolver();
  const tally = { passed: 0, told: 0 };
  for (const seed of [...seeds(many.tables), ...givenUp]) {
    const made = triedPackage(seed);
    const random = seededRandom(seed);
    const hidden = new Set(
      [...made.counts.keys()].filter((index) => {
        const own = made.counts[index];
        return own !== undefined && (isSmall(own, made) || (!own.stays && random() < 0.7));
      }),
    );
    const { disclosed } = audit(
      highs,
      systemOf(made),
      hidden,
      deadlineIn(60, () => performance.now()),
    );
    const told = learnt(made, (index) => (hidden.has(index) ? undefined : made.counts[index]?.value), []);
    if (disclosed.length === 0) expect(told, `SEED=${seed}`).toEqual([]);
    tally[disclosed.length === 0 ? 'passed' : 'told'] += 1;
  }
  expect(tally.passed).toBeGreaterThan(many.tables / 5);
  expect(tally.told).toBeGreaterThan(many.tables / 5);
});

test(`nothing more is learnt from all that is published of ${many.packages} packages`, async () => {
  let [published, told] = [0, 0];
  for (const seed of seeds(many.packages)) {
    const made = triedPackage(seed);
    const numberAt = await publishedNumbers(made);
    if (numberAt === undefined) continue;
    published += 1;
    const printed = (index: number): number | undefined => {
      const value = made.counts[index] && numberAt(made.counts[index]);
      return value?.kind === 'integer' ? Number(value.value) : undefined;
    };
    const calculated = made.calculated.flatMap((each) => {
      const value = numberAt(each);
      return value === undefined ? [] : each.tells(value);
    });
    expect(learnt(made, printed, calculated), `SEED=${seed}`).toEqual([]);
    const all = made.calculated.flatMap(({ tells, value }) => tells(value));
    told += learnt(made, printed, all).length;
  }
  expect(published).toBeGreaterThan(many.packages / 3);
  // The reader does find what columns tell that are calculated of hidden counts.
  expect(told).toBeGreaterThan(0);
});

type NumberAt = (place: Pick<TriedCount, 'dataset' | 'row' | 'measure'>) => Value | undefined;

/** Every number that is published; undefined where nothing can be. */
async function publishedNumbers({ files }: TriedPackage): Promise<NumberAt | undefined> {
  const { chosen: found } = await chosen(files);
  if (found?.lock === undefined) return undefined;
  const { data, problems } = await published({ ...files, [found.lock.path]: found.lock.text });
  expect(problems.filter((each) => each.includes(' error '))).toEqual([]);
  return ({ dataset, row, measure }) => data[dataset]?.rows[row]?.measures[measure];
}
