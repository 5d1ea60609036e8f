// Pictures of pages of Word files in `docs/images/`. LibreOffice prints the files, since nobody has Word where pictures are taken.
// Pages are found by what stands on them, so that a report without it ends the run.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** In pixels, of a page. */
const [width, space] = [380, 4];

/**
 * Draws pages of the longer report into a file, above those of its PDF, or returns which program is not there.
 * @param {string} file
 */
export const takeWord = (file) =>
  inFolder((folder) => {
    const name = 'output/annual-report/en/annual-report';
    const files = [printed(`${name}.docx`, folder), `${name}.pdf`];
    const shown = [undefined, 'The action plan has 46 actions', 'Most victims were recorded as Kosovar'];
    const pages = files.flatMap((pdf, row) =>
      shown.map((words, index) => draw(pdf, words, join(folder, `${row}-${index}`))),
    );
    lay(pages, 3, file);
  });

/**
 * Draws a page of a small report as it is, and in the look of an office, or returns which program is not there.
 * @param {string} file
 */
export const takeOffice = (file) =>
  inFolder((folder) => {
    const project = join(folder, 'project');
    const tool = [new URL('../../dist/cli.js', import.meta.url).pathname];
    const build = () => {
      run(process.execPath, [...tool, 'build', project, '--format', 'docx']);
      return printed(join(project, 'output/annual-report/en/annual-report.docx'), folder);
    };
    run(process.execPath, [...tool, 'init', project]);
    const words = 'The number of visits in 2024';
    const before = draw(build(), words, join(folder, 'before'));
    const office = join(project, 'office.docx');
    run(process.execPath, [...tool, 'word-template', office, '--project', project]);
    writeFileSync(office, changed(readFileSync(office)));
    appendFileSync(join(project, 'tallybook.yaml'), 'word: {reference: office.docx}\n');
    lay([before, draw(build(), words, join(folder, 'after'))], 2, file);
  });

/**
 * The document of an office that has letters, a colour and a head of its own.
 * @param {Uint8Array} bytes
 */
function changed(bytes) {
  const head =
    '<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="right"/></w:pPr><w:r><w:t>Ministry of Libraries</w:t></w:r></w:p>';
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => {
    const text = strFromU8(part);
    if (name === 'word/styles.xml') {
      const [, accent = ''] = /w:styleId="Title".*?<w:color w:val="(\w{6})"/s.exec(text) ?? [];
      return [name, strToU8(text.replaceAll('Noto Sans', 'Times New Roman').replaceAll(accent, '1F6B4A'))];
    }
    return [name, name === 'word/header.xml' ? strToU8(text.replace('<w:p ', `${head}<w:p `)) : part];
  });
  return zipSync(Object.fromEntries(parts));
}

/**
 * @param {(folder: string) => void} take
 */
function inFolder(take) {
  const needed = ['soffice', 'pdftoppm', 'pdftotext', 'montage', 'mogrify'];
  const missing = needed.find((program) => spawnSync(program, ['--version']).error);
  if (missing !== undefined) return missing;
  const folder = mkdtempSync(join(tmpdir(), 'tallybook-word-'));
  try {
    take(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return undefined;
}

/**
 * @param {string} docx
 * @param {string} folder
 */
function printed(docx, folder) {
  const own = `-env:UserInstallation=file://${join(folder, 'office')}`;
  run('soffice', [own, '--headless', '--convert-to', 'pdf', '--outdir', folder, docx]);
  return join(folder, 'annual-report.pdf');
}

/**
 * @param {string[]} pages
 * @param {number} across
 * @param {string} file
 */
function lay(pages, across, file) {
  const geometry = `${width}x+${space}+${space}`;
  run('montage', [...pages, '-tile', `${across}x`, '-geometry', geometry, '-background', '#d4d4d4', '-strip', file]);
  const plain = ['-strip', '-define', 'png:exclude-chunks=date,time'];
  run('mogrify', ['+dither', '-colors', '64', '-define', 'png:format=png8', ...plain, file]);
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
