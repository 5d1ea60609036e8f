import type { DataSurroundings, PlacedWord } from '../../content/extension.js';
import { Call } from '../../content/helpers/call.js';
import { HelperProblem } from '../../content/helpers/problem.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { PublishedDataset, StatedClaim } from '../../model/dataset/dataset.js';
import type { ClaimRecord } from '../../model/snapshot/claim-record.js';
import { testClaim } from './helpers.js';
import { eachYearKind, findWords } from './words/find-words.js';
import { misfit } from './words/fit.js';
import { kindProblem, scopeProblem, strengthProblem } from './words/report.js';
import { looksAtEachYear } from './words/scope.js';
import type { WrittenClaim } from './words/tested-spans.js';

/** Tests what the descriptions of datasets say of their rows, where the data package has a claim for it. */
export function testDescriptions(
  datasets: readonly PublishedDataset[],
  around: DataSurroundings,
): { readonly claims: readonly ClaimRecord[]; readonly diagnostics: readonly Diagnostic[] } {
  const tested = datasets.flatMap((dataset) =>
    (dataset.claims ?? []).map((claim) => {
      const { record, diagnostics } = testOne(claim, dataset, around);
      return { record, diagnostics: [...diagnostics, ...wordsOf(claim, dataset, around)] };
    }),
  );
  return {
    claims: tested.flatMap(({ record }) => record ?? []),
    diagnostics: tested.flatMap(({ diagnostics }) => diagnostics),
  };
}

interface TestedDescription {
  /** Absent where it could not be tested. */
  readonly record?: ClaimRecord;
  readonly diagnostics: readonly Diagnostic[];
}

function testOne(
  { words, kind, named, at }: StatedClaim,
  { name }: PublishedDataset,
  around: DataSurroundings,
): TestedDescription {
  const site = { at, params: [at, at], hash: {} };
  const call = new Call('claim', [kind, name], named, site, {}, around.rows);
  try {
    const { claim, problem } = testClaim(call, around, [], words);
    const { marked, ...tested } = claim;
    return { record: { ...tested, text: marked }, diagnostics: problem === undefined ? [] : [problem] };
  } catch (error) {
    if (error instanceof HelperProblem) return { diagnostics: [error.diagnostic] };
    throw error;
  }
}

/** Faults of words of a claim that do not fit it, as in templates. */
function wordsOf(
  { words, kind, named, at }: StatedClaim,
  { name }: PublishedDataset,
  { language }: DataSurroundings,
): Diagnostic[] {
  const written = new Map(Object.entries(named).map(([key, value]) => [key, String(value).split('|')]));
  const claim: WrittenClaim = { kind, dataset: name, written, datasets: [name], calculated: new Set() };
  const sentence = { text: words, from: 0, block: words, persons: [], isTimed: false };
  return findWords(words, language.lexicon.statements).flatMap((found) => {
    const { word: text, ...rest } = found;
    const word: PlacedWord = {
      ...rest,
      text,
      sentence,
      about: [],
      claims: true,
      position: at,
      nearby: [name],
    };
    if (found.kind === eachYearKind && !looksAtEachYear(claim)) return [scopeProblem(word, [claim])];
    const fault = misfit(word, claim);
    if (fault === undefined) return [];
    return [fault === 'strength' ? strengthProblem(word, [claim]) : kindProblem(word, [claim])];
  });
}
