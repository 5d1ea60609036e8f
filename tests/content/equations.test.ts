import { describe, expect, it } from 'vitest';
import type { InlineMathNode } from '../../src/model/tree/phrasing-nodes.js';
import { visit } from '../../src/model/tree/visit.js';
import { composeSmall } from './small-project.js';

async function composed(markdown: string) {
  const { content, problems } = await composeSmall(`# One\n\n${markdown}`);
  const found: string[] = [];
  const words: string[] = [];
  if (content !== undefined)
    visit(content.body, (node) => {
      if (node.type === 'inlineMath' || node.type === 'math')
        found.push(`${node.type} ${(node as InlineMathNode).text}`);
      if (node.type === 'text') words.push(node.value);
    });
  return { found, words: words.join(''), problems };
}

describe('an equation', () => {
  it('stands in a line, or by itself, and is said in words', async () => {
    const { found, words, problems } = await composed(
      'A rate $`r = \\frac{n}{N} \\times 100\\,000`$ of *all* $`n_1`$.\n\n```math\n\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i\n```',
    );
    expect(problems).toEqual([]);
    expect(found).toEqual([
      'inlineMath r = n / N × 100 000',
      'inlineMath n_1',
      'math x‾ = 1 / n ∑_(i = 1)^n x_i',
    ]);
    expect(words).toBe('OneA rate  of all .');
  });

  it.each([
    ['\\sqrt[3]{x+1}', '(x + 1)^(1 / 3)'],
    ['\\sqrt{a^2 + b_i^2}', '√(a^2 + b_i^2)'],
    ['\\begin{cases} 0 & x < 0 \\\\ 1 & x \\ge 0 \\end{cases}', '{0, x < 0; 1, x ≥ 0;'],
  ])('%s is read as %s', async (tex, spoken) => {
    expect((await composed(`$\`${tex}\`$`)).found).toEqual([`inlineMath ${spoken}`]);
  });

  it('is told where it holds what nothing can answer for, or is no TeX', async () => {
    const { problems } = await composed(
      '$`n = 89`$ and $`k = 1{,}250`$\n\nso $`{{value "cases" year=2010}}`$\n\nand $`\\frac{a`$',
    );
    expect(problems).toEqual([
      expect.stringContaining('small.md:3:2 error content/equation: The number 89 is inside an equation'),
      expect.stringContaining('small.md:3:17 error content/equation: The number 1250 is inside an equation'),
      expect.stringContaining('small.md:5:5 error content/equation: A helper is inside an equation'),
      expect.stringContaining('small.md:7:6 error content/equation: The equation cannot be read'),
    ]);
  });

  it.each(['5', 'n = 5', '3 < n', 'n \\approx 7'])(
    '%s says how many there are, and is refused',
    async (tex) => {
      expect((await composed(`So $\`${tex}\`$ here.`)).problems).toEqual([
        expect.stringMatching(/content\/equation: The number \d is inside/),
      ]);
    },
  );

  it('is no amount of money, and code beside a dollar stays code', async () => {
    const { found, words } = await composed('US\\$ and `a` then $ `b` $');
    expect(found).toEqual([]);
    expect(words).toContain('$');
  });
});
