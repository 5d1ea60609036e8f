import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { neutralTokens } from '../../src/model/project/house-tokens.js';
import { houseTheme } from '../../src/model/project/theme.js';
import { fontRules, loadAssets, screenSheets } from '../../src/outputs/html/assets.js';
import { isOwnStyle } from '../../src/outputs/html/own-style.js';
import { publishHouse } from '../../src/outputs/snapshot/snapshot.js';
import { checkCss } from '../../src/publisher/css/check-css.js';
import { memoryHost } from '../memory-host.js';

const { accent, second } = houseTheme;
const check = (text: string) => checkCss({ text, file: 'theme.css', theme: { accent, second } });
const said = async (text: string): Promise<readonly string[]> =>
  (await check(text)).diagnostics.map(
    ({ message, position: { line, column } }) => `${line}:${column} ${message}`,
  );

test('a style that hides, moves or adds words is refused at its place, and one that sets colours and sizes is written anew', async () => {
  const example = readFileSync('examples/houses/house/theme.css', 'utf8');
  const { value, diagnostics } = await check(example);
  expect(diagnostics).toEqual([]);
  expect(value).toContain('figcaption{border-top:3px double var(--accent)}');
  expect(value).not.toContain('/*');
  expect(
    (await said('p { color: #595959 }\n@media print { p { color: #595959; clip: auto } }')).map(
      (text) => text.split(',')[0],
    ),
  ).toEqual([
    '1:1 Words in these colours are hard to read: a contrast of 2.64 : 1 (`#595959` on `#13131b`) on the dark page; 4.5 : 1 is the least',
    '2:36 A style may not set `clip`',
  ]);
});

test('a colour that is called before it is named is looked at as it ends up', async () => {
  const [dark] = await said('h2 { color: var(--house-a) }\n:root { --house-a: #ffffff }');
  expect(dark).toContain('1:1 Words in these colours are hard to read: a contrast of 1.00 : 1');
  expect(
    await said(
      'h2 { color: var(--house-a) }\n:root { --house-a: #1c1c28 }\n@media (prefers-color-scheme: dark) { :root { --house-a: #ffffff } }',
    ),
  ).toEqual([]);
});

test('what is known of the colours of the theme is what the theme has', () => {
  const css = readFileSync('src/theme/tokens.css', 'utf8');
  const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme: dark)');
  for (const [tokens, part] of [
    [neutralTokens.light, light],
    [neutralTokens.dark, dark],
  ] as const)
    for (const [name, colour] of Object.entries(tokens)) expect(part).toContain(`--${name}: ${colour};`);
});

test('verify knows the style sheet of a publisher by its digest', async () => {
  const { tool } = memoryHost({});
  const house = { css: (await check('h2 { letter-spacing: 0 }')).value };
  const assets = await loadAssets('A', tool, houseTheme, house);
  const style = [fontRules(assets.fonts), screenSheets(assets), assets.house].join('\n');
  expect(await isOwnStyle(style, tool, publishHouse(house))).toBe(true);
  expect(await isOwnStyle(`${style}td{opacity:0}`, tool, publishHouse(house))).toBe(false);
  expect(await isOwnStyle(style, tool)).toBe(false);
});
