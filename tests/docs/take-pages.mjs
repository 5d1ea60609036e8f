// The picture of pages of both PDFs in `docs/images/`, drawn by poppler and put together by ImageMagick.
// Pages are chosen by the id of what stands on them, so that a report without it ends the run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A cell holds one page upright, or two across, one above the other. Without an id it is the first.
 * @type {{ report: string, id?: string, pages?: number }[]}
 */
const cells = [
  { report: 'annual-report' },
  { report: 'annual-report', id: 'sec-brief' },
  { report: 'annual-report', id: 'tbl-scorecard-2' },
  { report: 'annual-report', id: 'fig-nationality' },
  { report: 'annual-report', id: 'sec-matrix', pages: 2 },
  { report: 'shadow-report' },
  { report: 'shadow-report', id: 'tbl-identified' },
  { report: 'shadow-report', id: 'par-statements' },
];
/** In pixels, of a page upright; A4 is 1 to the root of 2, and two across fill as much with the same space between. */
const [width, height, space] = [492, 696, 4];
const grey = '#d4d4d4';

/**
 * Draws the pages into a file, or returns which program is not there.
 * @param {string} file
 */
export function takePages(file) {
  const missing = ['pdfinfo', 'pdftoppm', 'montage', 'mogrify'].find(
    (program) => spawnSync(program, ['-version']).error,
  );
  if (missing !== undefined) return missing;
  const folder = mkdtempSync(join(tmpdir(), 'tallybook-pages-'));
  try {
    const drawn = cells.map((cell, index) => drawCell(cell, join(folder, `${index}`)));
    run('montage', [...drawn, ...laid('4x', width, height, space), file]);
    // A palette makes the file a tenth as large; the time is left out, so that equal pages are equal files.
    const palette = ['+dither', '-treedepth', '8', '-colors', '200', '-define', 'png:format=png8'];
    run('mogrify', [...palette, '-strip', '-define', 'png:exclude-chunks=date,time', file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return undefined;
}

/**
 * @param {(typeof cells)[number]} cell
 * @param {string} path
 */
function drawCell({ report, id, pages = 1 }, path) {
  const pdf = `output/${report}/en/${report}.pdf`;
  const first = id === undefined ? 1 : pageOf(pdf, id);
  const drawn = Array.from({ length: pages }, (_, index) => {
    const page = `${first + index}`;
    const size = ['-scale-to-x', `${width}`, '-scale-to-y', '-1'];
    run('pdftoppm', ['-png', '-singlefile', '-f', page, '-l', page, ...size, pdf, `${path}-${page}`]);
    return `${path}-${page}.png`;
  });
  if (pages === 1) return `${path}-${first}.png`;
  run('montage', [...drawn, ...laid('1x', width, (height - 2 * space) / 2, space / 2), `${path}.png`]);
  return `${path}.png`;
}

/** @type {(tile: string, across: number, down: number, between: number) => string[]} */
const laid = (tile, across, down, between) => {
  const geometry = `${across}x${down}+${between}+${between}`;
  return ['-tile', tile, '-geometry', geometry, '-background', grey, '-strip'];
};

/**
 * @param {string} pdf
 * @param {string} id
 */
function pageOf(pdf, id) {
  const line = run('pdfinfo', ['-dests', pdf]).split('\n').find((each) => each.endsWith(`"${id}"`));
  if (line === undefined) throw new Error(`${pdf} has no ${id}`);
  return Number.parseInt(line, 10);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
