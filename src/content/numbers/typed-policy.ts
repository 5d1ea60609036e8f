import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { emptyLexicon } from '../../language/lexicon/lexicon.js';
import type { Report, TypedPolicy } from '../../model/project/project.js';

/** True of a number in digits or words that an author typed. */
export const isTyped = ({ code, severity }: Diagnostic): boolean =>
  severity === 'error' && (code === 'number/hard-typed' || code === 'number/word');

/** Without a lexicon nobody can tell a statistic from a law or a date, so that no number ends the build. */
export const typedPolicy = ({
  report: { typed },
  language,
}: {
  readonly report: Pick<Report, 'typed'>;
  readonly language: Language;
}): TypedPolicy => typed ?? (language.lexicon === emptyLexicon ? 'warning' : 'error');

/** What a report makes of the numbers that its author typed. */
export const judgeTyped = (found: readonly Diagnostic[], policy: TypedPolicy): readonly Diagnostic[] =>
  policy === 'error'
    ? found
    : found.flatMap((each) =>
        !isTyped(each) ? [each] : policy === 'off' ? [] : [{ ...each, severity: 'warning' as const }],
      );
