import type { Diagnostic } from '../diagnostics.js';
import { writtenForm } from '../language/serbian-latin.js';
import { reportName, targetName } from '../model/target-name.js';
import type { MadeReport } from './made-report.js';
import { ofItem } from './of-item.js';
import { parityProblems } from './parity.js';

/** Where reports of one source differ in more than their language. Serbian in Latin letters is what it is in Cyrillic. */
export function languageDifferences(made: readonly MadeReport[]): readonly Diagnostic[] {
  const [first] = made.map(({ target }) => target.language);
  const compared = made.flatMap(({ target, report }) =>
    report === undefined
      ? []
      : [
          {
            target,
            id: reportName(targetName(target)),
            language: target.language,
            template: target.report.template,
            content: report.content,
          },
        ],
  );
  const sources = new Map(
    compared.flatMap((each) => (each.language === first ? [[each.id, each] as const] : [])),
  );
  const languages = new Set(compared.map(({ language }) => language));
  return compared.flatMap((other) => {
    const source = sources.get(other.id);
    const isOwn = source === undefined || writtenForm(source.language) === writtenForm(other.language);
    const isLatin = writtenForm(other.language) !== other.language;
    const hasCyrillic = isLatin && languages.has(writtenForm(other.language));
    return isOwn || hasCyrillic ? [] : ofItem(other.target, parityProblems(source, other));
  });
}
