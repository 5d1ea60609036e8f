/** The parent's side of `living.mjs`. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} LivingSession
 * @property {() => Promise<import('./living.mjs').Answer>} build
 * @property {() => Promise<void>} end
 */

/** Starts one. @param {{root: string, languages: string, folder: string}} options @returns {LivingSession} */
export function startLiving({ root, languages, folder }) {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'living.mjs');
  const child = spawn(process.execPath, [script, root, languages, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((resolve) => child.once('close', resolve));
  return {
    async build() {
      child.stdin.write('\n');
      const { value, done } = await answers.next();
      if (!done) return JSON.parse(value);
      await ended;
      throw new Error(`the session ended: ${err.slice(-3000)}`);
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
