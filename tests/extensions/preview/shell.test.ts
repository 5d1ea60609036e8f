import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showPage } from '../../../src/host/browser/show-page.js';
import { toolRoot } from '../../../src/host/node-host.js';
import { repository } from '../../house/repository.js';
import { axeFindings, openForAxe } from '../../support/page-findings.js';
import { sharedBrowser } from '../../support/shared-browser.js';

const shell = (name: string): string =>
  readFileSync(join(repository, 'src/extensions/preview/shell', name), 'utf8');

/** Modules as one script. */
const script = ['places.js', 'commands.js', 'shell.js']
  .map((name) =>
    shell(name)
      .replace(/^import .*$/gm, '')
      .replace(/^export /gm, ''),
  )
  .join('\n');

/** The window around a report without its server: what would come from there is put in by hand. */
const trial = (hash: string, then: string): string => `(async () => {
  window.EventSource = class extends EventTarget { close() {} constructor() { super(); window.server = this; } };
  const morph = () => [], changeParts = () => [];
  const sent = [];
  window.fetch = async (path) => { sent.push(path); return Response.json(path.startsWith('source') ? { file: 'data/a.csv', line: 8, column: 1, first: 7, lines: ['six', 'seven'] } : {}); };
  const tell = (event, data) => window.server.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  const targets = ['first', 'second'].map((report) => ({ folder: report + '/en', report, language: 'en', paper: report + '.pdf' }));
  const first = { targets, problems: [], isChecked: true, isMaking: false, current: ['first/en'], opensEditor: false };
  location.hash = ${JSON.stringify(hash)};
  ${script}
  const sayState = (more) => { tell('state', { ...first, ...more }); };
  window.server.dispatchEvent(new Event('open'));
  sayState({});
  ${then}
})()`;

const html = shell('shell.html').replace(/^<(?:link|script).*$/gm, '');
const settings = { toolRoot: toolRoot(), env: process.env };
const after = (hash: string, then: string) =>
  showPage(html, settings, (page) => page.evaluate(trial(hash, then)));

test('an address that was cut short leads to the first report, a whole one to its own', async () => {
  const seen = `return [report.value, page.getAttribute('src')?.split('?')[0], location.hash]`;
  const [cut, whole] = [await after('#second%E0%A4', seen), await after('#second/en', seen)];
  expect(cut).toEqual(['first', 'page/first/en/first.html', '#first/en']);
  expect(whole).toEqual(['second', 'page/second/en/second.html', '#second/en']);
});

test('what is wrong leads to its lines, and a page that does not show the sources says so', async () => {
  const seen = await after(
    '',
    `const problem = { severity: 'error', code: 'claim/false', message: 'no', position: { file: 'a.md', line: 1, column: 1 }, see: [{ position: { file: 'data/a.csv', line: 8, column: 1 }, note: '2012 is 29' }] };
    part('making').hidden = true;
    const behind = () => part('behind').hidden ? '' : part('behind').textContent;
    const words = [];
    sayState({}); words.push(behind());
    sayState({ problems: [problem], current: [] }); words.push(behind(), part('problems-title').textContent);
    const wasIn = sent.length;
    document.querySelector('#list p button').click();
    while (!part('source').open) await new Promise((resolve) => setTimeout(resolve));
    words.push(sent.slice(wasIn).join(), part('source-title').textContent, part('source-lines').querySelector('.here').textContent);
    part('source').close();
    tell('command', { name: 'build', isRunning: false, code: 1, errors: 1, problems: [problem], lines: ['Reading data'] });
    words.push(part('command-title').textContent, part('command-list').textContent);
    window.server.dispatchEvent(new Event('error')); words.push(behind());
    return words;`,
  );
  expect(seen).toEqual([
    '',
    'This page is from before the last change. It is made anew when the errors below are corrected.',
    '1 error, and the page is from before',
    'source/?problem=0&see=0',
    'data/a.csv:8:1',
    '    8  seven\n',
    'Build: 1 error',
    'a.md:1:1 error claim/false: nosee: data/a.csv:8:1, 2012 is 29',
    'The preview has ended. This page no longer follows its sources.',
  ]);
});

test('the window has no findings of axe', async () => {
  const styled = html.replace('</head>', `<style>${shell('shell.css')}</style></head>`);
  const page = await openForAxe(await sharedBrowser(), styled);
  expect(await axeFindings(page)).toEqual([]);
  await page.close();
});
