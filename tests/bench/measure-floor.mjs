/** The floor: what printing the same documents costs anyone. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.mjs';
import { runNode } from './processes.mjs';

/** @type {typeof import('../../src/host/browser/candidates.js')} */
const { browserCandidates } = await import(compiled('host/browser/candidates.js'));
/** @type {typeof import('../../src/host/browser/fontconfig.js')} */
const { fontconfig } = await import(compiled('host/browser/fontconfig.js'));
/** @type {typeof import('../../src/host/node-host.js')} */
const { toolRoot } = await import(compiled('host/node-host.js'));

/**
 * @typedef {object} Floor
 * @property {readonly string[]} once Paths of the finished documents.
 * @property {readonly string[]} again Those of them that are printed twice, since a layout rule moved a block.
 * @property {string} program JSON for `floor.mjs`.
 */
/**
 * @typedef {object} FloorTime
 * @property {number} one Milliseconds of a process that prints each document once.
 * @property {number} ms The same where what was moved is printed twice.
 * @property {import('./process-watch.mjs').Watched} watched The latter.
 */

const here = dirname(fileURLToPath(import.meta.url));

/** @param {readonly import('./living.mjs').Printed[]} printed @param {string} folder For what the browser needs. @returns {Promise<Floor>} */
export async function prepareFloor(printed, folder) {
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(fonts, fontconfig(join(toolRoot(), 'fonts', 'system'), join(folder, 'fontconfig')));
  return {
    once: printed.map(({ file }) => file),
    again: printed.filter(({ moved }) => moved).map(({ file }) => file),
    program: JSON.stringify({ ...(await browser()), fonts }),
  };
}

/**
 * @param {Floor} floor @param {{memory?: boolean, pages?: number}} [options] `pages`: so many at once, each used again; else a new one for each document.
 * @returns {Promise<FloorTime>}
 */
export async function measureFloor({ program, once, again }, { memory = false, pages = 0 } = {}) {
  const input = JSON.stringify({ ...JSON.parse(program), once, again, pages });
  const { ms, out, watched } = await runNode([join(here, 'floor.mjs')], { input, memory });
  return { ms, one: ms - Number(out), watched };
}

/** The browser that a build would take. @returns {Promise<{ executable: string, libraries?: string | undefined }>} */
export async function browser() {
  for (const candidate of browserCandidates(process.env)) {
    const found = await candidate.locate(false);
    if (found !== undefined) return found;
  }
  throw new Error('no browser');
}
