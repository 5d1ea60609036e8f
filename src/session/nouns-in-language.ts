import type { Spoken } from '../content/numbers/spoken.js';
import { type Diagnostic, didYouMean, listNames } from '../diagnostics.js';
import { type DeclaredNouns, type Nouns, noNouns } from '../language/noun.js';
import { latinNouns, pluralForms } from '../language/nouns.js';
import { writtenForm } from '../language/serbian-latin.js';
import { unitParts } from '../model/unit.js';
import { problem } from '../problems/problem.js';
import type { Memory } from './memo/memory.js';

interface NounsInLanguage {
  readonly written: Nouns;
  /** The same but for Serbian in Latin letters. */
  readonly printed: Nouns;
  readonly diagnostics: readonly Diagnostic[];
}

/** The forms of units that a project declares in a language, and what is wrong with them. */
export function nounsIn(
  declared: DeclaredNouns | undefined,
  spoken: Spoken,
  {
    tag,
    memory,
    place,
    kept,
  }: {
    readonly tag: string;
    readonly memory: Memory;
    readonly place: string;
    readonly kept?: RegExp | undefined;
  },
): NounsInLanguage {
  if (declared === undefined) return { written: noNouns, printed: noNouns, diagnostics: [] };
  const form = writtenForm(tag);
  const written = memory.share(`nouns ${place} ${form}`, declared.nouns);
  const printed = form === tag ? written : memory.share(`nouns ${place} ${tag}`, latinNouns(written, kept));
  return { written, printed, diagnostics: nounProblems(declared, tag, spoken) };
}

/** Forms of units that no dataset has, and forms that the language does not have. */
function nounProblems(
  { nouns, places }: DeclaredNouns,
  tag: string,
  { units, names }: Spoken,
): readonly Diagnostic[] {
  const known = new Set(
    [...units, ...names.flatMap((each) => each.units)].map((each) => unitParts(each).noun),
  );
  const forms = [...pluralForms(tag), 'of', 'alone'];
  return Object.entries(nouns).flatMap(([unit, noun]) => {
    const position = places[unit];
    if (position === undefined) return [];
    const foreign = Object.keys(noun).filter((form) => !forms.includes(form));
    return [
      ...(known.has(unit)
        ? []
        : [problem('translation/unused.unit', position, { unit }, didYouMean(unit, [...known]))]),
      ...foreign.map((form) =>
        problem('language/unit.foreign', position, { form, tag, forms: listNames(forms) }),
      ),
    ];
  });
}
