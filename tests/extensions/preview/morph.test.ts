import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showPage } from '../../../src/host/browser/show-page.js';
import { toolRoot } from '../../../src/host/node-host.js';
import { repository } from '../../house/repository.js';

const script = (name: string): string =>
  readFileSync(join(repository, 'src/extensions/preview/shell', name), 'utf8').replace(/^export /gm, '');
const morph = script('morph.js');

/** Pages by lot, each made into the next, while a script adds to them what scripts of a page add. */
const trial = `(() => {
  ${morph}
  let state = 7;
  const below = (end) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 2 ** 32 * end); };
  const word = () => ['one', 'two', 'three'][below(3)];
  const block = (depth) => {
    const kind = depth > 2 ? 0 : below(6);
    const id = below(3) === 0 ? ' id="' + word() + '"' : '';
    if (kind < 3) return '<p' + id + (below(3) === 0 ? ' class="' + word() + '"' : '') + '>' + word() + ' <b>' + word() + '</b></p>';
    if (kind === 3) return '<svg viewBox="0 0 ' + below(3) + ' 1"><text>' + word() + '</text></svg>';
    return '<section' + id + '>' + blocks(depth + 1) + '</section>';
  };
  const blocks = (depth) => Array.from({ length: below(6) }, () => block(depth)).join(below(2) ? '\\n' : '');
  const read = (html) => new DOMParser().parseFromString('<!doctype html><body>' + html + '</body>', 'text/html').body;
  const wrong = [];
  for (let round = 0; round < 400; round++) {
    const first = blocks(0);
    const kept = read(first), live = read(first);
    const steps = [first];
    for (let step = 0; step < 3; step++) {
      // As a script does: behind what came with the page, and attributes that it alone sets.
      for (const p of live.querySelectorAll('p')) {
        if (!p.querySelector('.added')) p.append(Object.assign(document.createElement('i'), { className: 'added' }));
        p.setAttribute('role', 'note');
      }
      const html = step === 1 ? steps.at(-1).replace('<b>one', '<b>two') : blocks(0);
      steps.push(html);
      morph(kept, live, read(html));
      const bare = live.cloneNode(true);
      for (const added of bare.querySelectorAll('.added')) added.remove();
      for (const p of bare.querySelectorAll('[role]')) p.removeAttribute('role');
      if (!kept.isEqualNode(read(html)) || !bare.isEqualNode(kept)) wrong.push(steps.join(' -> ') + ' : ' + live.innerHTML);
    }
  }
  // What did not change is the very element that was there, with its focus and what is open in it.
  const kept = read('<p>a</p><p id="x">b</p><p>c</p>'), live = read('<p>a</p><p id="x">b</p><p>c</p>');
  const [a, x, c] = live.children;
  const changed = morph(kept, live, read('<p>new</p><p>a</p><p id="x">B</p><p>c</p>'));
  return { wrong: wrong.slice(0, 3), same: live.children[1] === a && live.children[2] === x && live.children[3] === c, changed: changed.map((each) => each.textContent) };
})()`;

test('a page becomes the next one, and keeps every element that did not change and all that its script added', async () => {
  const html = '<!doctype html><html lang="en"><title>t</title></html>';
  const settings = { toolRoot: toolRoot(), env: process.env };
  const result = await showPage(html, settings, (page) => page.evaluate(trial));
  expect(result).toEqual({ wrong: [], same: true, changed: ['new', 'B'] });
});

/** Pages of chapters, each made into the next by what changed of them. */
const inParts = `(() => {
  ${morph}
  ${script('change-parts.js')}
  const read = (html) => new DOMParser().parseFromString(html, 'text/html');
  const page = (chapters, { nav = 'contents', data = 1, title = 't' } = {}) =>
    '<!doctype html><html><head><title>' + title + '</title></head><body><a class="skip">skip</a><div class="frame"><nav>' + nav + '</nav>' +
    '<script>let x;</' + 'script><main id="_main" tabindex="-1"><p>before</p>\\n' +
    chapters.map((text) => '<section class="chapter" aria-labelledby="x"><h2>h</h2>\\n' + text + '</section>').join('\\n') +
    '</main></div><footer>f</footer><script type="application/json">{"a":' + data + '}</' + 'script><div id="_origin"></div></body></html>\\n';
  const steps = [
    page(['<p>a</p>', '<section class="section"><p>b</p></section>', '<p>c</p>']),
    page(['<p>a</p>', '<section class="section"><p>B</p>\\n<ul><li>new</li></ul></section>', '<p>c</p>']),
    page(['<p>1</p>', '<section class="section"><p>B</p></section>', '<p>3</p>'], { data: 2 }),
    page(['<p>1</p>', '<section class="section"><p>B</p></section>', '<p>3</p>'], { data: 3 }),
    // Another chapter, another title, other contents: the whole page is to be compared.
    page(['<p>1</p>', '<p>B</p>', '<p>2</p>', '<p>3</p>']),
    page(['<p>1</p>', '<p>B</p>', '<p>2</p>', '<p>3</p>'], { title: 'other' }),
    page(['<p>1</p>', '<p>B</p>', '<p>2</p>', '<p>3</p>'], { title: 'other', nav: 'other' }),
    page([], {}),
  ];
  const kept = read(steps[0]).body, live = read(steps[0]).body;
  live.append(Object.assign(document.createElement('i'), { textContent: 'of a script' }));
  const [, middle] = live.querySelectorAll('.chapter');
  const told = [];
  for (const [at, html] of steps.entries()) {
    if (at === 0) continue;
    const changed = changeParts(steps[at - 1], html, { kept, live }, morph, read);
    if (changed === undefined) morph(kept, live, read(html).body);
    const bare = live.cloneNode(true);
    bare.querySelector('i').remove();
    told.push([changed?.map((each) => each.localName) ?? null, kept.isEqualNode(read(html).body) && bare.isEqualNode(kept)]);
    if (at === 3) told.push(live.contains(middle) && middle === live.querySelectorAll('.chapter')[1]);
  }
  return told;
})()`;

test('a page becomes the next one by the chapters that changed', async () => {
  const html = '<!doctype html><html lang="en"><title>t</title></html>';
  const settings = { toolRoot: toolRoot(), env: process.env };
  const result = await showPage(html, settings, (page) => page.evaluate(inParts));
  expect(result).toEqual([
    [['p', 'section', 'ul'], true],
    [['p', 'section', 'p', 'script'], true],
    [['script'], true],
    true,
    [null, true],
    [null, true],
    [null, true],
    [null, true],
  ]);
});
