/**
 * A session that lives: builds a project again whenever a line comes in, in one process whose browser, threads and memory
 * stay. Arguments: the project, its languages (commas, or nothing for all), a folder to keep what was printed in. Answers each
 * line with one of JSON: the time of the build and of its steps in milliseconds, and what the browser was given to print.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { compiled } from './compiled.mjs';

/** @type {typeof import('../../src/commands/build/build.js')} */
const { build } = await import(compiled('commands/build/build.js'));
/** @type {typeof import('../../src/session/session.js')} */
const { openSession } = await import(compiled('session/session.js'));

/**
 * @typedef {object} Answer
 * @property {number} ms
 * @property {Readonly<Record<string, number>>} steps
 * @property {number} pages Of all PDFs of the project.
 * @property {readonly Printed[]} printed
 */
/**
 * @typedef {object} Printed A document that the browser was given.
 * @property {string} document By its title and language.
 * @property {string} file The document as it was last printed.
 * @property {number} prints How often it was printed, in whatever order of its figures.
 * @property {boolean} [moved] A layout rule moved a figure of it.
 */

const [root = '.', languages = '', folder = '.'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
/** @type {Map<string, Printed>} */
let printed = new Map();
const session = livingSession();
for await (const _ of createInterface({ input: process.stdin })) {
  printed = new Map();
  process.stdout.write(`${JSON.stringify(await buildOnce())}\n`);
}
await session.end();

/** @returns {Promise<Answer>} */
async function buildOnce() {
  /** @type {Record<string, number>} */
  const begun = {};
  /** @type {Record<string, number>} */
  const steps = {};
  const begin = performance.now();
  const { diagnostics, outputs, output } = await build({
    root,
    only: [],
    languages: languages === '' ? [] : languages.split(','),
    formats: [],
    draft: false,
    env: process.env,
    debug: false,
    session: session.session,
    progress: ({ step, state, target }) => {
      const name = target === undefined ? step : `${step} ${target.report} ${target.language}`;
      if (state === 'begin') begun[name] = performance.now();
      else steps[name] = performance.now() - (begun[name] ?? 0);
    },
  });
  const ms = performance.now() - begin;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 1));
  const pages = outputs.reduce((sum, each) => sum + (each.pages ?? 0), 0);
  const moved = new Set(outputs.filter(({ pages: some }) => some !== undefined).flatMap(({ path }) => movedIn(join(root, output, path))));
  return { ms, steps, pages, printed: [...printed.values()].map((each) => ({ ...each, moved: moved.has(each.document) })) };
}

/** The document of this PDF, where what is published with it says that a figure was moved. @param {string} pdf @returns {string[]} */
function movedIn(pdf) {
  const { title, language, moved = [] } = JSON.parse(readFileSync(join(dirname(pdf), 'published.json'), 'utf8'));
  return moved.length > 0 ? [documentName(title, language)] : [];
}

/** A session that a build does not put to rest, and that keeps what is printed. */
function livingSession() {
  const session = openSession(process.env);
  /** @type {import('../../src/session/session.js').Session} */
  const living = {
    ...session,
    rest: async () => {},
    workerPool: (needs) => {
      const workerPool = session.workerPool(needs);
      return { ...workerPool, printer: async () => watched(await workerPool.printer()) };
    },
  };
  return { session: living, end: () => session.rest() };
}

/** @param {import('../../src/host/host.js').Printer} printer @returns {import('../../src/host/host.js').Printer} */
function watched(printer) {
  return {
    version: printer.version,
    close: () => printer.close(),
    print: (html, work, options) =>
      printer.print(
        html,
        (page) =>
          work({
            reservePageNumbers: (text) => page.reservePageNumbers(text),
            setPageNumbers: (numbers) => page.setPageNumbers(numbers),
            pdf: (how) => {
              keep(html);
              return page.pdf(how);
            },
            picture: (area) => page.picture(area),
          }),
        options,
      ),
  };
}

/** @param {string} html */
function keep(html) {
  const name = documentName(/<title[^>]*>([^<]*)/.exec(html)?.[1] ?? '', /<html[^>]* lang="([^"]*)"/.exec(html)?.[1] ?? '');
  const file = join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 12)}.html`);
  const prints = (printed.get(name)?.prints ?? 0) + 1;
  printed.set(name, { document: name, file, prints });
  writeFileSync(file, html);
}

/** @param {string} title @param {string} language */
function documentName(title, language) {
  return `${title.replaceAll('&amp;', '&')} (${language})`;
}
