import { describe, expect, test } from 'vitest';
import { spokenOf } from '../../../src/content/numbers/spoken.js';
import { Subjects } from '../../../src/content/numbers/subjects.js';
import { eachCategoryKind } from '../../../src/extensions/claims/words/find-words.js';
import { readClaimWords } from '../../../src/extensions/claims/words/read-claim-words.js';
import { lexicon } from '../../support/english.js';
import { claims, composeClaims } from './claims-project.js';

const { value: data } = await claims.prepared();
const reader = { lexicon, subjects: new Subjects(spokenOf(data), lexicon) };
const wordsIn = (text: string): string[] =>
  readClaimWords({ text, printed: [], isTitle: false }, reader)
    .filter((word) => word.claims)
    .map((word) => word.text);

describe('words that claim something of the data', () => {
  test.each([
    ['Visits rose, then fell.', ['rose', 'fell']],
    [
      'Most visits were by adults; the largest group, by more than half.',
      ['Most', 'largest', 'by more than half'],
    ],
    ['The number of visits doubled, and grew from year to year.', ['doubled', 'grew', 'from year to year']],
    [
      'Visits by children are the second-largest and more and more frequent.',
      ['second-largest', 'more and more'],
    ],
    ['The majority of visits\nwent up.', ['majority', 'went up']],
    ['Visits fell. They rose in the end.', ['fell', 'rose']],
    ['It was highest in 2012.', ['highest']],
    ['No visits were counted, and few guests came.', ['No', 'few']],
    ['All visits equal those of the year before.', ['All', 'equal']],
    ['Visits fell because of the rain.', ['fell', 'because of']],
    ['The Adults rose.', ['rose']],
    ['The share of young adults is larger than before.', ['larger than']],
    ['Not a single officer was there.', ['Not a single']],
    ['No judge came, and no bicycle.', ['No']],
  ])('%j has %j', (text, expected) => {
    expect(wordsIn(text)).toEqual(expected);
  });

  test.each([
    'At most, and at the most important place, most likely higher education gave rise to more or less visits.',
    'The rent rose, and most houses were larger than before.',
    'A roses fellow uppermost the almost foremost visits.',
    'Visits should rise, and it can mean that more visits are counted.',
    'All people need a place; it is open because of its readers.',
    'People come every year.',
    'The adults found it larger than the house, and no officer shall be heard.',
  ])('%j has none', (text) => {
    expect(wordsIn(text)).toEqual([]);
  });
});

test.each([
  ['Every reader knows that visits fell.', []],
  ['Visits fell for every reader.', ['every']],
])('%j takes in all of a dimension: %j', (text, expected) => {
  const words = readClaimWords({ text, printed: [], isTitle: false }, reader);
  expect(words.filter(({ kind }) => kind === eachCategoryKind).map((word) => word.text)).toEqual(expected);
});

describe('a quotation', () => {
  test.each([
    'The source says of visits ‘it rose’, “the majority”, and "doubled".',
    "The source says that visits 'rose, and the library's fell', „doubled“, »most visits« and ‚the majority‘.",
    'Visits, according to the Ministry, ‘rose. They fell’.',
  ])('with a speaker beside it frees what it encloses: %j', (text) => {
    expect(wordsIn(text)).toEqual([]);
  });

  test('frees nothing without one, and nothing outside', () => {
    expect(wordsIn('Visits ‘rose’ in 2012.')).toEqual(['rose']);
    expect(wordsIn('Visits fell, the source says, and ‘rose’ in 2012.')).toEqual(['fell']);
  });

  test('is not opened by an apostrophe', () => {
    expect(wordsIn('The readers’ visits rose; the library’s fell.')).toEqual(['rose', 'fell']);
    expect(wordsIn("The readers' visits rose; the library's fell.")).toEqual(['rose', 'fell']);
  });
});

const template = [
  '# A',
  'Visits {{#claim "rose" "visits" reader="children" from=2010 to=2012}}of children rose{{/claim}} by 2012 and fell.',
  '{{#if (gt (value "visits" year=2011) 3)}}Most{{else}}A minority{{/if}} came.',
  '{{#if (gt (value "visits" year=2011) 3)}}\nMost visits\n\nwere long.\n{{/if}}',
  '{{#unchecked "nobody counted them"}}Most liked it.{{/unchecked}}',
  '{{#quoted-claim "rose" "visits" from=2010 to=2011 by="X"}}\nMost came.\n{{/quoted-claim}}',
  '{{table "visits" rows="year" columns="reader" caption="It doubled" id="tbl-a"}}',
  '```vega-lite\nname: fig-a\ntitle:\n  text: It halved\ndata: {name: visits}\nmark: bar\nencoding:\n  x: {field: year, type: ordinal, title: null}\n  y: {field: visits, type: quantitative, title: Visits}\n```',
  '',
].join('\n\n');

test('words outside claims are errors where claims are required, at their place', async () => {
  const { problems } = await composeClaims(template, undefined, { project: { claims: 'required' } });
  expect(problems.map((problem) => problem.replace(/ says something .*/s, ''))).toEqual([
    'templates/claims.md:3:109 error claim/word: `fell`',
    'templates/claims.md:5:42 error claim/word: `Most`',
    'templates/claims.md:5:56 error claim/word: `minority`',
    'templates/claims.md:8:1 error claim/word: `Most`',
    'templates/claims.md:24:12 error claim/word: `halved`',
    'templates/claims.md:19:59 error claim/word: `doubled`',
  ]);
  expect(problems[0]).toContain(
    'hint: put `{{#claim "fell" "visits" from=... to=...}}` and `{{/claim}}` around the words, or',
  );
});

test('they are notes on request, and else not looked for', async () => {
  expect((await composeClaims(template)).problems).toEqual([]);
  const { problems } = await composeClaims(template, undefined, { words: true });
  expect(problems).toHaveLength(7);
  for (const problem of problems) expect(problem).toMatch(/ note claim\/word: /);
  expect(problems.join('\n')).toMatch(/No data tests `[^`]+`: \S/);
});

test('unchecked words need a reason and words', async () => {
  expect(
    (
      await composeClaims(
        '# A\n\n{{#unchecked " "}}Most{{/unchecked}}\n{{#unchecked "n/a"}}Most{{/unchecked}}\n{{unchecked "x"}}\n',
      )
    ).problems,
  ).toEqual([
    'templates/claims.md:3:14 error content/argument: `unchecked` has an empty reason\n  hint: say why nothing can test the words, in two words at least: `{{#unchecked "no table records income"}}`',
    'templates/claims.md:4:14 error content/argument: `unchecked` has `n/a` in place of a reason\n  hint: say why nothing can test the words, in two words at least: `{{#unchecked "no table records income"}}`',
    'templates/claims.md:5:1 error content/argument: `{{unchecked}}` encloses no words\n  hint: write `{{#unchecked "why"}}`, the words, and `{{/unchecked}}`',
  ]);
});
