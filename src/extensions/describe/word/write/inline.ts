import { escaped, unmarkedStart } from '../../../../content/markdown/escape.js';
import { helperText, leftOfTyped, yearText } from '../match/helper-text.js';
import type { LookedUp } from '../match/score.js';
import type { Span, TextBlock } from '../read/blocks.js';

/** What is put into a text at an offset, or stands there in place of it. */
interface Insert {
  readonly at: number;
  /** Of what replaces words: their end. */
  readonly end: number;
  /** Of two at one offset, the lower one comes first. */
  readonly order: number;
  readonly text: string;
  /** A number that a person has to look at. */
  readonly asked?: LookedUp;
}

/** Words of a template, and where in them numbers stand that a person has to look at. */
export interface Inline {
  readonly text: string;
  readonly asked: readonly { readonly offset: number; readonly number: LookedUp }[];
}

interface InlineInput {
  readonly numbers: readonly LookedUp[];
  readonly edition: number;
  /** The path of a picture for the template, where the file has it. */
  readonly pathOf: (part: string) => string | undefined;
}

/** A paragraph as Markdown, with helpers for the numbers that are certain. */
export function inlineOf(block: TextBlock, { numbers, edition, pathOf }: InlineInput): Inline {
  const { text, spans } = block;
  const own = numbers.filter((each) => each.block === block);
  const found = own.map((number): Insert => {
    const { typed } = number.context;
    const { at, end } = typed;
    if (number.pick === undefined) return { at, end: at, order: 3, text: '', asked: number };
    const rest = escaped(leftOfTyped(number.pick, typed));
    const helper = whole(helperText(number.pick, typed, edition), number.context, edition);
    return { at, end, order: 4, text: helper + rest };
  });
  const years = found.flatMap((insert, index) => yearsBeside(own[index], insert.text, edition));
  const marks = block.kind === 'heading' ? [] : emphasisOf(text, spans);
  const inserts = [
    ...found,
    ...years,
    ...marks.map((mark) => outsideOf(mark, found)),
    ...thingsOf(spans, pathOf),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  let at = text.length - text.trimStart().length;
  let written = '';
  const asked: Inline['asked'][number][] = [];
  for (const insert of inserts) {
    if (insert.at < at && insert.end > insert.at) continue;
    written += escaped(text.slice(at, Math.max(at, insert.at)));
    if (insert.asked !== undefined) asked.push({ offset: written.length, number: insert.asked });
    written += insert.text;
    at = Math.max(at, insert.end);
  }
  written += escaped(text.slice(at));
  const start = unmarkedStart(written);
  const shift = start.length - written.length;
  return {
    text: start.trimEnd(),
    asked: asked.map(({ offset, number }) => ({ offset: offset === 0 ? 0 : offset + shift, number })),
  };
}

/** A change to the year before begins a year earlier when that moves, but where its sentence names both: "from 2023 to 2024". */
function whole(helper: string, { near, counted }: LookedUp['context'], edition: number): string {
  const isSpan = near.years.some((each) => each.year === edition - 2 && !counted.includes(each));
  return isSpan
    ? helper
    : helper.replace(`from=${edition - 2} to="edition-1"`, 'from="edition-2" to="edition-1"');
}

/** The years that a sentence names beside a helper that moves with the edition: they move with it. */
function yearsBeside(number: LookedUp | undefined, helper: string, edition: number): Insert[] {
  if (number === undefined) return [];
  const { typed, at: own, counted } = number.context;
  return counted.flatMap(({ year, at }): Insert[] => {
    const step = yearText(`${year}`, edition);
    if (!step.startsWith('"') || !helper.includes(step)) return [];
    const begin = typed.at - own + at;
    return [{ at: begin, end: begin + 4, order: 4, text: `{{${step.slice(1, -1).replace('-', ' -')}}}` }];
  });
}

/** A mark within a number stands before or behind it. */
function outsideOf(mark: Insert, numbers: readonly Insert[]): Insert {
  const inside = numbers.find(({ at, end }) => at < mark.at && mark.at < end);
  if (inside === undefined) return mark;
  const at = mark.order < opening ? inside.end : inside.at;
  return { ...mark, at, end: at };
}

/** Order of what opens; what closes is lower, the innermost lowest. */
const opening = 2;

/** Bold words, and italic ones that are not cut by them; links. */
function emphasisOf(text: string, spans: readonly Span[]): Insert[] {
  const bold = joined(spans.filter(({ isBold }) => isBold));
  const italic = joined(spans.filter(({ isItalic }) => isItalic));
  const isCut = (range: Range): boolean =>
    bold.some(
      ({ at, end }) =>
        (at < range.at && range.at < end && end < range.end) ||
        (range.at < at && at < range.end && range.end < end),
    );
  const around = (range: Range, before: string, after: string, closing: number): Insert[] => {
    const words = text.slice(range.at, range.end);
    const at = range.at + words.length - words.trimStart().length;
    const end = range.end - (words.length - words.trimEnd().length);
    if (at >= end) return [];
    return [
      { at, end: at, order: opening, text: before },
      { at: end, end, order: closing, text: after },
    ];
  };
  const links = spans.flatMap(({ at, end, href }) => (href === undefined ? [] : [{ at, end, href }]));
  return [
    ...links.flatMap(({ href, ...range }) => around(range, '[', `](${addressOf(href)})`, 1.3)),
    ...bold.flatMap((range) => around(range, '**', '**', 1.2)),
    ...italic.filter((range) => !isCut(range)).flatMap((range) => around(range, '*', '*', 1.1)),
  ];
}

/** An address that no bracket ends, and of which what is escaped is not escaped again. */
const addressOf = (href: string): string =>
  encodeURI(href)
    .replace(/%25(?=[\dA-Fa-f]{2})/g, '%')
    .replace(/[()]/g, '\\$&');

interface Range {
  readonly at: number;
  readonly end: number;
}

/** Ranges that touch are one. */
function joined(spans: readonly Span[]): Range[] {
  const ranges: Range[] = [];
  for (const { at, end } of spans) {
    const last = ranges.at(-1);
    if (last?.end === at) ranges[ranges.length - 1] = { at: last.at, end };
    else if (end > at) ranges.push({ at, end });
  }
  return ranges;
}

/** Marks of notes, and pictures. */
const thingsOf = (spans: readonly Span[], pathOf: InlineInput['pathOf']): Insert[] =>
  spans.flatMap(({ at, note, picture }): Insert[] => {
    if (note !== undefined) return [{ at, end: at, order: 1.5, text: `[^${note}]` }];
    const path = picture === undefined ? undefined : pathOf(picture.part);
    if (picture === undefined || path === undefined) return [];
    const alternative = picture.alternative.trim() || 'ASK: what does the picture show?';
    return [{ at, end: at, order: 3, text: `![${escaped(alternative)}](${path})` }];
  });
