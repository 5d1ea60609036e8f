import { expect, test } from 'vitest';
import { checkTranslation } from '../../src/data/translations/check.js';
import { localise } from '../../src/language/localise.js';
import type { PublishedData, PublishedDataset } from '../../src/model/dataset/dataset.js';
import { notAvailable } from '../../src/model/dataset/missing.js';
import { nothingKnown } from '../../src/model/project/about.js';

test('why a calculated number is missing is said in the language, where it stands in the row and where it is calculated', () => {
  const value = { ...notAvailable, reason: 'there is no target for the year' };
  const row = {
    keys: { indicator: 'I1' },
    measures: { fulfilment: value },
    derivations: { fulfilment: { value, operation: 'target-fulfilment', cells: [] } },
    attributes: {},
    notes: [],
  };
  const dataset = {
    name: 'plan-indicators',
    title: 'Indicators',
    fields: [],
    rows: [row],
    missingValues: [],
    sources: [],
    licences: [],
  };
  const data: PublishedData = { 'plan-indicators': dataset as unknown as PublishedDataset };
  const texts = new Map([
    ['not available', 'није доступно'],
    ['there is no target for the year', 'нема циљне вредности за ту годину'],
  ]);
  const translated = localise(data, { texts, at: new Map() })['plan-indicators']?.rows[0];
  const expected = { meaning: 'није доступно', reason: 'нема циљне вредности за ту годину' };
  expect(translated?.measures.fulfilment).toMatchObject(expected);
  expect(translated?.derivations?.fulfilment?.value).toMatchObject(expected);
});

/** Indicators with the institutions that answer for them by code, and a fact in millions. */
function project(): PublishedData {
  const field = (name: string, role: string) => ({ name, title: '1', type: 'string', role, categories: [] });
  const dataset = (name: string, rows: readonly Record<string, string>[]): PublishedDataset =>
    ({
      name,
      title: '1',
      fields: [field('key', 'dimension'), field('unit', 'attribute'), field('office', 'attribute')],
      rows: rows.map(({ key = '', ...attributes }) => ({
        keys: { key },
        measures: {},
        attributes,
        notes: [],
      })),
      missingValues: [],
      sources: [],
      licences: [],
    }) as unknown as PublishedDataset;
  return {
    indicators: dataset('indicators', [
      { key: 'I1', unit: 'persons', office: 'police' },
      { key: 'I2', unit: 'persons', office: 'police' },
    ]),
    facts: dataset('facts', [{ key: 'trafficked', unit: 'million people', office: 'police' }]),
  };
}

test('a column of single words holds codes, which stay, and words, which its places translate', () => {
  const translation = {
    texts: new Map([
      ['persons', 'personave'],
      ['police', 'Policia'],
      ['people', 'personave'],
    ]),
    at: new Map([
      ['indicators/unit@I1', 'persona'],
      ['indicators/office@I2', 'Policia'],
    ]),
  };
  const [first, second] = localise(project(), translation).indicators?.rows ?? [];
  expect(first?.attributes).toEqual({ unit: 'persona', office: 'police' });
  expect(second?.attributes).toEqual({ unit: 'personave', office: 'Policia' });
  const read = { file: 'sq.yaml', diagnostics: [], ...translation };
  expect(
    checkTranslation({ data: project(), about: nothingKnown }, read, 'sq', new Map(), new Set()),
  ).toEqual([]);
});

test('the unit of a fact keeps the word that scales it, which is printed by a message', () => {
  const translation = { texts: new Map([['people', 'personave']]), at: new Map<string, string>() };
  const [row] = localise(project(), translation).facts?.rows ?? [];
  expect(row?.attributes.unit).toBe('million personave');
});
