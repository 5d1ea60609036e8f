import { expect, test } from 'vitest';
import { slugOf } from '../../src/language/serbian-latin.js';

test.each([
  ['Fushë Kosovë', 'fushe-kosove'],
  ['Deçan', 'decan'],
  ['Ђаковица', 'djakovica'],
  ['Đurđevo', 'djurdjevo'],
  ['Штрпце', 'strpce'],
  ['Љубав Њива Џеп', 'ljubav-njiva-dzep'],
  ['Hani i Elezit / Gen. Janković', 'hani-i-elezit-gen-jankovic'],
  ['Côte d’Ivoire', 'cote-divoire'],
  ['Łódź, Straße, Ærø', 'lodz-strasse-aero'],
  ['65+', '65'],
  ['東京', ''],
])('%s is %s in an address', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
