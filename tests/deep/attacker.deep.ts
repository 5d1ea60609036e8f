/**
 * An attacker who has all that is published of a package, knows that all of its tables are of the same persons, and solves for the
 * numbers of persons behind them. Shares nothing with the audit: no relation is told to it, and none is looked for.
 */
import type { Highs } from 'highs';
import { expect, test } from 'vitest';
import { loadSolver } from '../../src/extensions/protect/engine/solver.js';
import { chosen, type ProjectFiles, published } from '../extensions/protect/protected-project.js';
import { type Count, type PersonsPackage, personsPackage } from './persons-packages.js';
import { seedOf } from './seed.js';

const packages = Number(process.env.RUNS ?? 200);
interface Known {
  readonly count: Count;
  /** Absent where it is hidden. */
  readonly printed: number | undefined;
}

/** A programme over the numbers of persons and the hidden counts, in the format LP of CPLEX. */
class Attack {
  readonly #rows: string[] = [];
  readonly #bounds: string[] = [];
  readonly #whole: string[] = [];

  constructor(
    readonly highs: Highs,
    known: readonly Known[],
    { atLeast, zeros }: PersonsPackage,
    least: number,
  ) {
    const at = new Map(known.map(({ count }, index) => [count, index]));
    const persons = new Set<number>();
    const sumOf = (terms: readonly (readonly [string, number])[]): string =>
      terms.map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`).join(' ');
    for (const [index, { count, printed }] of known.entries()) {
      for (const cell of count.sum.keys()) persons.add(cell);
      const sum = [...count.sum].map(([cell, factor]) => [`x${cell}`, factor] as const);
      if (printed !== undefined) this.#rows.push(`${sumOf(sum)} = ${printed}`);
      else {
        this.#rows.push(`${sumOf([...sum, [`y${index}`, -1]])} = 0`);
        this.#bounds.push(`${zeros === 'shown' ? 1 : 0} <= y${index} <= 2000`);
        this.#whole.push(`y${index}`);
      }
    }
    for (const terms of atLeast) {
      const open = terms.filter(([count]) => known[at.get(count) ?? -1]?.printed === undefined);
      const rest = terms.reduce(
        (sum, [count, factor]) => sum + factor * (known[at.get(count) ?? -1]?.printed ?? 0),
        0,
      );
      if (open.length > 0)
        this.#rows.push(
          `${sumOf(open.map(([count, factor]) => [`y${at.get(count)}`, factor] as const))} >= ${-rest}`,
        );
    }
    for (const cell of persons) this.#bounds.push(`${least} <= x${cell} <= 9000`);
  }

  /** The least or the most that a hidden count can be. */
  end(index: number, goal: 'Minimize' | 'Maximize'): number {
    const text = `${goal}\n y${index}\nSubject To\n ${this.#rows.join('\n ')}\nBounds\n ${this.#bounds.join('\n ')}\nGeneral\n ${this.#whole.join(' ')}\nEnd\n`;
    const found = this.highs.solve(text, { time_limit: 20 });
    if (found.Status !== 'Optimal') throw new Error(`${goal} of y${index}: ${found.Status}`);
    return Math.round(found.ObjectiveValue);
  }
}

/** What is chosen, after an office that is asked whether its tables have to do with one another has said so. */
async function answered(files: ProjectFiles) {
  const first = await chosen(files);
  const questions = first.problems.flatMap(
    (each) => /warning protect\/related: `([^`]+)`/.exec(each)?.[1] ?? [],
  );
  if (questions.length === 0) return { files, asked: 0, choice: first.chosen };
  const path = 'data/datapackage.yaml';
  const answers = questions.map((words) => `${JSON.stringify(words)}: They are the same persons`).join(', ');
  const said = (files[path] ?? '').replace('protect: {', `protect: {related: {${answers}}, `);
  const second = await chosen({ ...files, [path]: said });
  return {
    files: { ...files, [path]: said },
    asked: questions.length,
    choice: second.chosen,
  };
}

test(`nothing is learnt of small counts from ${packages} packages`, async () => {
  const highs = await loadSolver();
  const seed = seedOf('attacked packages');
  const tally = {
    attacked: 0,
    refused: 0,
    asked: 0,
    hidden: 0,
    small: 0,
    open: 0,
    narrowed: 0,
  };
  const found: string[] = [];
  for (let own = seed; own < seed + packages; own += 1) {
    const made = personsPackage(own);
    const { files, asked, choice } = await answered(made.files);
    tally.asked += asked;
    if (choice?.lock === undefined) {
      tally.refused += 1;
      continue;
    }
    const said = await published({ ...files, [choice.lock.path]: choice.lock.text });
    const errors = said.problems.filter((each) => / error /.test(each));
    expect(errors, `SEED=${own} RUNS=1`).toEqual([]);
    const known = made.counts.map((count): Known => {
      const value = said.data?.[count.dataset]?.rows[count.row]?.measures[count.measure];
      return { count, printed: value?.kind === 'integer' ? Number(value.value) : undefined };
    });
    const least = made.zeros === 'shown' ? 1 : 0;
    const isSmall = ({ value }: Count): boolean => value >= least && value < made.threshold;
    // What is known before anything but zeros is printed.
    const before = known.map(
      ({ count }): Known => ({ count, printed: least === 1 && count.value === 0 ? 0 : undefined }),
    );
    const attack = new Attack(highs, known, made, -9000);
    const blind = new Attack(highs, before, made, -9000);
    tally.attacked += 1;
    tally.hidden += known.filter(({ printed }) => printed === undefined).length;
    for (const [index, { count, printed }] of known.entries()) {
      if (!isSmall(count)) continue;
      tally.small += 1;
      if (printed !== undefined) {
        tally.open += 1;
        found.push(`SEED=${own}: ${count.dataset} ${count.row} ${count.measure} is printed`);
        continue;
      }
      const keeps = (by: Attack): string => {
        const [low, high] = [by.end(index, 'Minimize'), by.end(index, 'Maximize')];
        if (made.level === 'exact') return high > low ? '' : `${low}`;
        const to = made.level === 'strict' ? made.threshold : made.threshold - 1;
        if (high >= to && low <= least) return '';
        return high >= to && low <= Math.min(count.value, blind.end(index, 'Minimize'))
          ? ''
          : `${low} to ${high}`;
      };
      const learnt = keeps(attack);
      if (learnt !== '') {
        tally.narrowed += 1;
        found.push(`SEED=${own}: ${count.dataset} ${count.row} ${count.measure} ${made.level}: ${learnt}`);
      }
    }
  }
  console.log(tally);
  expect(tally.refused).toBeLessThan(packages / 10);
  expect(found).toEqual([]);
});
