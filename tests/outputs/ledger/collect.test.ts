import type { Element } from 'hast';
import { h } from 'hastscript';
import { describe, expect, test } from 'vitest';
import { exact } from '../../../src/model/exact.js';
import { withData } from '../../../src/outputs/html/elements.js';
import type { PrintedPlace } from '../../../src/outputs/ledger/numeral.js';
import { collectNumerals } from '../../../src/outputs/ledger/printed-numerals.js';
import { entryOf } from './entries.js';

const lines = (content: Parameters<typeof collectNumerals>[0]): string[] =>
  collectNumerals(content).map(
    ({ text, class: name, place, anchor }) => `${text} ${name} ${place} ${anchor ?? '-'}`,
  );

/** An element that says where its numerals stand, as those who make it do. */
const at = (place: PrintedPlace, element: Element): Element => withData(element, { place });

describe('every numeral of a page', () => {
  test('in reading order, with its class, its place and the nearest id', () => {
    const section = h('section', { ariaLabelledBy: ['sec-a'] }, [
      at('heading', h('h2', { id: 'sec-a' }, [h('span', { dataN: 'enumerator' }, '2'), ' Cases'])),
      h('p', ['In ', h('span', { dataN: 'date' }, '2014'), ' and 7']),
      h('figure', { id: 'tbl-a' }, [
        at('caption', h('figcaption', [h('span', { dataN: 'enumerator' }, 'Table 1')])),
        at('table', h('table', { dataN: 'label' }, [h('tr', [h('th', 'Age 18')])])),
      ]),
    ]);
    expect(lines([section])).toEqual([
      '2 enumerator heading sec-a',
      '2014 date text sec-a',
      '7 undefined text sec-a',
      '1 enumerator caption tbl-a',
      '18 label table tbl-a',
    ]);
    expect(collectNumerals([section])[1]?.section).toEqual({ id: 'sec-a', title: '2 Cases' });
  });

  test('a quantity is one entry, whole, with what it answers with', () => {
    const entry = entryOf('5 to 7', exact(5));
    const number = { ...h('data', { className: ['value'] }, '5 to 7'), data: { entry } };
    const [found, ...others] = collectNumerals([h('p', [number])]);
    expect(found).toMatchObject({ text: '5 to 7', class: 'ledger', entry });
    expect(others).toEqual([]);
  });

  test('a drawing has its labels by their classes, its quantities once each, and its words', () => {
    const entry = { ...entryOf('54', exact(54)), place: 'chart', id: 'sec-a:abcdefgh' } as const;
    const spoken = entryOf('54', exact(54));
    const svg =
      '<svg><title data-n="date">Cases, 2014</title><text data-n="ledger" data-id="sec-a:abcdefgh">54</text><text data-n="tick">20</text></svg>';
    const panel = h('div');
    panel.children.push({ type: 'raw', value: svg });
    panel.data = {
      entries: [entry],
      told: [
        [
          { text: 'Cases, ' },
          { text: '2014', class: 'date' },
          { text: '54', class: 'ledger', entry: spoken },
        ],
      ],
    };
    expect(lines([panel])).toEqual([
      '2014 date alternative -',
      '54 ledger alternative -',
      '54 ledger chart -',
      '20 tick chart -',
    ]);
    expect(collectNumerals([panel]).map((numeral) => numeral.entry)).toEqual([
      undefined,
      spoken,
      entry,
      undefined,
    ]);
  });

  test('a quantity in the words for those who do not see an image answers too', () => {
    const entry = entryOf('54', exact(54));
    const image = {
      ...h('img', { alt: 'Map of 54 places', dataNAlt: 'ledger' }),
      data: { told: [[{ text: 'Map of ' }, { text: '54', class: 'ledger' as const, entry }]] },
    };
    expect(collectNumerals([image])).toMatchObject([
      { text: '54', class: 'ledger', place: 'alternative', entry },
    ]);
  });

  test('what stands in attributes is spoken', () => {
    const link = h('a', { ariaLabel: 'Note 3', dataNAlt: 'enumerator' });
    expect(lines([link])).toEqual(['3 enumerator alternative -']);
  });
});
