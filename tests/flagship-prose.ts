/** The text of both reports of the flagship, read as an editor would: how sentences begin, what is said twice, what is quoted. Part of `flagship.test.ts`. */

import type { Nodes } from 'mdast';
import { visitParents } from 'unist-util-visit-parents';
import { describe, expect, test } from 'vitest';
import type { Content } from '../src/content/compose.js';
import { isFloat } from '../src/model/tree/floats.js';
import { plainText } from '../src/report/tree.js';
import { textOf } from './support/flagship-texts.js';

const reports = ['annual-report', 'shadow-report'] as const;

const bodyOf = (report: string): Content['body'] => textOf(report).content.body;

/** What is read from left to right: paragraphs of text and lists, titles of charts. Cards show a number first by design. */
function paragraphs(report: string): string[] {
  const texts: string[] = [];
  visitParents(bodyOf(report), (node, ancestors) => {
    const inCards = ancestors.some((each) => each.type === 'container' && each.name === 'cards');
    if (node.type === 'paragraph' && !inCards) texts.push(plainText(node.children));
    if (node.type === 'chart') texts.push(plainText(node.children.slice(0, 1)));
  });
  return texts;
}

describe.each(reports)('in the %s', (report) => {
  test('no sentence begins with a numeral', () => {
    const begins = paragraphs(report).flatMap(
      (text) => text.match(/(?:^|[.?!]\)? )\d[\d.,]*%? \p{L}[^.]{0,40}/gu) ?? [],
    );
    expect(begins).toEqual([]);
  });

  test('no paragraph says again, with other figures, what another says', () => {
    // The same words with the same figures may stand in a list of their own too.
    const texts = [...new Set(paragraphs(report).filter((text) => text.length > 60))];
    const skeletons = texts.map((text) => text.replace(/[\d.,]+/g, '#'));
    expect(skeletons.filter((text, index) => skeletons.indexOf(text) < index)).toEqual([]);
  });

  test('no sentence hands over to a table or figure, which may stand on the next page', () => {
    const handing: string[] = [];
    visitParents(bodyOf(report), (node, ancestors) => {
      const siblings: readonly Nodes[] = ancestors.at(-1)?.children ?? [];
      const next = siblings[siblings.indexOf(node) + 1];
      if (node.type !== 'paragraph' || next === undefined || !isFloat(next)) return;
      if (plainText(node.children).endsWith(':')) handing.push(plainText(node.children));
    });
    expect(handing).toEqual([]);
  });
});

// Typed from the source a second time.
test('what is quoted from the source in the progress report is word for word', () => {
  const quoted = paragraphs('annual-report').flatMap(
    (text) => text.match(/\u2018[^\u2019]{25,}\u2019/g) ?? [],
  );
  expect(quoted).toEqual([
    '\u2018new residents, who come from all over the world, have been and continue to be regular clients of sex workers\u2019',
    '\u2018one of the greatest challenges for the judicial system in Kosovo\u2019',
    '\u2018\u2026 the number of identified victims of trafficking is increasing\u2019',
    '\u2018As statistics show, the trend of trafficking of Kosovo victims has increased from year to year\u2019',
    '\u2018\u2026 the age of the victims, mainly between the ages of 14 and 18\u2019',
    '\u2018with primary and secondary education\u2019',
    '\u2018Most of the victims are rural origin, have lived their childhood in a poor economic situation, have been unable to attend school, or lived in families with divorced parents\u2019',
  ]);
});

test('the cover of the progress report says what is real and what is invented', () => {
  const { subtitle } = textOf('annual-report').content.meta;
  expect(subtitle).toMatch(/The strategy is real.*police figures.*the action plan.*invented/);
});

test('a figure of the source is qualified as the source does it, and no more', () => {
  const texts = paragraphs('annual-report').join(' ');
  expect(texts).toContain('Victims are said to be mainly 14 to 18 years old');
});
