import { expect, test } from 'vitest';
import { withNouns } from '../../src/language/nouns.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';

const project = new MemoryProject({
  id: 'counts',
  files: {
    'data/datapackage.yaml': `
name: counts
resources:
  - name: crises
    path: crises.csv
    title: Crises
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: crises, title: Crises, type: integer, role: measure, unit: crises}
        - {name: geese, title: Geese, type: integer, role: measure, unit: geese}
`,
    'data/crises.csv': 'year,crises,geese\n2014,1,7\n2015,3,1\n',
  },
});
const nouns = { crises: { one: 'crisis' }, geese: { one: 'goose' } };
const language = { ...english, lexicon: withNouns(english.lexicon, nouns) };

async function said(template: string) {
  const { content, problems } = await project.compose(`# A {#a}\n\n${template}\n`, {}, { language });
  const words = (node: unknown): string => {
    const {
      value,
      entry,
      children = [],
    } = node as {
      value?: string;
      entry?: { text: string };
      children?: unknown[];
    };
    return entry?.text ?? value ?? children.map(words).join('');
  };
  const paragraph = content?.body.children.find(({ type }) => type === 'paragraph');
  return { text: words(paragraph), problems };
}

test('a number stands with its unit as it is spoken, on one line, and words agree with it', async () => {
  const cell = (measure: string, year: number) => `"crises" measure="${measure}" year=${year}`;
  const template = [2014, 2015]
    .map(
      (year) =>
        `There {{agree (value ${cell('crises', year)}) one="was" other="were"}} {{count ${cell('crises', year)}}}.`,
    )
    .join(' ');
  expect(
    await said(`${template} In all {{count (sum "crises" measure="crises" from=2014 to=2015)}}.`),
  ).toEqual({
    text: 'There was 1\u00a0crisis. There were 3\u00a0crises. In all 4\u00a0crises.',
    problems: [],
  });
});

test('a typed noun may be any form of the unit, and no form of another', async () => {
  const right = await said('{{value "crises" measure="crises" year=2014}} crisis');
  expect(right.problems).toEqual([]);
  const wrong = await said('{{value "crises" measure="crises" year=2014}} goose');
  expect(wrong.problems.join('\n')).toMatch(/number\/noun/);
});

test('a noun that is typed behind the printed one, and a number without a unit, are errors', async () => {
  const twice = await said('There were {{count "crises" measure="crises" year=2015}} crises.');
  expect(twice.problems.join('\n')).toContain('number/noun: “crises” is printed twice after 3');
  const ignored = await said('{{count (sum "crises" measure="crises") year=2015}}');
  expect(ignored.problems.join('\n')).toContain('`year`');
});

test('words that agree are words of the author: a number typed among them is found where it stands', async () => {
  const { problems } = await said(
    '{{agree (value "crises" measure="crises" year=2014) one="was" other="were 12 of the geese"}}',
  );
  expect(problems).toEqual([expect.stringMatching(/^templates\/counts\.md:3:\d+ error number\/.*12/)]);
});
