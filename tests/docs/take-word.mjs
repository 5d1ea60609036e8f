// The picture of pages of a Word file above those of the PDF, in `docs/images/`. LibreOffice prints the Word file, since nobody has Word where pictures
// are taken. Pages are found by what stands on them, so that a report without it ends the run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const name = 'output/annual-report/en/annual-report';
/** Words that only these pages have, the first of them the cover. */
const shown = [undefined, 'Actions by status', 'Most victims were from Kosovo'];
/** In pixels, of a page. */
const [width, space] = [380, 4];

/**
 * Draws the pages into a file, or returns which program is not there.
 * @param {string} file
 */
export function takeWord(file) {
  const needed = ['soffice', 'pdftoppm', 'pdftotext', 'montage', 'mogrify'];
  const missing = needed.find((program) => spawnSync(program, ['--version']).error);
  if (missing !== undefined) return missing;
  const folder = mkdtempSync(join(tmpdir(), 'tallybook-word-'));
  try {
    const own = `-env:UserInstallation=file://${join(folder, 'office')}`;
    run('soffice', [own, '--headless', '--convert-to', 'pdf', '--outdir', folder, `${name}.docx`]);
    const files = [join(folder, 'annual-report.pdf'), `${name}.pdf`];
    const drawn = files.flatMap((pdf, row) => shown.map((words, index) => draw(pdf, words, join(folder, `${row}-${index}`))));
    const geometry = `${width}x+${space}+${space}`;
    run('montage', [...drawn, '-tile', '3x', '-geometry', geometry, '-background', '#d4d4d4', '-strip', file]);
    run('mogrify', ['+dither', '-colors', '64', '-define', 'png:format=png8', '-strip', '-define', 'png:exclude-chunks=date,time', file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return undefined;
}

/**
 * The first page with some words.
 * @param {string} pdf
 * @param {string | undefined} words
 * @param {string} path
 */
function draw(pdf, words, path) {
  const pages = run('pdftotext', [pdf, '-']).split('\f');
  const found = words === undefined ? 0 : pages.findIndex((page) => page.includes(words));
  if (found < 0) throw new Error(`${pdf} has no page with "${words}"`);
  const page = `${found + 1}`;
  const size = ['-scale-to-x', `${width}`, '-scale-to-y', '-1'];
  run('pdftoppm', ['-png', '-singlefile', '-f', page, '-l', page, ...size, pdf, path]);
  return `${path}.png`;
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
