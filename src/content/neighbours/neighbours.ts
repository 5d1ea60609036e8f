import type { Root } from 'mdast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Spoken } from '../numbers/spoken.js';
import { type TextRun, textRuns } from '../numbers/text-runs.js';
import { type Captioned, captionsIn, checkCaption } from './captions.js';
import { categoryBeside, whateverBeside } from './categories.js';
import { countedBy } from './counted-by.js';
import { checkDeclared } from './declared.js';
import { CategoryNames } from './named.js';
import { narrowBeside } from './narrow.js';
import { type NeighbourRule, placeOf, toDiagnostic } from './place.js';
import {
  baseAfter,
  exactlyBefore,
  moneyBefore,
  nounAfter,
  nounTwice,
  numberBeside,
  partAfter,
  percentAfter,
  scaleAfter,
  signBefore,
  signDenied,
  timesAfter,
  wholeAfter,
} from './right-beside.js';
import { spanBeside } from './spans.js';
import { Vocabulary } from './vocabulary.js';
import { yearBeside } from './years.js';

/** In the order in which they are tried; the first that finds something speaks for the number. */
const rules: readonly NeighbourRule[] = [
  percentAfter,
  signBefore,
  signDenied,
  scaleAfter,
  baseAfter,
  timesAfter,
  exactlyBefore,
  numberBeside,
  nounTwice,
  nounAfter,
  wholeAfter,
  partAfter,
  moneyBefore,
  yearBeside,
  spanBeside,
  categoryBeside,
  whateverBeside,
  narrowBeside,
  countedBy,
];

/** What is printed beside words. */
export interface Printed {
  /** The blocks with numbers beside which a wrong word may stand; labels and tables that are made of data are none. */
  readonly runs: readonly TextRun[];
  readonly captions: readonly Captioned[];
}

/** What stands beside words in a resolved tree. Taken before numerals are cut off the words. */
export const printedIn = (body: Root, lexicon: Lexicon): Printed => ({
  runs: textRuns(body, lexicon).filter(
    ({ otherwise, values, declared }) => otherwise === undefined && values.length + declared.length > 0,
  ),
  captions: captionsIn(body),
});

/** Looks at what stands beside every printed number: a right cell lies in a wrong sentence. What `isFreed` is not looked at. */
export function checkNeighbours(
  { runs, captions }: Printed,
  data: PublishedData,
  spoken: Spoken,
  lexicon: Lexicon,
  title: string,
  isFreed: (place: Position) => boolean,
): Diagnostic[] {
  const context = {
    data,
    lexicon,
    spoken,
    vocabulary: new Vocabulary(data, spoken, lexicon),
    names: new CategoryNames(spoken, lexicon),
    title,
  };
  const inCaptions = captions
    .filter(({ at }) => !isFreed(at))
    .flatMap((each) => checkCaption(each, context) ?? []);
  const besideNumbers = runs
    .flatMap((run) => run.values.map((value) => placeOf(run, value)))
    .filter(({ entry }) => !isFreed(entry.quantity.at))
    .flatMap((place) => {
      for (const rule of rules) {
        const problem = rule(place, context);
        if (problem !== undefined) return [toDiagnostic(problem, place)];
      }
      return [];
    });
  return [...besideNumbers, ...inCaptions, ...checkDeclared(runs, context, isFreed)];
}
