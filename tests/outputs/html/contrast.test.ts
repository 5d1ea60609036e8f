import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { houseTheme, type Theme, themeOf } from '../../../src/model/project/theme.js';
import { houseSheet } from '../../../src/outputs/html/house-sheet.js';

const tokens = readFileSync(new URL('../../../src/theme/tokens.css', import.meta.url), 'utf8');
const [neutralLight = '', neutralDark = ''] = tokens.split('@media screen and (prefers-color-scheme: dark)');
/** Houses at the edges of what passes, and those of some publishers. */
const houses: readonly [name: string, theme: Theme][] = [
  ['tool', houseTheme],
  ...['Office', 'Ministry of Health', 'Coalition'].map((name): [string, Theme] => [name, themeOf(name)]),
  ['palest', { ...houseTheme, accent: '#6a6a6a', second: '#949494' }],
  ['black', { ...houseTheme, accent: '#000000', second: '#767676' }],
];

/** Text on ground, as the theme uses them. The last column is what WCAG 2.2 AA asks for: 3 where nothing is read. */
const pairs: readonly (readonly [text: string, ground: string, least: number])[] = [
  ['ink', 'paper', 4.5],
  ['ink', 'panel', 4.5],
  ['ink', 'accent-soft', 4.5],
  ['ink-soft', 'paper', 4.5],
  ['ink-soft', 'panel', 4.5],
  ['ink-soft', 'accent-soft', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'panel', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['warn', 'paper', 4.5],
  ['warn', 'panel', 4.5],
  ['warn', 'accent-soft', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['paper', 'warn', 4.5],
  ['paper', 'ink', 4.5],
  ['on-accent', 'field', 4.5],
  ['on-accent-soft', 'field', 4.5],
  ['rule-strong', 'paper', 3],
  ['second', 'paper', 3],
  ['on-good', 'good', 4.5],
  ['on-fair', 'fair', 4.5],
  ['on-bad', 'bad', 4.5],
  ['on-idle', 'idle', 4.5],
  ['on-gone', 'gone', 4.5],
];

/** The colours of one scheme; what the dark one leaves out it takes from the light one. */
function colours(...blocks: string[]): Map<string, string> {
  const found = blocks.flatMap((block) => [...block.matchAll(/--([\w-]+):\s*(#[\da-f]{6})/g)]);
  return new Map(found.map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** Relative luminance of "#rrggbb" (WCAG 2.2, definition). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((one, two) => two - one);
  return (high + 0.05) / (low + 0.05);
}

describe.each(
  houses.flatMap(([name, theme]) => {
    const [light = '', dark = ''] = houseSheet(theme).split('@media screen and (prefers-color-scheme:dark)');
    return [
      [`light colours of ${name}`, colours(neutralLight, light)],
      [`dark colours of ${name}`, colours(neutralLight, light, neutralDark, dark)],
    ] as const;
  }),
)('the %s', (_name, scheme) => {
  it('can be read where they stand on one another', () => {
    const ratio = (text: string, ground: string): number =>
      contrast(scheme.get(text) ?? '', scheme.get(ground) ?? '');
    const failing = pairs.filter(([text, ground, least]) => !(ratio(text, ground) >= least));
    expect(failing).toEqual([]);
  });

  it('are all in a pair that is looked at, except for the hairline, which carries nothing', () => {
    const used = new Set<unknown>(pairs.flatMap((pair) => pair.slice(0, 2)));
    expect([...scheme.keys()].filter((name) => !used.has(name))).toEqual(['rule']);
  });
});

describe('what no token paints', () => {
  const read = (name: string): string =>
    readFileSync(new URL(`../../../src/theme/${name}.css`, import.meta.url), 'utf8');

  it('the halo of labels, turned with its drawing, is the ground of a dark page', () => {
    const [, halo = ''] = /--turned: 1; --halo: (#[\da-f]{6});/.exec(read('screen')) ?? [];
    const turned = [1, 3, 5].map((at) => 255 - Number.parseInt(halo.slice(at, at + 2), 16));
    // hue-rotate(180deg), Filter Effects Module Level 1, 8.5.
    const rows = [
      [-0.574, 1.43, 0.144],
      [0.426, 0.43, 0.144],
      [0.426, 1.43, -0.856],
    ];
    const parts = rows.map((row) =>
      Math.round(row.reduce((sum, by, index) => sum + by * (turned[index] ?? 0), 0)),
    );
    expect(`#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`).toBe(
      colours(neutralDark).get('paper'),
    );
  });

  it('the band on paper has the colours of what a reader must not overlook', () => {
    const [, band = ''] = /@right-middle \{ (font[^}]*)\}/.exec(read('print')) ?? [];
    const used = [...band.matchAll(/#[\da-f]{6}/g)].map(([colour]) => colour);
    const light = colours(neutralLight);
    expect(new Set(used)).toEqual(new Set([light.get('warn'), light.get('warn-soft')]));
  });
});
