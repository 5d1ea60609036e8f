import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportedAlternatives } from '../../../src/extensions/protect/choose/protection-outlook.js';
import { noChoice } from '../../../src/extensions/protect/choose/protection-report.js';
import { answer } from '../../../src/extensions/protect/engine/protection-process.js';
import { repository } from '../../house/repository.js';
import { chosen, here, locked, type ProjectFiles, published } from './protected-project.js';

/** Victims by year and nationality, as the project has them, with another policy. */
const victims = (policy: string): ProjectFiles => ({
  'data/datapackage.yaml': `resources:
  - name: victims
    path: victims.csv
    title: Victims
    about: persons
    protect: ${policy}
    schema:
      missingValues: [{value: "[blank]", label: none recorded, adds: 0}]
      primaryKey: [year, nationality]
      fields:
        - {name: year, type: year, total: total}
        - {name: nationality, total: total, categories: [kosovar, moldovan, albanian, romanian, bulgarian, serbian, polish, other, total]}
        - {name: victims, type: integer, unit: persons}
        - {name: note, role: note}
`,
  'data/victims.csv': readFileSync(join(repository, 'data/victims-by-nationality.csv'), 'utf8'),
});

async function around(files: ProjectFiles) {
  const { chosen: found, problems } = await chosen(files, 2015, true);
  if (found?.alternatives === undefined) throw new Error(problems.join('\n'));
  return { found, ...reportedAlternatives(found.alternatives) };
}

test.runIf(process.env.DEEP)(
  'six years of victims: what other policies would hide is told, each proven',
  async () => {
    const { policies } = await around(victims('{threshold: 5}'));
    expect(policies.map(({ threshold, level, hidden, why }) => [threshold, level, hidden, why])).toEqual([
      [5, 'exact', 21, 'proven'],
      [5, 'strict', 26, 'proven'],
      [3, 'range', 21, 'proven'],
      [10, 'range', expect.any(Number), 'proven'],
      [15, 'range', expect.any(Number), 'proven'],
    ]);
  },
);

test.runIf(process.env.DEEP)(
  'a proposal is written as it says, and hides as many counts as it says',
  async () => {
    const policy = 'threshold: 5';
    const { found, proposals } = await around(victims(`{${policy}}`));
    const now = 'cells' in found.choice ? found.choice.cells.length : 0;
    expect(now).toBe(24);
    expect(proposals.map(({ yaml }) => yaml)).toContain('leave-out: {year: all}');
    expect(proposals.some(({ yaml }) => yaml.startsWith('merge: {nationality: {other: ['))).toBe(true);
    // Each is published: one in every run, all by `npm run test:deep`.
    for (const { yaml, hidden, counts, why } of process.env.DEEP ? proposals : proposals.slice(0, 1)) {
      expect(hidden).toBeLessThan(now);
      expect(why).toBe('proven');
      const files = await locked(victims(`{${policy}, ${yaml}}`));
      const { data, problems } = await published(files);
      expect(problems).toEqual([]);
      const values = (data.victims?.rows ?? []).flatMap(({ measures }) => measures.victims ?? []);
      expect(values.filter(({ kind }) => kind === 'suppressed')).toHaveLength(hidden ?? -1);
      expect(values).toHaveLength(counts);
    }
  },
);

test('where nothing protects the small counts, the error names tables that do', async () => {
  const { found } = await around(
    victims('{threshold: 5, never: [kosovar, moldovan, albanian, romanian, serbian, other, total]}'),
  );
  if (found.choice.kind === 'chosen') throw new Error('something was chosen');
  const [problem] = noChoice(found.choice, [], found.alternatives);
  expect(problem?.code).toBe('protect/impossible');
  expect(problem?.hint).toMatch(/; or write under `protect` `[^`]+` \(\d+ hidden\)/);
});

test('what was not found in time is not told as found', async () => {
  let asked = 0;
  const { chosen: found } = await chosen(victims('{threshold: 5}'), 2015, true, {
    ...here,
    askProtection: async (question) => {
      // The choice and its audit are answered; what would be otherwise is not.
      asked += 1;
      return asked > 2 ? { kind: 'time' } : answer(question, 20);
    },
  });
  expect(found?.alternatives?.proposals).toEqual([]);
  expect(
    found?.alternatives?.policies.every(({ hidden, why }) => hidden === undefined && why === 'time'),
  ).toBe(true);
});

test('where all around small counts is hidden, a warning says how much', async () => {
  const { problems } = await chosen(victims('{threshold: 5}'), 2015, false, {
    ...here,
    askProtection: async (question) => {
      const found = await answer(question, 20);
      return found.kind === 'suppress' ? { ...found, around: 4 } : found;
    },
  });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('warning protect/around: Counts hidden around small ones: 4, more than');
});
