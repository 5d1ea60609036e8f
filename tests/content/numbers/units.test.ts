import { expect, test } from 'vitest';
import { unitForms } from '../../../src/content/numbers/units.js';
import { lexicon } from '../../support/english.js';

test('a currency by its code has the forms of its name, and a word in small letters is no code', () => {
  expect(unitForms('EUR', lexicon)).toContain('euro');
  expect(unitForms('EUR million', lexicon)).toContain('euro');
  expect(unitForms('all', lexicon)).not.toContain('lek');
});
