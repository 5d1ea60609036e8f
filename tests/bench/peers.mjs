/**
 * `npm run bench -- --peers`: the same documents through other tools, which are installed from the registries into a folder of
 * their own. Each prints all of them by one call, in the way that its authors show; md-to-pdf by several, since it opens all
 * documents of a call at once and gives them up after half a minute.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { figure, seconds, table } from './figures.mjs';
import { writeDocuments } from './peer-documents.mjs';
import { median, runNode, runProgram } from './processes.mjs';
import { forgetBuilds } from './projects.mjs';

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} folder Where its documents are, and their PDFs afterwards.
 * @property {() => Promise<import('./processes.mjs').Run>} run
 */

/**
 * @param {{ program: string, scratch: string, cache: string, documents: number, rounds: number, browser: { executable: string, libraries?: string | undefined } }} options
 * @returns {Promise<import('./measure-project.mjs').Measured>}
 */
export async function measurePeers({ program, scratch, cache, documents, rounds, browser }) {
  const folder = join(scratch, 'peers');
  mkdirSync(folder);
  writeDocuments(folder, documents);
  const root = join(folder, 'tallybook');
  /** @type {Peer} */
  const own = { name: 'Tallybook', folder: join(root, 'output'), run: () => runNode([program, 'build', root, '--quiet'], { memory: true }) };
  const { found, missing } = findPeers(folder, cache, browser);
  let all = [own, ...found];
  /** @type {Map<string, import('./processes.mjs').Run[]>} */
  const runs = new Map(all.map(({ name }) => [name, []]));
  /** @type {Map<string, number>} */
  const pages = new Map();
  for (let round = 0; round < rounds; round++)
    for (const peer of round % 2 === 0 ? all : [...all].reverse()) {
      forgetBuilds(root);
      removePdfs(peer.folder);
      try {
        runs.get(peer.name)?.push(await peer.run());
      } catch (error) {
        if (peer === own) throw error;
        // The others are still worth their time.
        missing.push(`${peer.name} is not measured: ${firstLines(error)}`);
        all = all.filter((each) => each !== peer);
        continue;
      }
      const made = pdfsIn(peer.folder);
      if (made.length !== documents) throw new Error(`${peer.name} printed ${made.length} of ${documents} documents`);
      pages.set(peer.name, await pagesOf(join(peer.folder, made[0] ?? '')));
    }
  const ours = runs.get(own.name) ?? [];
  const figures = all.slice(1).map(({ name }) =>
    figure(
      `peers: Tallybook, of the time of ${name}`,
      (runs.get(name) ?? []).map(({ ms }, round) => (ours[round]?.ms ?? Number.NaN) / ms),
      { unit: 'x' },
    ),
  );
  const rows = all.map(({ name }) => {
    const own = runs.get(name) ?? [];
    const ms = median(own.map((each) => each.ms));
    return [name, `${pages.get(name)}`, seconds(ms), seconds(ms / documents), seconds(median(own.map(({ watched }) => watched.processorMs))), `${Math.max(...own.map(({ watched }) => watched.peakMegabytes))} MB`];
  });
  const text = [
    `${documents} documents of some ten pages, the same prose, tables and chart in each tool (of Tallybook one report with a matrix):`,
    '',
    table(['', 'pages of the first', 'time', 'a document', 'processor time', 'peak memory'], rows),
    '',
    ...missing.map((line) => `- ${line}`),
    '',
  ].join('\n');
  return { figures, text };
}

/** Those that can be had, and why others cannot. @param {string} folder @param {string} cache @param {{ executable: string, libraries?: string | undefined }} browser */
function findPeers(folder, cache, browser) {
  /** @type {Peer[]} */
  const found = [];
  /** @type {string[]} */
  const missing = [];
  mkdirSync(cache, { recursive: true });
  /** @param {string} name @param {() => Peer} find */
  const look = (name, find) => {
    try {
      found.push(find());
    } catch (error) {
      missing.push(`${name} is not measured: ${firstLines(error)}`);
    }
  };
  look('Typst', () => typst(join(folder, 'typst'), cache));
  look('WeasyPrint', () => weasyPrint(join(folder, 'html'), cache));
  look('md-to-pdf', () => mdToPdf(join(folder, 'markdown'), cache, browser));
  return { found, missing };
}

/** @param {string} folder @param {string} cache @returns {Peer} */
function typst(folder, cache) {
  const name = '@myriaddreamin/typst-ts-node-compiler';
  installPackage(name, cache);
  const script = join(cache, 'typst.mjs');
  writeFileSync(
    script,
    `import { readdirSync, writeFileSync } from 'node:fs';
import { NodeCompiler } from '${name}';
const [folder] = process.argv.slice(2);
const compiler = NodeCompiler.create({ workspace: folder });
for (const file of readdirSync(folder).filter((each) => each.endsWith('.typ')))
  writeFileSync(folder + '/' + file.replace('.typ', '.pdf'), compiler.pdf({ mainFilePath: folder + '/' + file }));
`,
  );
  return { name: 'Typst', folder, run: () => runNode([script, folder], { memory: true }) };
}

/** @param {string} folder @param {string} cache @returns {Peer} */
function weasyPrint(folder, cache) {
  const script = join(cache, 'weasy.py');
  const packages = join(cache, 'python');
  writeFileSync(
    script,
    `import glob, os, sys
sys.path.append(${JSON.stringify(packages)})
from weasyprint import HTML
for file in sorted(glob.glob(os.path.join(sys.argv[1], '*.html')) if len(sys.argv) > 1 else []):
    HTML(filename=file).write_pdf(file[:-5] + '.pdf', pdf_variant='pdf/ua-1')
`,
  );
  const python = () => ['/usr/bin/python3', 'python3'].find((each) => succeeds(each, [script]));
  if (python() === undefined) succeeds('python3', ['-m', 'pip', 'install', '--quiet', '--target', packages, 'weasyprint']);
  const found = python();
  if (found === undefined) throw new Error('neither installed (`apt-get install weasyprint`) nor to be had by `pip`');
  return { name: 'WeasyPrint', folder, run: () => runProgram(found, [script, folder], { memory: true }) };
}

/** @param {string} folder @param {string} cache @param {{ executable: string, libraries?: string | undefined }} browser @returns {Peer} */
function mdToPdf(folder, cache, { executable, libraries }) {
  installPackage('md-to-pdf', cache);
  const program = join(cache, 'node_modules', 'md-to-pdf', 'dist', 'cli.js');
  const files = readdirSync(folder).filter((each) => each.endsWith('.md'));
  const launch = JSON.stringify({ executablePath: executable, args: ['--no-sandbox'], headless: 'shell' });
  const env = { ...process.env, ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) };
  const args = [program, '--launch-options', launch, '--css', 'h2 { break-before: page }'];
  const run = async () => {
    /** @type {import('./processes.mjs').Run[]} */
    const calls = [];
    for (let at = 0; at < files.length; at += atOnce) calls.push(await runNode([...args, ...files.slice(at, at + atOnce)], { memory: true, cwd: folder, env }));
    return together(calls);
  };
  return { name: 'md-to-pdf', folder, run };
}

/** Documents that md-to-pdf is given in a call. */
const atOnce = 12;

/** Calls that were made one after the other. @param {readonly import('./processes.mjs').Run[]} calls @returns {import('./processes.mjs').Run} */
function together(calls) {
  const sum = (/** @type {(call: import('./processes.mjs').Run) => number} */ of) => calls.reduce((all, call) => all + of(call), 0);
  const most = (/** @type {(call: import('./processes.mjs').Run) => number} */ of) => Math.max(...calls.map(of));
  return {
    ms: sum(({ ms }) => ms),
    out: calls.map(({ out }) => out).join(''),
    watched: {
      processorMs: sum(({ watched }) => watched.processorMs),
      peakMegabytes: most(({ watched }) => watched.peakMegabytes),
      ownMegabytes: most(({ watched }) => watched.ownMegabytes),
      residentMegabytes: most(({ watched }) => watched.residentMegabytes),
      course: [],
    },
  };
}

/** What an error says first. @param {unknown} error */
const firstLines = (error) => (error instanceof Error ? error.message : `${error}`).split('\n').slice(0, 2).join(' ');

/** @param {string} name @param {string} cache */
function installPackage(name, cache) {
  if (existsSync(join(cache, 'node_modules', name, 'package.json'))) return;
  const args = ['install', '--prefix', cache, '--no-audit', '--no-fund', '--silent', name];
  const env = { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' };
  execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'pipe'], env, shell: process.platform === 'win32' });
}

/** @param {string} program @param {readonly string[]} args */
function succeeds(program, args) {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} file */
async function pagesOf(file) {
  return (await PDFDocument.load(readFileSync(file))).getPageCount();
}

/** @param {string} folder @returns {string[]} */
function pdfsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.pdf'));
}

/** @param {string} folder */
function removePdfs(folder) {
  for (const each of pdfsIn(folder)) rmSync(join(folder, each), { force: true });
}
