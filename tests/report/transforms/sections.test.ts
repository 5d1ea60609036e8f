import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/language/catalogue.js';
import { createLanguage } from '../../../src/language/create.js';
import { memoryHost } from '../../memory-host.js';
import { applyTransforms, outline, referenceTexts } from '../apply.js';

interface Case {
  readonly name: string;
  readonly before: string;
  readonly after: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'nests sections under their chapters and numbers three levels',
    before: '# One\n## Two\n### Three\n#### Four\n## Five\n# Six',
    after: [
      '1 One #one',
      '  1.1 Two #two',
      '    1.1.1 Three #three',
      '      - Four #four',
      '  1.2 Five #five',
      '2 Six #six',
    ],
  },
  {
    name: 'leaves no gap at an unnumbered chapter, whose sections bear no numbers',
    before: '# One\n# Summary {.unnumbered}\n## Part\n# Two',
    after: ['1 One #one', '- Summary #summary', '  - Part #part', '2 Two #two'],
  },
  {
    name: 'leaves no gap at a brief, which bears no number',
    before: '# Brief {.brief}\n# One',
    after: ['- Brief #brief', '1 One #one'],
  },
  {
    name: 'leaves no gap at an unnumbered section',
    before: '# One\n## Aside {.unnumbered}\n## Part',
    after: ['1 One #one', '  - Aside #aside', '  1.1 Part #part'],
  },
  {
    name: 'letters the chapters of an annex and continues the numbers of its tables',
    before: '# One\n\n@table-one\n\n:::annex\n# Tables\n## Age\n\n@table-two\n\n# Words\n:::',
    after: [
      '1 One #one',
      '  table 1',
      'annex A Tables #tables',
      '  annex A.1 Age #age',
      '    table 2',
      'annex B Words #words',
    ],
  },
  {
    name: 'numbers figures and tables apart, through the whole report',
    before: '# One\n\n@chart-one\n\n@table-one\n\n# Two\n\n@chart-two',
    after: ['1 One #one', '  figure 1', '  table 1', '2 Two #two', '  figure 2'],
  },
  {
    name: 'lets a wide page begin a section beside the one before it',
    before: '# One\n## First\n\n:::landscape\n## Wide\n\n@table-one\n:::\n\n## Last',
    after: ['1 One #one', '  1.1 First #first', '  1.2 Wide #wide', '    table 1', '  1.3 Last #last'],
  },
  {
    name: 'keeps a wide page without a heading in the section where it stands',
    before: '# One\n## First\n\n:::landscape\n@table-one\n:::',
    after: ['1 One #one', '  1.1 First #first', '    table 1'],
  },
];

describe('sections', () => {
  it.each(cases)('$name', ({ before, after }) => {
    const { root, problems } = applyTransforms(before);
    expect(outline(root)).toEqual(after);
    expect(problems).toEqual([]);
  });

  it.each([
    ['en', 'A B C D', 'AA', 'Annex C'],
    ['sr-Cyrl', 'А Б В Г', 'Ц', 'Прилог В'],
    // Counted in the order of its own alphabet, not А, Б, В letter by letter.
    ['sr-Latn', 'A B C D', 'AA', 'Prilog C'],
  ])('letters annexes in the alphabet of %s', async (tag, first, last, reference) => {
    const language = createLanguage(tag, await loadCatalogue(tag, memoryHost({}).tool));
    const annexes = Array.from({ length: 27 }, (_, index) => `# Annex {#an-${index + 1}}`);
    const text = `# One\n\n[](#an-3)\n\n:::annex\n${annexes.join('\n\n')}\n:::`;
    const { root, problems } = applyTransforms(text, {}, {}, language);
    const letters = root.children.flatMap((node) =>
      node.type === 'section' && node.annex ? [node.enumerator] : [],
    );
    expect(letters.slice(0, 4).join(' ')).toBe(first);
    expect(letters.at(-1)).toBe(last);
    expect(new Set(letters).size).toBe(27);
    expect(referenceTexts(root)).toEqual([reference]);
    expect(outline(root)).toContain(`annex ${letters[2]} Annex #an-3`);
    expect(problems).toEqual([]);
  });

  it('keeps what stands before the first chapter ahead of it', () => {
    const { root } = applyTransforms('Before.\n\n# One');
    expect(root.children.map((node) => node.type)).toEqual(['paragraph', 'section']);
  });

  it('reports a chapter that begins inside a container', () => {
    const { problems } = applyTransforms('# One\n\n:::landscape\n# Two\n:::');
    expect(problems).toEqual([
      [
        'report.md:4:1 error content/heading-depth: A chapter begins inside `:::landscape`',
        '  hint: close the box before the chapter begins, or write the heading of a section (`##`)',
      ].join('\n'),
    ]);
  });
});

describe('ids', () => {
  it('makes ids from words, without accents, unique, and never one that an author gave', () => {
    const { root, problems } = applyTransforms('# Žrtve & slučajevi\n# Part\n# Part\n# Other {#part-2}\n# !');
    expect(outline(root)).toEqual([
      '1 Žrtve & slučajevi #zrtve-slucajevi',
      '2 Part #part',
      '3 Part #part-3',
      '4 Other #part-2',
      '5 ! #section',
    ]);
    expect(problems).toEqual([]);
  });

  it('keeps letters of other scripts', () => {
    const { root } = applyTransforms('# Жртве трговине');
    expect(outline(root)).toEqual(['1 Жртве трговине #жртве-трговине']);
  });

  it('reports the second of two equal ids and shows the first', () => {
    const { problems } = applyTransforms('# One {#same}\n\n# Two {#same}\n');
    expect(problems).toEqual([
      [
        'report.md:3:1 error document/duplicate-id: The id `same` is used twice\n  hint: give one of the two another id',
        '  see: report.md:1:1, the first `same`',
      ].join('\n'),
    ]);
  });

  it('holds figures, tables and headings to one set of ids', () => {
    const { problems } = applyTransforms('# One {#fig-one}\n\n@chart-one');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('document/duplicate-id: The id `fig-one` is used twice');
  });
});
