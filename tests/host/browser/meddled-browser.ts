import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Candidate } from '../../../src/host/browser/candidate.js';
import { browserCandidates } from '../../../src/host/browser/candidates.js';
import { temporaryFolder } from '../temporary-folder.js';

/**
 * Returns the browser of these tests with something between it and us that meddles: `meddle` is the body of a function of
 * a `message` (what is said, as an object) and of `asked` (true when we say it, false when the browser does), which
 * returns what is passed on in its place: a message, a text that is none, or nothing. It may also end the `browser`.
 */
export async function meddledBrowser(meddle: string): Promise<Candidate> {
  const real = await browserCandidates(process.env)[0]?.locate(false);
  if (real === undefined) throw new Error('there is no browser');
  const folder = temporaryFolder();
  const between = join(folder, 'between.mjs');
  writeFileSync(
    between,
    `import { spawn } from 'node:child_process';
    import { Socket } from 'node:net';
    const browser = spawn(${JSON.stringify(real.executable)}, process.argv.slice(2), {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'],
      env: { ...process.env, LD_LIBRARY_PATH: ${JSON.stringify(real.libraries ?? '')} },
    });
    browser.once('exit', (code) => process.exit(code ?? 1));
    const meddle = (message, asked) => { ${meddle} };
    const pass = (from, to, asked) => {
      let kept = '';
      from.setEncoding('utf8').on('data', (text) => {
        const messages = (kept + text).split('\\0');
        kept = messages.pop();
        for (const message of messages) {
          const passed = meddle(JSON.parse(message), asked);
          if (passed !== undefined) to.write((typeof passed === 'string' ? passed : JSON.stringify(passed)) + '\\0');
        }
      });
      from.on('end', () => browser.kill('SIGKILL'));
      for (const each of [from, to]) each.on('error', () => {});
    };
    pass(new Socket({ fd: 3 }), browser.stdio[3], true);
    pass(browser.stdio[4], new Socket({ fd: 4 }), false);`,
  );
  const executable = join(folder, 'browser');
  writeFileSync(executable, `#!/bin/sh\nexec '${process.execPath}' '${between}' "$@"\n`);
  chmodSync(executable, 0o755);
  return { kind: 'named', name: 'meddled', repairable: false, locate: async () => ({ executable }) };
}
