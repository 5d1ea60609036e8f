import { expect, test } from 'vitest';
import { localise } from '../../src/language/localise.js';
import type { PublishedData, PublishedDataset } from '../../src/model/dataset.js';
import { notAvailable } from '../../src/model/missing.js';

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
