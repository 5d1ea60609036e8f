/**
 * Machines that fail in the middle, and readers that go: each ends with the exit code of `docs/ci.md` and a named problem,
 * never with a stack. By the program as a user runs it: it needs a compiled `dist/`, as `npm test` makes.
 */
import { describe, expect, test } from 'vitest';
import { someOf } from '../support/runs.js';
import { expectTooFewFiles, shell } from './project-shell.js';

/** Where no folder can be made for what is kept between builds. */
const homeless = { HOME: '/proc', XDG_CACHE_HOME: '', TALLYBOOK_CACHE: '' };

describe.skipIf(process.platform !== 'linux')('what is said', () => {
  test.runIf(process.env.DEEP)(
    'to a reader that goes is not missed, on either stream: the build is whole',
    () => {
      const { code, out, isBuilt } = shell('set -o pipefail; tallybook build --format html 2>&1 | head -1');
      expect({ code, out, isBuilt }).toEqual({ code: 0, out: 'Reading data\n', isBuilt: true });
      if (process.env.DEEP)
        expect(shell('set -o pipefail; tallybook check --json nowhere | head -0').code).toBe(1);
    },
  );

  test('and finds no room is an error, after the build is done', () => {
    const full = shell('tallybook --help > /dev/full');
    expect(full.code).toBe(3);
    expect(full.err).toContain(
      'error host/stream: Not all messages could be written to the standard output (ENOSPC)',
    );
    if (!process.env.DEEP) return;
    for (const stream of ['1', '2'])
      expect(shell(`tallybook build --format html ${stream}> /dev/full`)).toMatchObject({
        code: 3,
        isBuilt: true,
      });
  });
});

describe.skipIf(process.platform !== 'linux')('a machine', () => {
  test('whose current folder is gone is told so', () => {
    const { code, err } = shell('mkdir gone; cd gone; rmdir ../gone; tallybook check');
    expect(code).toBe(3);
    expect(err).toContain('error host/current-folder: ');
    expect(err).toMatch(/^ {2}hint: .*`cd`/m);
  });

  // With other numbers it ends in other places: `npm run test:deep`.
  test.each(process.env.DEEP ? [21, 50] : [21])('that lets open %d files is told so', expectTooFewFiles);

  test.runIf(process.env.DEEP)('without a temporary folder is told so', () => {
    const { code, err, isBuilt } = shell('tallybook build', { TMPDIR: '/nowhere' });
    expect({ code, isBuilt }).toEqual({ code: 3, isBuilt: false });
    expect(err).toMatch(/error host\/write: .*`\/nowhere`.*\n {2}hint: .*`TMPDIR`/);
  });

  test.runIf(process.env.DEEP)('whose home takes no folder builds all the same', () => {
    // It prints too, from a browser that it unpacks elsewhere: `npm run test:deep` looks at that.
    expect(shell('tallybook build --format html', homeless)).toMatchObject({ code: 0, isBuilt: true });
  });

  const thrown = [
    ["Promise.reject({ reason: 'odd' })", "{ reason: 'odd' }"],
    ['throw undefined', 'itself failed: undefined'],
    ["throw 'plain'", 'itself failed: plain'],
    ["Promise.reject({ message: 'of an event' })", 'itself failed: of an event'],
  ] as const;
  test.each(someOf(thrown, ["Promise.reject({ reason: 'odd' })"]))(
    'on which something odd is thrown says what: %s',
    (thrown, said) => {
      // Once the program has said its first word, and so runs.
      const late = `const { stderr } = process, say = stderr.write; stderr.write = (...text) => {
      stderr.write = say; setImmediate(() => { ${thrown} }); return say.apply(stderr, text); };`;
      const NODE_ARGUMENTS = `--import 'data:text/javascript,${encodeURIComponent(late).replaceAll("'", '%27')}'`;
      const { code, err } = shell('tallybook check', { NODE_ARGUMENTS });
      expect(code).toBe(3);
      expect(err).toContain('error host/internal: ');
      expect(err).toContain(said);
    },
  );
});
