import { hiddenInSentences } from '../../content/guards/protected-counts.js';
import type { Diagnostic } from '../../diagnostics.js';
import { operations } from '../../extensions/operations.js';
import { inWords } from '../../language/periods.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Editions } from '../../model/snapshot/editions.js';
import { officeProblems } from '../../outputs/docx/output.js';
import { nestingProblems } from '../../outputs/html/check-depth.js';
import { coverProblems } from '../../outputs/html/cover-figure.js';
import { addedStates, twoMeanings, twoRoundings } from '../../outputs/ledger/contradictions.js';
import { behindEdition } from '../../report/behind.js';
import { brokenRules, lengthProblems } from '../../report/profile.js';
import { uncorrected } from '../../report/uncorrected.js';
import { type ResourceLimits, standardLimits } from '../../resource-limits.js';
import { nodePositions } from '../compile-report.js';
import type { CompiledReport } from '../made-report.js';

/** Faults of a compiled report as a whole: its length and form, numbers that contradict each other, counts that are hidden, its annex and Word file. They change no page. */
export function checkReport(
  { target, language, content, document, house }: CompiledReport,
  published: PublishedData,
  editions: Editions,
  limits: ResourceLimits = standardLimits,
): readonly Diagnostic[] {
  const data = inWords(published, language);
  return [
    ...nestingProblems({ document, language }, limits, nodePositions(content.positions)),
    ...lengthProblems(document, target.report.length),
    ...brokenRules(document, target),
    ...coverProblems(document.tree, target.report.theme.figure),
    ...behindEdition(document, data, target),
    ...uncorrected(document, editions, target),
    ...officeProblems(target, house, limits),
    ...addedStates(document.ledger, data),
    ...hiddenInSentences(document.ledger, data),
    ...twoMeanings(document.ledger, language),
    ...twoRoundings(document.ledger, operations),
  ];
}
