import { labelOf } from '../../model/dataset/category.js';
import { faultOf } from '../../problems/problem.js';
import { sentenceBounds } from '../numbers/sentence.js';
import { stemOf } from '../numbers/units.js';
import { dimensionsOf } from '../selection/fields.js';
import type { NeighbourRule } from './place.js';

/** "36 victims, whatever their nationality" where 36 are the Kosovar ones, and no category of nationality is named. */
export const whateverBeside: NeighbourRule = ({ entry, run, from: at }, { data, lexicon, names }) => {
  const { cells, dataset: name, operation } = entry.quantity;
  const dataset = Object.hasOwn(data, name) ? data[name] : undefined;
  const [from, to] = sentenceBounds(run.text, at, lexicon.claims.abbreviations);
  const isAlone = run.values.every((value) => value.from === at || value.from < from || value.from >= to);
  if (dataset === undefined || !isAlone || operation === 'share') return undefined;
  const sentence = run.text.slice(from, to);
  const nouns = [...sentence.matchAll(lexicon.neighbours.whatever)].map(([, noun = '']) =>
    stemOf(noun.toLowerCase(), lexicon.neighbours.endings),
  );
  for (const field of dimensionsOf(dataset)) {
    const titles = (field.title.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) =>
      stemOf(word, lexicon.neighbours.endings),
    );
    const values = new Set(cells.map(({ keys }) => keys[field.name]));
    const [value] = values;
    if (!titles.some((title) => nouns.some((noun) => isSame(title, noun))) || values.size !== 1) continue;
    if (value === undefined || field.total === undefined || value === field.total) continue;
    const words = names.wordsIn(run);
    if (names.in(words, [0, words.length], name, field).some((each) => each.category.value !== field.total))
      continue;
    const own = labelOf(field, value);
    return faultOf('number/category', { text: entry.text, own, title: field.title });
  }
  return undefined;
};

/** Of long words one form may be the beginning of another: "shtetësi" and "shtetës". */
const isSame = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a)));
