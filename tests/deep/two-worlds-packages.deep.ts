/** Two worlds, on small packages made by lot: two tables with totals in common, some of them over a hierarchy of places. */
import { expect, test } from 'vitest';
import { chosen, type ProjectFiles } from '../extensions/protect/protected-project.js';
import { differences, outputsOf } from '../extensions/protect/publications.js';
import { lots } from '../extensions/protect/random-systems.js';
import { acceptedWorlds, type World } from '../extensions/protect/worlds.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { packageEdition, randomPackage } from './random-packages.js';
import { seedOf } from './seed.js';

const packages = Number(process.env.RUNS ?? 24);

/** Worlds that are built of each package, beside its own. */
const most = 3;

test('every package makes the same pages and downloads in every world that agrees in what is printed', async () => {
  const seed = seedOf('packages');
  const tally = { built: 0, worlds: 0, refused: 0, related: 0 };
  for (let own = seed; own < seed + packages; own += 1) {
    const files = await protectedPackage(own);
    if (files === undefined) {
      tally.refused += 1;
      continue;
    }
    const first = await outputsOf(files, temporaryFolder());
    expect(Object.keys(first), `SEED=${own} RUNS=1: ${first.refused}`).toContain('persons/en/persons.html');
    const worlds = (await acceptedWorlds(files, packageEdition)).filter((world) => isOther(world, files));
    for (const { name, files: other } of some(worlds, own)) {
      const found = differences(first, await outputsOf(other, temporaryFolder()));
      expect(found, `SEED=${own} RUNS=1, ${name}`).toEqual([]);
      tally.worlds += 1;
    }
    tally.built += 1;
    if (files['protection.lock.yaml']?.includes('related:') === true) tally.related += 1;
  }
  process.stdout.write(
    `packages: ${tally.built} built (${tally.related} with relations in their lock), ${tally.worlds} other worlds, ${tally.refused} that cannot be protected\n`,
  );
  expect(tally.worlds).toBeGreaterThanOrEqual(tally.built);
  expect(tally.built).toBeGreaterThanOrEqual(tally.refused);
  expect(tally.related).toBeGreaterThan(packages / 8);
});

/** The package with what is hidden of it; undefined where no choice is good enough, which stops a build. */
async function protectedPackage(seed: number): Promise<ProjectFiles | undefined> {
  const files = randomPackage(seed);
  const { chosen: found, problems } = await chosen(files, packageEdition);
  if (found?.lock !== undefined) return { ...files, [found.lock.path]: found.lock.text };
  expect(problems.join('\n'), `SEED=${seed} RUNS=1`).toContain('protect/impossible');
  return undefined;
}

const isOther = ({ files }: World, own: ProjectFiles): boolean =>
  Object.keys(own).some((file) => files[file] !== own[file]);

/** Some of the worlds, by lot. */
function some(worlds: readonly World[], seed: number): World[] {
  const lot = lots(seed + 1);
  const left = [...worlds];
  return Array.from({ length: Math.min(most, left.length) }, () => left.splice(lot(left.length), 1)).flat();
}
