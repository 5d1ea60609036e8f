import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showPage } from '../../../src/host/browser/show-page.js';
import { toolRoot } from '../../../src/host/node-host.js';
import { repository } from '../../house/repository.js';

const shell = (name: string): string =>
  readFileSync(join(repository, 'src/extensions/preview/shell', name), 'utf8');

/** The window around a report without its server: what would come from there is put in by hand. */
const trial = `(() => {
  window.EventSource = class extends EventTarget { close() {} constructor() { super(); window.server = this; } };
  const morph = () => [], changeParts = () => [];
  const targets = ['first', 'second'].map((report) => ({ folder: report + '/en', report, language: 'en', paper: report + '.pdf' }));
  const say = () => window.server.dispatchEvent(new MessageEvent('state', { data: JSON.stringify({ targets, problems: [], isChecked: true }) }));
  location.hash = HASH;
  ${shell('shell.js').replace(/^import .*$/gm, '')}
  say();
  return [report.value, page.getAttribute('src')?.split('?')[0], location.hash];
})()`;

test('an address that was cut short leads to the first report, a whole one to its own', async () => {
  const html = shell('shell.html').replace(/^<(?:link|script).*$/gm, '');
  const settings = { toolRoot: toolRoot(), env: process.env };
  const after = (hash: string) =>
    showPage(html, settings, (page) => page.evaluate(trial.replace('HASH', JSON.stringify(hash))));
  const [cut, whole] = [await after('#second%E0%A4'), await after('#second/en')];
  expect(cut).toEqual(['first', 'page/first/en/first.html', '#first/en']);
  expect(whole).toEqual(['second', 'page/second/en/second.html', '#second/en']);
});
