import { expect, test } from 'vitest';
import { inSerbianLatin, keptWords, toSerbianLatin, writtenForm } from '../../src/language/serbian-latin.js';

test.each([
  ['Жртве трговине људима', 'Žrtve trgovine ljudima'],
  ['ЉУБАВ и Љубав', 'LJUBAV i Ljubav'],
  ['Њ. Џ.', 'Nj. Dž.'],
  ['ПОЉЕ', 'POLJE'],
  ['УЏ', 'UDŽ'],
  ['инјекција, надживети', 'injekcija, nadživeti'],
  ['Ђорђе Чолић шћућурен', 'Đorđe Čolić šćućuren'],
  ['закон бр. 04/L-218, члан 12.', 'zakon br. 04/L-218, član 12.'],
  [
    '{count, plural, one {# ред} few {# реда} other {# редова}}',
    '{count, plural, one {# red} few {# reda} other {# redova}}',
  ],
])('%s', (cyrillic, latin) => {
  expect(toSerbianLatin(cyrillic)).toBe(latin);
});

test.each([
  ['У „Службеном гласнику“ и у Гласнику', ['Службен* гласник*'], 'U „Службеном гласнику“ i u Glasniku'],
  ['ћирилица, ЋИРИЛИЦОМ, латиница', ['ћирилиц*'], 'ћирилица, ЋИРИЛИЦОМ, latinica'],
  ['слово Џ и џеп', ['Џ'], 'slovo Џ i džep'],
  ['писмо', ['пис'], 'pismo'],
  ['Чланак (а)', ['а', 'чланак'], 'Чланак (а)'],
] as const)('%s, of which %j stays in Cyrillic', (cyrillic, words, latin) => {
  expect(toSerbianLatin(cyrillic, keptWords(words))).toBe(latin);
});

test('words that stay in Cyrillic do so in titles of charts and labels too', () => {
  const spec = { encoding: { x: { field: 'пол', axis: { title: 'Пол лица' } } } };
  expect(inSerbianLatin({ label: 'пол лица', spec }, keptWords(['лиц*']))).toEqual({
    label: 'pol лица',
    spec: { encoding: { x: { field: 'пол', axis: { title: 'Pol лица' } } } },
  });
});

test('names, code and passages in another language keep their letters, and what is one thing stays one', () => {
  const cell = { dataset: 'жртве', keys: { пол: 'женски' } };
  const entry = { text: '5 жртава', cells: [cell] };
  const tree = {
    type: 'root',
    children: [
      { type: 'text', value: 'пет' },
      { type: 'inlineCode', value: 'код' },
      { type: 'foreign', lang: 'mk', children: [{ type: 'text', value: 'жртви' }] },
      { type: 'value', entry },
      { type: 'value', entry },
      {
        type: 'chart',
        dataset: 'жртве',
        spec: { encoding: { x: { field: 'пол', axis: { title: 'Пол' } } } },
      },
    ],
  };
  const latin = inSerbianLatin(tree);
  expect(latin.children.map((node) => ('value' in node ? node.value : undefined))).toEqual([
    'pet',
    'код',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(latin.children[2]).toBe(tree.children[2]);
  expect(latin.children[3]?.entry).toEqual({ text: '5 žrtava', cells: [cell] });
  expect(latin.children[3]?.entry).toBe(latin.children[4]?.entry);
  expect(latin.children[5]).toMatchObject({
    dataset: 'жртве',
    spec: { encoding: { x: { field: 'пол', axis: { title: 'Pol' } } } },
  });
});

test('Serbian in Latin letters is written in Cyrillic, every other language as it is', () => {
  expect(['sr-Latn', 'sr-Cyrl', 'sq'].map(writtenForm)).toEqual(['sr-Cyrl', 'sr-Cyrl', 'sq']);
});
