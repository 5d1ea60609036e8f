import type { Language } from '../../language/language.js';
import { type CellName, parseCellAddress } from '../../model/dataset/cell-address.js';
import { parseExact, toNumber } from '../../model/exact.js';
import type { Snapshot, SnapshotClaim } from '../../model/snapshot/snapshot.js';
import { phrase } from '../../problems/problem.js';
import { type PublishedWords, wordThatMisfits } from './judge-published.js';

/**
 * What is wrong with the words of claims that were found true, by claim. A word may be of another kind or of more strength than what was
 * tested, or name what no figure is of (see `nameWithoutFigure`). Of a claim with several faults, the first is told. Quotations are the words
 * of others, on which a verdict is given: their words are not looked at.
 */
export function meaningFaults(
  { claims, datasets }: Snapshot,
  { lexicon }: Pick<Language, 'lexicon'>,
): ReadonlyMap<SnapshotClaim, string> {
  const published = new Map(claims.map((claim) => [claim, publishedWords(claim)]));
  const faults = new Map<SnapshotClaim, string>();
  for (const [claim, own] of published) {
    const { kind, text } = claim;
    if (claim.verdict !== 'true' || isQuotation(text)) continue;
    const others = claims.filter((other) => other !== claim);
    const around = others.flatMap((other) => published.get(other) ?? []);
    const word = wordThatMisfits(own, around, lexicon.statements);
    if (word !== undefined) {
      faults.set(claim, phrase('claims/retest-words.words', { word, kind }));
      continue;
    }
    // Of claims one within the other, one may be about each of the names.
    const near = others.filter((other) => other.text.includes(text) || text.includes(other.text));
    const name = nameWithoutFigure(own.text, [claim, ...near], datasets);
    if (name !== undefined) faults.set(claim, phrase('claims/retest-words.figures', { name, kind }));
  }
  return faults;
}

const isQuotation = (text: string): boolean => /^[\u2018\u201C\u201E\u00AB\u201A"']/u.test(text.trim());

/** Words may stand on several lines. */
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function publishedWords({ kind, text, keys, limits, not }: SnapshotClaim): PublishedWords {
  const { strict, share, times, rank } = limits;
  const number = (exact: string | undefined): string | undefined => {
    const value = exact === undefined ? undefined : parseExact(exact);
    return value && `${toNumber(value)}`;
  };
  const written = {
    ...keys,
    strict: strict === undefined ? undefined : `${strict}`,
    share: number(share),
    times: number(times),
    rank: rank === undefined ? undefined : `${rank}`,
    not: not && 'true',
  };
  return {
    kind,
    text: inOneLine(text),
    written: new Map(
      Object.entries(written).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]]])),
    ),
  };
}

type Dataset = Snapshot['datasets'][number];

/**
 * A year or a category that a text names though no tested figure is of it: `2014` where all figures are of 2013. One name that fits is enough:
 * a text that names 2013 and 2014 passes with figures of 2013, and so it is with the categories of each dimension.
 */
function nameWithoutFigure(
  text: string,
  tested: readonly SnapshotClaim[],
  datasets: readonly Dataset[],
): string | undefined {
  const cells = tested.flatMap(({ groups }) => groups.flat()).flatMap(cellsOf);
  const keys = [...tested.map((claim) => claim.keys), ...cells.map((cell) => cell.keys)];
  const years = new Set(
    keys.flatMap((each) => Object.values(each).flatMap((value) => value.match(year) ?? [])),
  );
  const named = text.match(year) ?? [];
  if (years.size > 0 && named.length > 0 && !named.some((each) => years.has(each))) return named[0];
  for (const dataset of datasets.filter(({ name }) => cells.some((cell) => cell.dataset === name))) {
    for (const { name, categories = [] } of dataset.dimensions) {
      const own = new Set(keys.map((each) => each[name]));
      const said = categories.filter(({ label = '' }) => label !== '' && saysName(text, label, dataset));
      if (said.length > 0 && !said.some(({ value }) => own.has(value))) return said[0]?.label;
    }
  }
  return undefined;
}

/** A year that is no part of a longer number. */
const year = /(?<![\d.,])[12]\d{3}(?![.,]?\d)/g;

/** Every cell that a figure was calculated from. */
function cellsOf({ cells, operands = [] }: Calculated): readonly CellName[] {
  const own = cells.flatMap((address) => parseCellAddress(address) ?? []);
  return [...own, ...operands.flatMap((operand) => cellsOf(operand))];
}

interface Calculated {
  readonly cells: readonly string[];
  readonly operands?: readonly Calculated[] | undefined;
}

/**
 * True where a text names a category. One word, such as "Other", is an ordinary one too: it names with a capital within the text, or
 * before what is counted.
 */
function saysName(text: string, name: string, { measures }: Dataset): boolean {
  const isWord = !/\s/.test(name.trim());
  const at = isWord ? text.indexOf(name) : text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return false;
  const [before = '', after = ''] = [text[at - 1], text[at + name.length]];
  if (/[\p{L}\p{N}]/u.test(before) || /[\p{L}\p{N}]/u.test(after)) return false;
  const next = text
    .slice(at + name.length)
    .trimStart()
    .toLowerCase();
  const isCounted = measures.some(({ unit = '' }) => unit !== '' && next.startsWith(unit.toLowerCase()));
  return !isWord || isCounted || (at > 0 && /^\p{Lu}/u.test(name));
}
