/**
 * Builds beside each other, and builds that are killed, by the program as a user runs it. A build is stopped between two
 * changes of names by a module that is loaded into it, so that nothing here depends on how fast anything is.
 * It needs a compiled `dist/`, as `npm test` makes.
 */
import { once } from 'node:events';
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownMark } from '../../src/host/processes/process-mark.js';
import { ended, expectWholeWhenKilled, SharedProject } from './shared-project.js';

describe.skipIf(process.platform === 'win32')('one build at a time', () => {
  // Of the lock itself `tests/host/output-lock.test.ts` says so in every run.
  test.runIf(process.env.DEEP)(
    'waits for another, says so, and loses nothing of what that one made',
    async () => {
      const project = new SharedProject();
      const { child: first, go } = await project.stopped(2, ['--only', 'a']);
      const firstEnd = ended(first);
      const second = project.start(['--only', 'b']);
      const secondEnd = ended(second);
      const [line] = (await once(second.stderr ?? second, 'data')) as [string];
      expect(line).toMatch(new RegExp(`^Waiting for another build into output, process ${first.pid}\n`));
      await go();
      expect(await firstEnd).toMatchObject({ code: 0 });
      expect(await secondEnd).toMatchObject({ code: 0 });
      expect(project.named).toEqual(['a', 'b']);
      expect(project.leftovers()).toEqual([]);
    },
  );

  test.runIf(process.env.DEEP)(
    'a build that has nothing to do waits for none, and none waits for one that is dead',
    async () => {
      const project = await SharedProject.withA();
      // Of this process, which lives.
      const claim = join(project.root, 'output', '.build', `building-${ownMark()}-0123abcd`);
      writeFileSync(claim, '');
      const unchanged = { code: 0, said: expect.stringContaining('Nothing changed') };
      expect(await ended(project.start(['--only', 'a']))).toMatchObject(unchanged);

      const [, start, place] = ownMark().split('-');
      renameSync(
        claim,
        join(project.root, 'output', '.build', `building-999999999-${start}-${place}-0123abcd`),
      );
      const built = { code: 0, said: expect.not.stringContaining('Waiting') };
      expect(await ended(project.start(['--only', 'b']))).toMatchObject(built);
      expect(project.leftovers()).toEqual([]);
    },
  );
});

describe.skipIf(process.platform === 'win32')('a build that is killed', () => {
  // Before its other changes of names: `npm run test:deep`.
  test('half way through leaves an output that the next build finds whole, though that one fails', () =>
    expectWholeWhenKilled(4));

  test.runIf(process.env.DEEP)(
    'in its first build leaves nothing that the next does not clear, though the report is gone',
    async () => {
      const project = new SharedProject();
      const { child } = await project.stopped(2, ['--only', 'a']);
      const end = ended(child);
      child.kill('SIGKILL');
      await end;
      mkdirSync(join(project.root, 'output', 'own'));
      const yaml = project.read('tallybook.yaml').replace(/^ {2}a: .*$/m, '');
      writeFileSync(join(project.root, 'tallybook.yaml'), yaml);
      expect(await ended(project.start(['--only', 'b']))).toMatchObject({ code: 0 });
      expect(project.named).toEqual(['b']);
      expect(readdirSync(join(project.root, 'output')).sort()).toEqual([
        '.build',
        'b',
        'manifest.json',
        'own',
      ]);
      expect(project.leftovers()).toEqual([]);
    },
  );
});
