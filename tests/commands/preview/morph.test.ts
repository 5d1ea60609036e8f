import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showPage } from '../../../src/host/browser/show-page.js';
import { toolRoot } from '../../../src/host/node-host.js';
import { repository } from '../../house/repository.js';

const morph = readFileSync(join(repository, 'src/commands/preview/shell/morph.js'), 'utf8').replace(
  /^export /gm,
  '',
);

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
