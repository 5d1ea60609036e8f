import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync(new URL('../../../src/theme/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = tokens.split('@media screen and (prefers-color-scheme: dark)');

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

describe.each([
  ['light', colours(light)],
  ['dark', colours(light, dark)],
])('the %s colours', (_name, scheme) => {
  it.each(pairs)('%s on %s', (text, ground, least) => {
    expect(contrast(scheme.get(text) ?? '', scheme.get(ground) ?? '')).toBeGreaterThanOrEqual(least);
  });

  it('are all in a pair that is looked at, except for the hairline, which carries nothing', () => {
    const used = new Set<unknown>(pairs.flatMap((pair) => pair.slice(0, 2)));
    expect([...scheme.keys()].filter((name) => !used.has(name))).toEqual(['rule']);
  });
});
