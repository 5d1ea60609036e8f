import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { problem } from '../../problems/problem.js';
import type { ItemInput } from '../compose-input.js';
import type { ParsedTemplate } from '../template/parse-template.js';
import type { Spoken, SpokenNames } from './spoken.js';
import { Subjects } from './subjects.js';
import { unitForms } from './units.js';

/** A report whose words name nothing of its data, since the labels of the package are in another language. */
export function foreignLabels(
  templates: readonly ParsedTemplate[],
  { language, spoken, subjects }: ItemInput,
): Diagnostic[] {
  const texts = templates.map(({ text }) => text);
  const own = ownNames(texts, subjects.of(spoken, language.lexicon), spoken, language);
  if (own === undefined || spoken.file === undefined) return [];
  return [problem('language/labels', { file: spoken.file, line: 1, column: 1 }, { tag: language.tag })];
}

/**
 * The things that a language counts, as names of no dataset, for a report whose words name nothing of its data. The
 * labels of the package may be in another language, where “viktima” is what they call victims. Undefined where the
 * language knows a unit of the data, or the words name one or a category, or count nothing that the language knows.
 *
 * @param texts The templates of the report, with their helpers.
 */
export function ownNames(
  texts: readonly string[],
  subjects: Subjects,
  { units: counted }: Pick<Spoken, 'units'>,
  { tag, lexicon }: Pick<Language, 'tag' | 'lexicon'>,
): SpokenNames | undefined {
  const known = new Set(lexicon.units.flat());
  const isKnown = (unit: string): boolean => unitForms(unit, lexicon).some((form) => known.has(form));
  // English has words for more things than a lexicon: an unknown unit is no sign there of another language.
  if (tag === 'en' || lexicon.units.length === 0 || counted.length === 0 || counted.some(isKnown))
    return undefined;
  const words = texts.map((text) => text.replace(/\{\{[^}]*\}\}/gu, ' ')).join('\n\n');
  const isNamed = subjects.in(words).some(({ meanings }) => meanings.some(({ isYear }) => isYear !== true));
  if (isNamed) return undefined;
  const units = lexicon.units.flatMap(([first = '']) =>
    lexicon.neighbours.amounts.has(first) ? [] : [first],
  );
  const own = { dataset: '', title: '', units, measures: [], titles: [], categories: [], dimensions: [] };
  return new Subjects({ names: [own], synonyms: [] }, lexicon).in(words).length === 0 ? undefined : own;
}
