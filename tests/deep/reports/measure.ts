/** What would be refused in prose: numbers that nobody may type, and words that claim something of data. */
import { readNumberWords } from '../../../src/content/numbers/number-words.js';
import { readNumerals } from '../../../src/content/numbers/read-numerals.js';
import { type Spoken, yearSpan } from '../../../src/content/numbers/spoken.js';
import { Subjects } from '../../../src/content/numbers/subjects.js';
import { unitNouns } from '../../../src/content/numbers/units.js';
import { readClaimWords } from '../../../src/extensions/claims/words/read-claim-words.js';
import { loadLexicon } from '../../../src/language/lexicon/lexicon.js';
import { memoryHost } from '../../memory-host.js';

/** Something that would be refused, in the order of a paragraph. */
export interface Refusal {
  readonly text: string;
  readonly offset: number;
  /** Words that claim something are refused only where the project requires claims. */
  readonly isClaim: boolean;
}

const { tool } = memoryHost({});

/**
 * A reader of paragraphs of a language. A number that is refused counts as printed, as it would be once a helper prints it, so
 * that the words of its sentence claim something too.
 */
export async function reader(tag: string, spoken: Spoken): Promise<(text: string) => Refusal[]> {
  const lexicon = await loadLexicon(tag, tool);
  const [, last = 2024] = spoken.years;
  const read = { lexicon, span: yearSpan(spoken, last), units: unitNouns(spoken, lexicon) };
  const subjects = new Subjects(spoken, lexicon);
  return (text) => {
    const typed = readNumerals(text, read).filter((numeral) => numeral.class === undefined);
    const printed = typed.map(({ offset }) => offset);
    const claims = readClaimWords({ text, printed, isTitle: false }, { lexicon, subjects });
    const refusal =
      (isClaim: boolean) =>
      ({ text: words, offset }: { readonly text: string; readonly offset: number }): Refusal => ({
        text: words,
        offset,
        isClaim,
      });
    return [
      ...typed.map(refusal(false)),
      ...readNumberWords(text, read)
        .filter(({ unit }) => unit !== undefined)
        .map(refusal(false)),
      ...claims.filter((word) => word.claims).map(refusal(true)),
    ].sort((a, b) => a.offset - b.offset);
  };
}
