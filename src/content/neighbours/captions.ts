import type { Root } from 'mdast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { CaptionedTableNode, DataTableNode } from '../../model/tree/nodes.js';
import type { ValueNode } from '../../model/tree/phrasing-nodes.js';
import { visit } from '../../model/tree/visit.js';
import { problem, wording } from '../../problems/problem.js';
import { describeYears } from '../guards/years-of.js';
import { placeholder } from '../numbers/number-words.js';
import { categoryBeside } from './categories.js';
import { type NeighbourContext, type NeighbourProblem, placeOf } from './place.js';
import { calculated } from './right-beside.js';
import { calendarYears, otherSpan } from './spans.js';
import { plainWords } from './totals.js';
import { yearBeside } from './years.js';

/** A table that an author gave a caption, with its numbers. */
export interface Captioned {
  readonly caption: string;
  readonly values: readonly ValueNode[];
  readonly at: Position;
  /** It has numbers of its own: its nouns may be what those count. */
  readonly isCounting: boolean;
}

/** True of a layout of an extension that compares with the edition before. */
const isOfEarlier = (layout: string | undefined): boolean => layout === 'revised';

/** The tables of a resolved tree that print numbers. */
export function captionsIn(body: Root): Captioned[] {
  const found: Captioned[] = [];
  const add = (table: DataTableNode | CaptionedTableNode): void => {
    // The year above revised figures is that of the edition before.
    if (table.type === 'dataTable' && isOfEarlier(table.layout)) return;
    const [caption, ...parts] = table.children;
    const values: ValueNode[] = [];
    for (const part of parts) visit(part, 'value', (node) => void values.push(node));
    if (values.length === 0) return;
    const own: ValueNode[] = [];
    if (caption !== undefined) visit(caption, 'value', (node) => void own.push(node));
    found.push({ caption: plainWords(caption), values, at: table.at, isCounting: own.length > 0 });
  };
  visit(body, 'dataTable', add);
  visit(body, 'captionedTable', add);
  return found;
}

/** How a caption and a number of its table read together. */
const forms = [': ', ' '];

/** "Victims in 2014" above numbers of six years, and "Kosovar victims" above totals: a caption is beside every number of its table. */
export function checkCaption(
  { caption, values, at, isCounting }: Captioned,
  context: NeighbourContext,
): Diagnostic | undefined {
  const problemOf = (node: ValueNode, form: string): NeighbourProblem | undefined => {
    const value = { node, from: caption.length + form.length };
    const text = `${caption}${form}${placeholder}`;
    const place = placeOf({ text, pieces: [], declared: [], values: [value] }, value);
    return yearBeside(place, context) ?? categoryBeside(place, context);
  };
  for (const form of forms) {
    let first: NeighbourProblem | undefined;
    const isWrong = values.every((node) => {
      const problem = problemOf(node, form);
      first ??= problem;
      return problem !== undefined;
    });
    if (isWrong && first !== undefined) {
      return {
        position: at,
        severity: 'error',
        ...first,
        ...wording('content/captions.caption', { message: first.message }),
      };
    }
  }
  const noun = isCounting ? undefined : foreignNoun({ caption, values, at }, context);
  return noun ?? foreignYears({ caption, values, at }, context);
}

/** "Victims, 2009–2014" above numbers of 2011 to 2014. */
function foreignYears(
  { caption, values, at }: Omit<Captioned, 'isCounting'>,
  { data, lexicon }: NeighbourContext,
): Diagnostic | undefined {
  const years = calendarYears(
    values.flatMap(({ entry }) => entry.quantity.cells),
    data,
  );
  // "Change, 2012–2014" begins with that from 2011.
  const isOfChanges = values.some(({ entry }) => /change$/.test(entry.quantity.operation));
  const named = years && !isOfChanges ? otherSpan(caption, years, lexicon) : undefined;
  if (years === undefined || named === undefined) return undefined;
  return problem('number/period.caption', at, { named, years: describeYears(years) });
}

/** "Arrests by offence" above numbers of victims: a noun that none of them counts, and none that one of them does. */
function foreignNoun(
  { caption, values, at }: Omit<Captioned, 'isCounting'>,
  { vocabulary, lexicon }: NeighbourContext,
): Diagnostic | undefined {
  const quantities = values.map(({ entry }) => entry.quantity);
  const [unit = '', ...others] = new Set(quantities.map((quantity) => quantity.unit));
  // A rate is of its denominator too: "per 1,000".
  if (calculated.has(unit) || /\d/.test(unit) || others.length > 0) return undefined;
  const words = caption.match(/\p{L}{3,}/gu) ?? [];
  const { persons } = lexicon.neighbours;
  const isForeign = (word: string): boolean =>
    quantities.every((quantity) => {
      const noun = vocabulary.foreign(word, quantity);
      return noun !== undefined && !noun.forms.some((form) => persons.includes(form));
    });
  const word = words.find(isForeign);
  const isOwn = (each: string): boolean =>
    quantities.some((quantity) => vocabulary.counted(quantity, false).includes(each.toLowerCase()));
  if (word === undefined || words.some(isOwn)) return undefined;
  return problem('number/noun.caption', at, { word, unit });
}
