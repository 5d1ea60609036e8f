import { expect, test } from 'vitest';
import { Shown } from '../../../src/extensions/preview/shown.js';

test('a page that was let go, and is made anew, is newer than all before it, and is sent whole', () => {
  const shown = new Shown();
  const put = (folder: string, html: string) => shown.putPage(folder, { html, places: Promise.resolve([]) });
  put('first', 'one');
  const last = put('first', 'two');
  // More than are kept.
  for (let other = 0; other < 8; other++) put(`other ${other}`, 'page');
  expect(shown.page('first')).toBeUndefined();
  const again = put('first', 'three');
  expect(again?.version).toBeGreaterThan(last?.version ?? 0);
  expect(again?.patches).toBeUndefined();
  expect(put('first', 'three')).toBeUndefined();
  expect(put('first', 'four')?.before).toBe(again?.version);
});

test('a PDF that was let go, and is made anew, has a version of its own', () => {
  const shown = new Shown();
  const put = (folder: string) =>
    shown.putPaper(folder, { bytes: new Uint8Array(), mediaType: 'application/pdf', pages: {} }).version;
  const first = put('first');
  for (let other = 0; other < 8; other++) put(`other ${other}`);
  expect(put('first')).toBeGreaterThan(first);
});
