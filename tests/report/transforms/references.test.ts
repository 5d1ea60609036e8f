import { describe, expect, it } from 'vitest';
import { applyTransforms, referenceTexts } from '../apply.js';

const cases = [
  ['a figure', '# A\n\n[](#fig-two)\n\n@chart-one\n\n@chart-two', 'Figure 2'],
  ['a table', '# A\n\n[](#tbl-one)\n\n@table-one', 'Table 1'],
  ['a chapter', '# A {#x}\n\n[](#x)', 'Chapter 1'],
  ['a section', '# A\n## B {#x}\n\n[](#x)', 'Section 1.1'],
  ['an annex', '# A\n\n[](#x)\n\n:::annex\n# B {#x}\n:::', 'Annex A'],
  ['a section of an annex', '# A\n\n[](#x)\n\n:::annex\n# B\n## C {#x}\n:::', 'Section A.1'],
  ['an unnumbered heading', '# *Main* points {#x .unnumbered}\n\n[](#x)', 'Main points'],
  ['a heading by its made-up id', '# Main points\n\n[](#main-points)', 'Chapter 1'],
] as const;

describe('references', () => {
  it.each(cases)('name %s', (_name, before, text) => {
    const { root, problems } = applyTransforms(before);
    expect(referenceTexts(root)).toEqual([text]);
    expect(problems).toEqual([]);
  });

  it('report a target that does not exist, with the nearest id', () => {
    const { problems } = applyTransforms('# A\n\nSee [](#fig-on).\n\n@chart-one');
    expect(problems).toEqual([
      [
        'report.md:3:5 error document/dead-reference: Nothing in this report has the id `fig-on`',
        '  hint: did you mean `fig-one`?',
      ].join('\n'),
    ]);
  });

  it('look for the nearest id a hundred times, not for thousands of dead references among thousands of ids', () => {
    const { problems } = applyTransforms(`# A {#sec-one}\n\n${'[](#sec-onx) '.repeat(101)}`);
    expect(problems.filter((problem) => problem.includes('did you mean'))).toHaveLength(100);
    expect(problems).toHaveLength(101);
  });

  it('check ordinary links inside the report too, also behind a definition', () => {
    const { problems } = applyTransforms(
      '# A\n\n[dead](#b) [alive](#a) [far](https://x.org/#b) [d][d]\n\n[d]: #c',
    );
    expect(problems.map((problem) => problem.split(',')[0])).toEqual([
      'report.md:3:1 error document/dead-reference: Nothing in this report has the id `b`\n  hint: its ids are `a`',
      'report.md:5:1 error document/dead-reference: Nothing in this report has the id `c`\n  hint: its ids are `a`',
    ]);
  });

  it('are resolved inside footnotes', () => {
    const { root } = applyTransforms('# A\n\nText.[^n]\n\n@table-one\n\n[^n]: See [](#tbl-one).');
    expect(referenceTexts(root)).toEqual(['Table 1']);
  });
});
