import { expect, test } from 'vitest';
import { filesBelow, textOf } from './repository.js';

/** Rooms whose texts are in reports. The others write messages, which are in English. */
const rooms = ['content', 'charts', 'report', 'outputs', 'extensions', 'session', 'model'];

/**
 * The days and months of axes, which d3 prints; the script of the page finds where a sentence ends, and prints nothing, as does
 * what finds the sentence of a passage, and what knows months by their names. Commands write for authors.
 */
const known = [
  'src/charts/drawing/locale.ts',
  'src/outputs/html/script/telling.ts',
  'src/extensions/describe/data/found-table.ts',
  'src/extensions/methods/passages.ts',
  'src/extensions/queries/run-databases.ts',
  'src/extensions/trace/run-trace.ts',
  'src/extensions/translate/new-language.ts',
];

test('what reports print of numbers, lists and days goes through language/', () => {
  const files = rooms.flatMap((room) => filesBelow(`src/${room}`)).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(100);
  const own = files.filter((file) => /\bIntl\.|\.toLocaleString\(/.test(textOf(file)));
  expect(own).toEqual(known);
});
