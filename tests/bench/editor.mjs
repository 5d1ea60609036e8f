/**
 * How long an editor waits for `tallybook lsp` in the reports of this repository, in milliseconds and over the protocol:
 *
 *     node tests/bench/editor.mjs
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const template = join(root, 'templates/annual-report.md');
const text = readFileSync(template, 'utf8');
const textDocument = { uri: pathToFileURL(template).href, languageId: 'markdown', version: 1 };
const position = { line: text.slice(0, text.indexOf('{{value "')).split('\n').length - 1, character: 0 };
position.character = (text.split('\n')[position.line] ?? '').indexOf('{{value "') + 4;

const server = spawn(process.execPath, [join(root, 'dist/cli.js'), 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
const editor = createMessageConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
/** @type {() => void} */
let checked = () => {};
/** @type {(codes: unknown[]) => void} */
let told = () => {};
editor.onRequest('window/workDoneProgress/create', () => null);
editor.onNotification('$/progress', ({ value }) => {
  if (value.kind === 'end') checked();
});
editor.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
  if (uri === textDocument.uri) told(diagnostics.map((/** @type {{code: unknown}} */ { code }) => code));
});
editor.listen();

/** @param {string} name @param {() => Promise<unknown>} work */
async function time(name, work) {
  const from = performance.now();
  await work();
  process.stdout.write(`${String(Math.round(performance.now() - from)).padStart(7)}  ${name}\n`);
}

/** @param {() => Promise<unknown>} work @returns {Promise<void>} Kept when a check that began after this has ended. */
const untilChecked = (work) => new Promise((resolve) => void ((checked = resolve), work()));

/** @param {string} added */
const edit = (added) => {
  const versioned = { ...textDocument, version: ++textDocument.version };
  const contentChanges = [{ text: `${text}\n${added}\n` }];
  return editor.sendNotification('textDocument/didChange', { textDocument: versioned, contentChanges });
};

/** @param {string} added @param {string} code @returns {Promise<void>} */
const untilTold = (added, code) =>
  new Promise((resolve) => {
    told = (codes) => codes.includes(code) && resolve();
    void edit(added);
  });

await time('start', () =>
  editor.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { window: { workDoneProgress: true } },
  }),
);
await editor.sendNotification('initialized', {});
await time('the first check of all reports', () =>
  untilChecked(() => editor.sendNotification('textDocument/didOpen', { textDocument: { ...textDocument, text } })),
);
await time('a wrong dataset is told', () => untilTold('{{value "x"}}', 'content/unknown-dataset'));
await time('a wrong helper is told', () => untilTold('{{valu "x"}}', 'content/unknown-helper'));
await untilChecked(() => edit(''));
await time('what a number is', () => editor.sendRequest('textDocument/hover', { textDocument, position }));
await time('what may stand there', () =>
  editor.sendRequest('textDocument/completion', { textDocument, position }),
);
await time('where its cells are', () =>
  editor.sendRequest('textDocument/definition', { textDocument, position }),
);
await time('the whole check after an edit', () => untilChecked(() => edit('Another sentence.')));
await editor.sendRequest('shutdown');
server.stdin.end();
