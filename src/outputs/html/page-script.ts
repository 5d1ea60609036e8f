import { createHash } from 'node:crypto';
import { areas } from './script/areas.js';
import { contents } from './script/contents.js';
import { find } from './script/find.js';
import { follow } from './script/follow.js';
import { panel } from './script/panel.js';
import { take } from './script/take.js';
import { telling } from './script/telling.js';
import { values } from './script/values.js';

/** What the page does beyond its markup; every part is an extra, and the page reads without it. */
const source = `(() => {
${contents}
on('DOMContentLoaded', () => {
${[follow, telling, values, areas, panel, take, find].join('')}
});
})();`;

/** The source without the spaces that only its reader needs. It has no text in which a space stands beside a sign. */
export const pageScript = source
  .split(/('[^']*')/)
  .map((part, index) =>
    index % 2 === 1 ? part : part.replace(/\s*([=+*<>?:;,(){}&|!-])\s*/g, '$1').replace(/\n/g, ''),
  )
  .join('');

/** The source expression that lets the content security policy run this script and no other. */
export const pageScriptHash = `'sha256-${createHash('sha256').update(pageScript).digest('base64')}'`;
