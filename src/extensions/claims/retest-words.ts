import type { Language } from '../../language/language.js';
import { type CellName, parseCellAddress } from '../../model/dataset/cell-address.js';
import { parseExact, toNumber } from '../../model/exact.js';
import type { Snapshot, SnapshotClaim } from '../../model/snapshot/snapshot.js';
import { phrase } from '../../problems/problem.js';
import { type PublishedWords, wordThatMisfits } from './judge-published.js';

/**
 * Says of a claim whether its words mean what it tested: no word of another kind or of more strength, no category and no year
 * that none of its figures is of. Quotations are the words of others, on which a verdict is given.
 */
export function meaningFaults(
  { claims, datasets }: Snapshot,
  { lexicon }: Pick<Language, 'lexicon'>,
): (claim: SnapshotClaim) => string | undefined {
  const published = new Map(claims.map((claim) => [claim, publishedWords(claim)]));
  return (claim) => {
    const own = published.get(claim);
    if (own === undefined || claim.verdict !== 'true' || isQuotation(claim.text)) return undefined;
    const others = claims.filter((other) => other !== claim);
    const around = others.flatMap((other) => published.get(other) ?? []);
    const word = wordThatMisfits(own, around, lexicon.statements);
    if (word !== undefined) return phrase('claims/retest-words.words', { word, kind: claim.kind });
    // Of claims one within the other, one may be about each of the names.
    const near = others.filter(({ text }) => text.includes(claim.text) || claim.text.includes(text));
    const name = strangeName(own.text, [claim, ...near], datasets);
    return name === undefined ? undefined : phrase('claims/retest-words.figures', { name, kind: claim.kind });
  };
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

/** A category or a year in the words of a claim where no figure of it or of those around is of any that the words name. */
function strangeName(
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
