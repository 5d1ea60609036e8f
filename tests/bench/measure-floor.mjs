/** The floor: what printing the same documents once costs anyone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from './processes.mjs';
import { compiled } from './compiled.mjs';

/** @type {typeof import('../../src/host/browser/candidates.js')} */
const { browserCandidates } = await import(compiled('host/browser/candidates.js'));
/** @type {typeof import('../../src/host/browser/fontconfig.js')} */
const { fontconfig } = await import(compiled('host/browser/fontconfig.js'));
/** @type {typeof import('../../src/host/node-host.js')} */
const { toolRoot } = await import(compiled('host/node-host.js'));
/** @type {typeof import('../../src/commands/build/build.js')} */
const { build } = await import(compiled('commands/build/build.js'));

/**
 * @typedef {object} Floor
 * @property {readonly string[]} documents Paths of the finished HTML.
 * @property {number} pages Of all PDFs.
 * @property {string} program JSON for `floor.mjs`.
 */

const here = dirname(fileURLToPath(import.meta.url));

/** Makes the documents of a built project. @param {string} root @param {string} folder @returns {Promise<Floor>} */
export async function prepareFloor(root, folder) {
  mkdirSync(join(folder, 'html'), { recursive: true });
  const { out } = await runNode([join(here, 'print-html.mjs'), root, join(folder, 'html')]);
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(fonts, fontconfig(join(toolRoot(), 'fonts', 'system'), join(folder, 'fontconfig')));
  return {
    documents: out.trim().split('\n'),
    pages: await pagesOf(root),
    program: JSON.stringify({ ...(await browser()), fonts }),
  };
}

/** Milliseconds of one process that prints all of it. @param {Floor} floor */
export async function measureFloor({ program, documents }) {
  return (await runNode([join(here, 'floor.mjs'), program, ...documents])).ms;
}

/** Nothing changed since it was built, so that this only reads. @param {string} root */
async function pagesOf(root) {
  const all = { only: [], languages: [], formats: [], draft: false, debug: false, env: process.env };
  const { outputs } = await build({ ...all, root, progress: () => {} });
  return outputs.reduce((sum, { pages = 0 }) => sum + pages, 0);
}

/** The browser that a build would take. */
async function browser() {
  for (const candidate of browserCandidates(process.env)) {
    const found = await candidate.locate(false);
    if (found !== undefined) return found;
  }
  throw new Error('no browser');
}
