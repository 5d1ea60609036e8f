import { expect, test } from 'vitest';
import { readNumerals } from '../../../src/content/numbers/read-numerals.js';
import type { SpokenNames } from '../../../src/content/numbers/spoken.js';
import { unitForms, unitNouns } from '../../../src/content/numbers/units.js';
import { lexicon } from '../../support/english.js';
import { reader } from './reader.js';

test('a currency by its code has the forms of its name, and a word in small letters is no code', () => {
  expect(unitForms('EUR', lexicon)).toContain('euro');
  expect(unitForms('EUR million', lexicon)).toContain('euro');
  expect(unitForms('all', lexicon)).not.toContain('lek');
});

const named = (...titles: string[]): SpokenNames => ({
  ...{ dataset: 'samples', title: 'Samples', units: [], titles: [], categories: [], dimensions: [] },
  measures: titles.map((title) => ({ name: 'measured', title })),
});
const classesIn = (text: string, ...titles: string[]) => {
  const units = unitNouns({ units: [], synonyms: [], names: [named(...titles)] }, lexicon);
  return readNumerals(text, { ...reader, units }).map((each) => each.class);
};

test.each(
  [
    'mg/l',
    'mg',
    'g/l',
    'kWh/t',
    'kWh',
    'MW',
    'µg/m³',
    'kg/ha',
    'dB',
    '°C',
    'ppm',
    'mmol/l',
    'mm',
    'Hz',
    'cc',
  ].flatMap((unit) => ['18.4', '18', '7,325'].map((number) => `${number} ${unit}`)),
)('%s that was measured is a figure', (quantity) => {
  expect(classesIn(`The water held ${quantity} on average.`)[0]).toBeUndefined();
});

test('a unit is free where no data have it, and a title may say that they do', () => {
  const text = 'A driver may drink no beer above 0.5 g/l in blood.';
  expect(classesIn(text, 'Drivers (m)')).toEqual(['label']);
  expect(classesIn(text, 'Alcohol (g/l)')).toEqual([undefined]);
  expect(classesIn('The town lies at 42° 40 north, and must not warm by 2 °C.')).toContain('label');
});
