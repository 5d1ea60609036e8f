import { expect, test } from 'vitest';
import { checkLookalikes } from '../../src/content/markdown/check-lookalikes.js';
import { parseMarkdown } from '../../src/content/markdown/parse.js';
import { lineStarts } from '../../src/content/template/marks.js';

const start = { file: 'a.md', line: 1, column: 1 };

const found = (markdown: string): string[] => {
  const stretches = lineStarts(markdown).map((offset, index) => ({
    offset,
    position: { ...start, line: index + 1 },
  }));
  const placed = { text: markdown, map: { start, stretches } };
  return checkLookalikes(parseMarkdown(placed.text), placed).map(
    ({ position: { line, column }, severity, message }) => {
      const [, written, noun] = /^(`.*`) looks like (.*), and would be printed as it is$/.exec(message) ?? [];
      return `${line}:${column} ${severity} ${noun} ${written}`;
    },
  );
};

/** What would be printed raw, and what is said of it. */
const told: readonly (readonly [string, string])[] = [
  ['A\n\nAs said [see @a 500].', '3:9 error a citation `[see @a 500]`'],
  ['As @fig-cases shows', '1:4 error a reference `@fig-cases`'],
  ['Let $x$ be', '1:5 warning a formula `$x$`'],
  ['$$\\sum_i x_i$$', '1:1 warning a formula `$$\\sum_i x_i$$`'],
  ['A paragraph. {.lead}', '1:14 warning attributes `{.lead}`'],
  ['A paragraph. {#sec-here}', '1:14 warning attributes `{#sec-here}`'],
  ['A ![A](a.svg){width=50%}', '1:14 warning attributes `{width=50%}`'],
  ['Some [words]{.smallcaps} here', '1:13 warning attributes `{.smallcaps}`'],
  ['~~~{.python}\nx\n~~~', '1:1 warning code that is run `{.python}`'],
  ['```{vega-lite}\nx\n```', '1:1 error a chart `{vega-lite}`'],
  ['```mermaid\nx\n```', '1:1 error a drawing `mermaid`'],
  ['A ==mark== here', '1:3 warning a highlight `==mark==`'],
  ['The 1^st^ day', '1:6 warning a superscript `^st^`'],
  ['H~2~O', '1:2 warning a subscript `~2~`'],
  ['A ~sub~ here', '1:3 warning a subscript `~sub~`'],
  ['See [the law][].', '1:5 error a link whose address is defined nowhere `[the law][]`'],
  ['A %%not for print%% b', '1:3 error a comment `%%not for print%%`'],
  ['A ++new++ word', '1:3 warning a mark of a change `++new++`'],
  ['The ||culprit|| is', '1:5 error hidden text `||culprit||`'],
  ['| a | b\n|---|\n| c | d', '2:1 error a table `|---|`'],
  ['a | b\n---|---|---\nc | d', '2:1 error a table `---|---|---`'],
  ['A claim.^[Not so.]', '1:9 error an inline note `^[Not so.]`'],
  ['See [[wiki]].', '1:5 error a wiki link `[[wiki]]`'],
  ['[[toc]]', '1:1 error a list of contents `[[toc]]`'],
  ['<<intro.md>>', '1:1 error an inclusion `<<intro.md>>`'],
  ['{% include intro.md %}', '1:1 error an inclusion `{% include intro.md %}`'],
  ['A \\textbf{word}', '1:3 error a command of LaTeX `\\textbf{`'],
  ['\\newpage', '1:1 error a command of LaTeX `\\newpage`'],
  ['See [the law][law].', '1:5 error a link whose address is defined nowhere `[the law][law]`'],
  ['See [the law] (#law).', '1:5 warning a link with a space inside `[the law] (#law)`'],
  ['> [!NOTE]\n> Text', '1:3 warning a box `[!NOTE]`'],
  ['!!! note\n', '1:1 warning a box `!!! note`'],
  [':: contents', '1:1 error a list or box `:: contents`'],
  ['One\nTwo\n: Three', '3:1 error a definition `: Three`'],
  ['An :abbr[NGO] said', '1:4 warning an inline directive `:abbr[NGO]`'],
  ['Done :tada:', '1:6 warning a picture by name `:tada:`'],
  ['*[NGO]: organisation', '1:1 warning an abbreviation `*[NGO]:`'],
  ['A ** strong ** word', '1:3 warning emphasis with a space inside `** strong **`'],
  ['{++new++} words', '1:1 warning a mark of a change `{++`'],
  ['| A |\n|---|\n| ==b== |', '3:3 warning a highlight `==b==`'],
];

test.each(told)('%j is told', (markdown, message) => {
  expect(found(markdown)).toContain(message);
});

test('what is ordinary text, code, escaped or read is let pass', () => {
  const innocent = [
    'US$ 5 million and US$ 7 million, $5 to $6, (US$/EUR$), A$ and C$, $5m-$6m',
    'Written to office@example.org, `[@who2022]` and `$x$`',
    '```python\nx == y == z  # [@a] $x$ {.b}\n```',
    'He said that "[t]he State [party]" shall; [2009] ECR; [sic]; [...]; [c]; [x] [z]',
    'Escaped: \\[@who2022], \\[[wiki]], \\$x$, \\{.b}, \\==a==, \\@fig-a',
    'A paragraph. {#par-one}',
    '# Heading {#sec-a .unnumbered}',
    '| A |\n|---|\n| b |\n\n: Caption {#tbl-a source="Office"}',
    '| A |\n|---|\n| b |\n: Caption {#tbl-a here}',
    'In C++ and a++ b, 5 %% of, P(A || B), a | b, x||y, one |-- two',
    'At 10:30:45, note: this; 3:2:1; a:b:c; std::vector',
    'Significant at 5 per cent (*), 1 per cent (**) or less (***): 0.5** and 0.3**',
    'a = b, a == b, x => y, -> and <- and <<quoted>> words',
    'A footnote.[^a][^b]\n\n[^a]: Words.\n\n[^b]: Words.',
    '- [x] Done\n- [ ] Open',
    '[A](https://example.org/~a~b/[c]?d=$e$) and https://example.org/@a/x==y==',
    '«Ligji {nr. 8}» dhe ~5 deri ~10, C:\\new\\folder\\{a}',
  ];
  expect(innocent.flatMap(found)).toEqual([]);
});
