import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMarkerExcess, findPartExcess } from '../../src/content/markdown/refuse-excess.js';
import { encodeToken } from '../../src/content/template/marks.js';
import { resourceLimits, standardLimits } from '../../src/resource-limits.js';
import { composeSmall } from './small-project.js';

const times = (text: string, count: number): string => text.repeat(count);

/**
 * A tenth of the standard: what grows with the text alone is tried with less of it. `tests/hostile/` has parts of every kind
 * under the standard limits.
 */
const limits = resourceLimits({ markdownParts: 10_000, links: 500, reportCharacters: 400_000 });

describe('Markdown that would take the parser minutes, or its stack, is refused before it', () => {
  test.each([
    ['quotations', times('>', 100_000), '1:101', 'markdownDepth'],
    ['lists on a line', `${times('- ', 3000)}a`, '1:201', 'markdownDepth'],
    [
      'lists below each other',
      Array.from({ length: 600 }, (_, depth) => `${times('  ', depth)}- a`).join('\n'),
      '101:201',
      'markdownDepth',
    ],
    ['emphasis that opens', times('*a ', 20_000), '1:301', 'markdownDepth'],
    ['emphasis that closes', times('a* ', 20_000), '1:602', 'unpairedMarks'],
    ['one run of asterisks', `${times('*', 30_000)}a${times('*', 30_000)}`, '1:101', 'markdownDepth'],
    ['strokes', times('~~a ', 20_000), '1:201', 'markdownDepth'],
    ['brackets that open', times('[', 20_000), '1:101', 'markdownDepth'],
    ['brackets that close', times(']', 20_000), '1:201', 'unpairedMarks'],
    [
      'backticks without a partner',
      Array.from({ length: 800 }, (_, index) => `${times('`', index + 1)}a`).join(''),
      '1:20301',
      'unpairedMarks',
    ],
    ['containers', times(':::note\n', 2000), '101:1', 'markdownDepth'],
    [
      'link definitions',
      Array.from({ length: 1000 }, (_, index) => `[a${index}]: https://example.org`).join('\n'),
      '501:6',
      'links',
    ],
    ['links', times('[a](#b) \n\n', 1000), '1001:3', 'links'],
    ['marks that could open and close', times('a**b', 20_000), '1:20002', 'paragraphParts'],
    [
      'references to notes that are not there',
      Array.from({ length: 20_000 }, (_, index) => `[^${index}]`).join(' '),
      '1:18891',
      'paragraphParts',
    ],
    [
      'lines of one paragraph under quotations',
      `${times('>', 90)}a\n${times('b\n', 8000)}`,
      '4911:2',
      'paragraphParts',
    ],
    [
      'cells',
      `|${times('a|', 100)}\n|${times('-|', 100)}\n${times(`|${times('1|', 100)}\n`, 300)}`,
      '99:9',
      'markdownParts',
    ],
    ['paragraphs', times('a\n\n', 6000), '10001:2', 'markdownParts'],
    ['headings', times('## a\n\n', 2000), '1820:1', 'markdownParts'],
    ['underlined headings', times('a\n-\n\n', 2000), '2500:2', 'markdownParts'],
    ['headings in quotations', times('> # a\n\n', 2000), '1668:1', 'markdownParts'],
    ['comments that are not closed', times('x<!--', 5000), '1:1002', 'unpairedMarks'],
    ['one paragraph', times('word ', 100_000), '1:400001', 'reportCharacters'],
    [
      'lists below each other, with lines between them at the margin',
      Array.from({ length: 600 }, (_, depth) => `${times('  ', depth)}- a\nb`).join('\n'),
      '201:201',
      'markdownDepth',
    ],
  ])('%s', async (_, text, place, limit) => {
    const { content, problems } = await composeSmall(text, {}, limits);
    expect(content).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`templates/small.md:${place} error limit/exceeded: `);
    expect(problems[0]).toContain(`\`limits: {${limit}: NUMBER}\``);
  });

  test('in branches that are not taken, in partials, and in the words of a claim', async () => {
    const deep = times('>', 200);
    const branch = await composeSmall(`# A\n\n{{#if false}}\n${deep}\n{{/if}}\n`);
    expect(branch.problems).toEqual([expect.stringContaining('small.md:4:101 error limit/exceeded')]);
    const partial = await composeSmall('# A\n\n{{> part}}\n', { 'templates/partials/part.md': `${deep}a\n` });
    expect(partial.problems).toEqual([
      expect.stringContaining('partials/part.md:1:101 error limit/exceeded'),
    ]);
  });
});

test('a printed number counts as four', () => {
  const text = times(`${encodeToken(0)}\n\n`, 20);
  const limits = resourceLimits({ markdownParts: 6 * 16 + 3 });
  expect(findPartExcess(text, limits)).toMatchObject({
    name: 'markdownParts',
    offset: (text.length / 20) * 16,
  });
});

test('its own work is one step for each character: a longer text is read at most once', () => {
  /** Counts every character that is asked for. */
  const reads = (text: string): number => {
    let count = 0;
    const watched = new Proxy(Object(text) as object, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) count += 1;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    findMarkerExcess(
      watched as unknown as string,
      resourceLimits({ markdownDepth: 1e9, unpairedMarks: 1e9, links: 1e9 }),
    );
    return count;
  };
  for (const part of ['a* ', '*a ', '[', ']', '`a', '> ', '- ', ':::a\n', 'a_b ', '\\*']) {
    const [short, long] = [reads(times(part, 500)), reads(times(part, 5000))];
    expect([part, long <= short * 10.5 + 10]).toEqual([part, true]);
  }
});

test('ordinary Markdown is never refused', () => {
  const words = fc.constantFrom(
    '*a*',
    '**b**',
    '_c_',
    '`d`',
    '[e](#f)',
    '[g][h]',
    '![i](j)',
    '~~k~~',
    '5*',
    'l_m_n',
    '\n',
    '\n\n',
    '- o',
    '> p',
    '1. q',
    '| r | s |',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 150 }), (parts) => {
      expect(findMarkerExcess(parts.join(' '), standardLimits)).toBeUndefined();
    }),
  );
  const table = `| a | b |\n|---|---|\n${times('| *x* [y] `z` | 5 |\n', 2000)}`;
  expect(
    findMarkerExcess(`${table}\n${times('*', 150)}\n\n${times('a\n', 500)}`, standardLimits),
  ).toBeUndefined();
});

describe('templates that are too deep are refused at the place', () => {
  test.each([
    ['blocks', `${times('{{#if true}}\n', 2000)}x${times('{{/if}}', 2000)}`, '101:1'],
    ['blocks that are not closed', times('{{#if true}}', 2000), '1:1201'],
    ['else if', `{{#if false}}a${times('{{else if false}}\nb', 2000)}{{/if}}`, '100:2'],
    ['subexpressions', `{{value ${times('(eq ', 3000)}1${times(' 1)', 3000)}}}`, '1:409'],
  ])('%s', async (_, template, place) => {
    const { problems } = await composeSmall(template);
    expect(problems).toEqual([expect.stringContaining(`templates/small.md:${place} error limit/exceeded`)]);
    expect(problems[0]).toContain('blocks or subexpressions inside each other');
  });

  test('as many beside each other are none inside each other', async () => {
    const { problems } = await composeSmall(
      `# A\n\n${times('{{#if (eq 1 1)}}{{#if false}}a{{else if true}}b{{/if}}{{!-- {{#if --}}{{/if}}\\{{#if}} \n', 110)}`,
    );
    expect(problems).toEqual([]);
  });
});
