/**
 * `npm run pages`: how full the pages of finished PDFs are, how long their lines, and in which sizes they are set, beside what
 * is aimed at. It reads the PDFs of `output/`, or those below the folders that are named.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.mjs';

/**
 * @typedef {import('../../src/outputs/pdf/content/graphics-state.js').Box} Box
 * @typedef {import('../../src/outputs/pdf/structure/structure-tree.js').StructureElement} StructureElement
 * @typedef {{ page: number, box: Box }} Placed
 *
 * @typedef {object} SheetMeasure
 * @property {number} page From 1.
 * @property {number} filled The part of its text area down to its last line, from 0 to 1.
 * @property {boolean} isEnd The next page begins a chapter, or there is none.
 * @property {string} next The first words of the next page.
 *
 * @typedef {object} PdfMeasure
 * @property {readonly SheetMeasure[]} sheets
 * @property {readonly number[]} lines The characters of each full line of running text.
 * @property {ReadonlyMap<number, number>} sizes How many letters of what is read are set in each size.
 * @property {number} body The size of most running text, in points.
 */

/** How full a page is to be that is no chapter's last, and every page. */
export const [least, leastOfAll] = [0.7, 0.4];
/** How many characters a line is to have. */
const [shortest, longest] = [65, 80];

/** The elements that hold running text, and those whose words are something else. */
const text = new Set(['P', 'LBody', 'BlockQuote']);
const apart = new Set(['Table', 'Figure', 'TOC', 'Caption', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

/** @param {Uint8Array} bytes @param {{ top: number, bottom: number }} margins @returns {Promise<PdfMeasure>} */
export async function measurePdf(bytes, margins) {
  /** @type {typeof import('../../src/outputs/pdf/load.js')} */
  const { loadPdf } = await import(compiled('outputs/pdf/load.js'));
  /** @type {typeof import('../../src/outputs/pdf/content/page-content.js')} */
  const { pageNumbersOf, readContentStreams } = await import(compiled('outputs/pdf/content/page-content.js'));
  /** @type {typeof import('../../src/outputs/pdf/content/page-painter.js')} */
  const { readPaintedText } = await import(compiled('outputs/pdf/content/page-painter.js'));
  /** @type {typeof import('../../src/outputs/pdf/content/printed-words.js')} */
  const { readAloud, readWords } = await import(compiled('outputs/pdf/content/printed-words.js'));
  /** @type {typeof import('../../src/outputs/pdf/structure/structure-tree.js')} */
  const { readStructure } = await import(compiled('outputs/pdf/structure/structure-tree.js'));
  /** @type {typeof import('../../src/outputs/layout/placed-text.js')} */
  const { joinPieces } = await import(compiled('outputs/layout/placed-text.js'));
  const pdf = await loadPdf(bytes);
  const elements = readStructure(pdf);
  if (elements === undefined) throw new Error('This PDF has no tags: Tallybook did not make it.');
  const painted = readPaintedText(pdf, readContentStreams(pdf));
  const { pictures, sheets } = readWords(pdf, painted, elements);
  const pageOf = pageNumbersOf(pdf);
  const around = parentsOf(elements);
  const read = readAloud(painted, elements).map(({ painted: { text: words, box }, stream, element }) => ({
    words,
    box,
    page: pageOf(stream.page),
    within: chainOf(element, around),
  }));
  const drawn = pictures.flat().flatMap(({ page, box }) => (box === undefined ? [] : [{ page, box }]));
  const running = read.filter(({ within }) => within.some(({ type }) => text.has(type)) && !within.some(({ type }) => apart.has(type)));
  const sizes = countSizes(read);
  return {
    sheets: measureSheets(read, drawn, { sheets, joinPieces }, margins),
    lines: fullLines(running, commonest(countSizes(running))),
    sizes,
    body: commonest(countSizes(running)),
  };
}

/** @param {readonly StructureElement[]} elements */
function parentsOf(elements) {
  /** @type {Map<StructureElement, StructureElement>} */
  const parents = new Map();
  /** @param {StructureElement} element */
  const visit = (element) => {
    for (const kid of element.kids) {
      if (kid.kind !== 'element') continue;
      parents.set(kid, element);
      visit(kid);
    }
  };
  for (const element of elements) visit(element);
  return parents;
}

/** An element and all around it. @param {StructureElement} element @param {ReadonlyMap<StructureElement, StructureElement>} parents */
function chainOf(element, parents) {
  const chain = [element];
  for (let at = parents.get(element); at !== undefined; at = parents.get(at)) chain.push(at);
  return chain;
}

/** @typedef {Placed & { words: string, within: readonly StructureElement[] }} Read */

/** What a size is called: letters take 0.95 of it, from what hangs below the line to their heads. @param {Placed} placed */
const sizeOf = ({ box }) => Math.round(((box.top - box.bottom) / 0.95) * 4) / 4;

/** @param {readonly Read[]} read */
function countSizes(read) {
  /** @type {Map<number, number>} */
  const sizes = new Map();
  for (const each of read) sizes.set(sizeOf(each), (sizes.get(sizeOf(each)) ?? 0) + each.words.length);
  return sizes;
}

/** @param {ReadonlyMap<number, number>} sizes */
const commonest = (sizes) => [...sizes].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0])[0];

/**
 * @param {readonly Read[]} read @param {readonly Placed[]} drawn
 * @param {{ sheets: readonly { height: number }[], joinPieces: typeof import('../../src/outputs/layout/placed-text.js').joinPieces }} papers @param {{ top: number, bottom: number }} margins
 * @returns {SheetMeasure[]}
 */
function measureSheets(read, drawn, { sheets, joinPieces }, { top, bottom }) {
  return sheets.flatMap(({ height }, index) => {
    const page = index + 1;
    const placed = [...read, ...drawn].filter((each) => each.page === page);
    if (placed.length === 0) return [];
    const lowest = Math.min(...placed.map(({ box }) => box.bottom));
    const following = read.filter((each) => each.page === page + 1);
    const [first] = following;
    const isEnd = first === undefined || first.within.some(({ type }) => type === 'H2');
    const next = joinPieces(following.slice(0, 12).map(({ words, box }) => ({ text: words, box }))).slice(0, 60);
    return [{ page, filled: (height - top - lowest) / (height - top - bottom), isEnd, next }];
  });
}

/**
 * The characters of the lines that the text fills: not the last of a paragraph.
 * @param {readonly Read[]} running @param {number} body
 */
function fullLines(running, body) {
  /** @type {number[]} */
  const lines = [];
  /** @type {{ block: StructureElement | undefined, base: number, page: number, count: number } | undefined} */
  let line;
  for (const each of running) {
    if (Math.abs(sizeOf(each) - body) > 0.3) continue;
    const block = each.within.find(({ type }) => text.has(type));
    const isSame = line !== undefined && line.block === block && line.page === each.page && Math.abs(line.base - each.box.bottom) < body / 3;
    if (isSame && line !== undefined) line.count += each.words.length;
    else {
      // The line before was full, since its paragraph goes on.
      if (line !== undefined && line.block === block) lines.push(line.count);
      line = { block, base: each.box.bottom, page: each.page, count: each.words.length };
    }
  }
  return lines;
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const percent = (/** @type {number} */ part) => `${Math.floor(part * 100)} %`;

/** What is printed of one PDF: a line of figures, and one for each page that misses. @param {string} name @param {PdfMeasure} measure */
export function describe(name, { sheets, lines, sizes, body }) {
  const within = lines.filter((count) => count >= shortest && count <= longest).length;
  const letters = [...sizes.values()].reduce((sum, count) => sum + count, 0);
  const shares = [...sizes]
    .sort((a, b) => b[1] - a[1])
    .filter(([, count]) => count / letters >= 0.01)
    .map(([size, count]) => `${size} pt ${percent(count / letters)}`);
  const inside = sheets.filter(({ isEnd }) => !isEnd);
  const missing = sheets.filter(({ filled, isEnd }) => filled < leastOfAll || (filled < least && !isEnd));
  return [
    name,
    `  ${sheets.length} pages, ${percent(sheets.reduce((sum, { filled }) => sum + filled, 0) / Math.max(1, sheets.length))} filled; within chapters ${inside.length}, the emptiest ${percent(Math.min(1, ...inside.map(({ filled }) => filled)))}`,
    `  lines of ${median(lines)} characters, ${percent(within / Math.max(1, lines.length))} of them ${shortest} to ${longest}; text in ${body} pt`,
    `  sizes: ${shares.join(', ')}`,
    ...missing.map(({ page, filled, isEnd, next }) => `  page ${page}: ${percent(filled)}, ${isEnd ? 'the last of its chapter' : `before “${next}”`}`),
  ];
}

/** @param {string} folder @returns {string[]} */
function pdfsIn(folder) {
  if (statSync(folder).isFile()) return [folder];
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile() && entry.name.endsWith('.pdf')).map((entry) => join(entry.parentPath, entry.name)).sort();
}

async function main() {
  const repository = fileURLToPath(new URL('../..', import.meta.url));
  const asked = process.argv.slice(2);
  /** @type {typeof import('../../src/outputs/layout/layout.js')} */
  const { pageMargins } = await import(compiled('outputs/layout/layout.js'));
  const margins = pageMargins(readFileSync(join(repository, 'src', 'theme', 'print.css'), 'utf8'));
  for (const file of (asked.length === 0 ? [join(repository, 'output')] : asked.map((each) => resolve(each))).flatMap(pdfsIn)) {
    const measure = await measurePdf(readFileSync(file), margins);
    process.stdout.write(`${describe(relative(process.cwd(), file), measure).join('\n')}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
