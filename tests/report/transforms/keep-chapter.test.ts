import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { english } from '../../support/english.js';
import { applyTransforms, outline } from '../apply.js';

const markdown = `# One {#sec-one}

@chart-one

# Two {#sec-two}

[](#sec-one) and [](#fig-one), but [](#fig-two) and [this](#sec-two).

@chart-two

# Three {#sec-three}`;

const position = { file: 'tallybook.yaml', line: 9, column: 11 };
const only = (chapter: string) => applyTransforms(markdown, {}, {}, english, { chapter, position });

test('one chapter is left, numbered as in the whole; what refers to another leads nowhere', () => {
  const { root, problems } = only('sec-two');
  expect(problems).toEqual([]);
  expect(outline(root)).toEqual(['2 Two #sec-two', '  figure 2']);
  const [words, leads]: [string[], string[]] = [[], []];
  visit(root, (node) => {
    if (node.type === 'numeral' && node.class === 'enumerator') words.push(node.value);
    if (node.type === 'reference') leads.push(node.target);
    if (node.type === 'link') leads.push(node.url);
  });
  expect(words).toEqual(expect.arrayContaining(['Chapter 1', 'Figure 1', 'Figure 2']));
  expect(leads).toEqual(['fig-two', '#sec-two']);
});

test('a chapter that is not there is told where the project asks for it', () => {
  expect(only('sec-tow').problems).toEqual([
    'tallybook.yaml:9:11 error document/only: There is no chapter `sec-tow`\n  hint: did you mean `sec-two`?',
  ]);
});
