import { SnapshotCells } from '../../commands/verify/cells.js';
import { placedIn } from '../../commands/verify/problem.js';
import { recalculate } from '../../commands/verify/recalculate.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { parseCellAddress } from '../../model/dataset/cell-address.js';
import { Tree } from '../../model/dataset/hierarchy.js';
import { bracketed } from '../../model/dataset/missing.js';
import { allBetween, isCounted, ordinalOf } from '../../model/dataset/periods.js';
import type { Missing } from '../../model/dataset/value.js';
import { parseExact } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { type Quantity, qualifiers } from '../../model/quantity.js';
import type {
  Snapshot,
  SnapshotClaim,
  SnapshotDataset,
  SnapshotFigure,
} from '../../model/snapshot/snapshot.js';
import { faultOf, phrase } from '../../problems/problem.js';
import { verdictsOf } from './judge-published.js';
import { countAgain } from './retest-rows.js';
import { meaningFaults } from './retest-words.js';

/**
 * Tests every claim of a snapshot again, from its cells and by the judge of the build. Another verdict is a problem,
 * and so are figures that leave out a year or a rival, and words that the page does not print.
 */
export function retestClaims(snapshot: Snapshot, file: string, language: Language): Diagnostic[] {
  const cells = new SnapshotCells(snapshot);
  const page = wordsOf(snapshot, language);
  const meanings = meaningFaults(snapshot, language);
  return snapshot.claims.flatMap((claim) => {
    const fault =
      verdictFault(claim, cells, snapshot) ??
      scopeFault(claim, snapshot) ??
      wordsFault(claim, page) ??
      meanings.get(claim);
    return fault === undefined ? [] : [placedIn(file)(faultOf('verify/claim', { fault, at: claim.at }))];
  });
}

function verdictFault(claim: SnapshotClaim, cells: SnapshotCells, snapshot: Snapshot): string | undefined {
  const { kind, shape, verdict, limits, not = false, acrossBreak = false } = claim;
  const groups = shape === 'rows' ? countsOf(claim, snapshot) : figuresOf(claim, cells);
  const lost = groups.flat().find((quantity) => typeof quantity === 'string');
  if (typeof lost === 'string') return phrase('claims/retest.claim', { kind, lost });
  const [share, times] = [limits.share, limits.times].map((text) => parseExact(text ?? ''));
  const { strict, rank } = limits;
  const verdicts = verdictsOf({
    kind,
    shape,
    limits: {
      ...(strict === undefined ? {} : { strict }),
      ...(share === undefined ? {} : { share }),
      ...(times === undefined ? {} : { times }),
      ...(rank === undefined ? {} : { rank }),
    },
    not,
    acrossBreak,
    groups: groups.map((group) =>
      group.map((quantity) => (typeof quantity === 'object' ? quantity : undefined)),
    ),
  });
  if (verdicts === undefined) return phrase('claims/retest.kind', { kind, shape });
  if (verdicts.some((each) => each === verdict)) return undefined;
  return phrase('claims/retest.verdict', { verdict, kind, verdicts: verdicts.join('` or `') });
}

const figuresOf = (claim: SnapshotClaim, cells: SnapshotCells): (Quantity | string | undefined)[][] =>
  claim.groups.map((group) => group.map((figure) => quantityOf(figure, cells)));

/** The counts of a claim about rows; a text where they cannot be had. */
function countsOf(claim: SnapshotClaim, snapshot: Snapshot): (Quantity | string)[][] {
  const counted = countAgain(claim, snapshot);
  if (typeof counted === 'string') return [[counted]];
  return counted.map(({ having, atMost, chosen }) => [
    { ...plainQuantity(having), high: atMost },
    plainQuantity(chosen),
  ]);
}

/** The figure as its cells have it; undefined for a gap, a text where it has no cells. */
function quantityOf(figure: SnapshotFigure, cells: SnapshotCells): Quantity | string | undefined {
  const [address = ''] = figure.cells;
  if (figure.gap === true)
    return cells.hasRow(address) ? `it calls \`${address}\` a gap, and the row is there` : undefined;
  const result = recalculate({ ...figure, signed: true }, cells);
  if (result.kind === 'impossible') return result.why;
  if (result.kind === 'unknown')
    return `\`${result.operation.slice(0, 40)}\` is not a calculation that can be repeated`;
  const qualifier = qualifiers.find((known) => known === figure.qualifier);
  const { high } = result.kind === 'number' ? result : {};
  return {
    ...plainQuantity(result.kind === 'number' ? result.value : missingAt(figure.cells, cells)),
    ...(high === undefined ? {} : { high }),
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}

const plainQuantity = (value: Quantity['value']): Quantity => ({
  kind: 'quantity',
  value,
  unit: '',
  dataset: '',
  cells: [],
  operation: 'value',
  digits: 0,
  illustrative: false,
  at: { file: '', line: 1, column: 1 },
});

/** A symbol that a sum counts as nothing is nothing in a comparison too; what comes from a hidden number is hidden. */
function missingAt(addresses: readonly string[], cells: SnapshotCells): Missing {
  const found = addresses.map((address) => cells.at(address));
  const isHidden = found.some((cell) => cell?.number === undefined && cell?.symbol === bracketed('c'));
  const symbol = isHidden ? bracketed('c') : '';
  const [first] = found;
  const adds = !isHidden && first?.number === undefined && first?.adds === true ? { adds: 0 as const } : {};
  return { kind: 'missing', code: symbol, symbol, meaning: '', ...adds };
}

type Dimension = SnapshotDataset['dimensions'][number];

/** The cells that a claim compares: the dimension in which they differ, and their categories there. */
interface Compared {
  readonly dataset: SnapshotDataset;
  readonly differing: Dimension | undefined;
  readonly values: readonly string[];
}

/** A series without one of its years, or a standing without one of the rivals: who leaves out the one that contradicts? */
function scopeFault(claim: SnapshotClaim, snapshot: Snapshot): string | undefined {
  const faultOf = ownOf(scopeFaults, claim.shape);
  if (faultOf === undefined) return undefined;
  for (const group of claim.groups) {
    const compared = comparedIn(claim, group, snapshot);
    const fault = compared && faultOf(claim, compared);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Undefined of what is no comparison of single cells of one dataset. */
function comparedIn(
  { keys }: SnapshotClaim,
  group: SnapshotClaim['groups'][number],
  { datasets }: Snapshot,
): Compared | undefined {
  const known = group.flatMap(({ operation, cells: [address = '', ...more] }) =>
    operation === 'value' && more.length === 0 ? (parseCellAddress(address) ?? []) : [],
  );
  const [first] = known;
  const dataset = datasets.find(({ name }) => name === first?.dataset);
  if (first === undefined || dataset === undefined || known.length < group.length) return undefined;
  const differs = ({ name }: Dimension): boolean =>
    known.some((each) => each.keys[name] !== first.keys[name]);
  // Pupils that are compared may differ in their schools too: the claim names the dimension that counts.
  const all = dataset.dimensions.filter(differs);
  const differing = all.find(({ name }) => Object.hasOwn(keys, name)) ?? all[0];
  return { dataset, differing, values: known.map((each) => each.keys[differing?.name ?? ''] ?? '') };
}

/** By the shape of a claim. */
const scopeFaults: Readonly<
  Record<string, (claim: SnapshotClaim, compared: Compared) => string | undefined>
> = {
  series: seriesFault,
  rest: restFault,
  standing: standingFault,
};

/** A series has every year between its ends, which are those that the claim names. */
function seriesFault({ kind, keys }: SnapshotClaim, { differing, values }: Compared): string | undefined {
  if (differing === undefined || !isCounted(differing.type)) return undefined;
  const whole = allBetween(differing.type, values);
  const gap = values.find((value, index) => value !== whole[index]);
  if (gap !== undefined) return phrase('claims/retest.after', { gap, kind });
  const [value, otherValue] = [values[0], values.at(-1)];
  const ends = [keys.from ?? value, keys.to ?? otherValue];
  if (ends[0] === value && ends[1] === otherValue) return undefined;
  return phrase('claims/retest.years', { value, otherValue, kind, ends: ends.join(' to ') });
}

/** The first is compared with every year before it, or after it. */
function restFault({ kind }: SnapshotClaim, { dataset, differing, values }: Compared): string | undefined {
  if (differing === undefined || !isCounted(differing.type)) return undefined;
  const { name, type } = differing;
  const [own = ''] = values;
  const isBefore = kind === 'first-known';
  const absent = dataset.rows
    .map((row) => row.keys[name] ?? '')
    .filter((year) => ordinalOf(type, year) !== undefined && (isBefore ? year < own : year > own))
    .find((year) => !values.includes(year));
  if (absent === undefined) return undefined;
  return phrase(isBefore ? 'claims/retest.before' : 'claims/retest.later', { kind, absent, own });
}

/** The first is compared with every other of its dimension. */
function standingFault(
  { kind }: SnapshotClaim,
  { dataset, differing, values }: Compared,
): string | undefined {
  if (differing === undefined) return phrase('claims/retest.others', { kind });
  if (isCounted(differing.type)) return undefined;
  const rivals = rivalsOf(differing, dataset, values[0] ?? '');
  const absent = rivals.find((value) => value !== differing.total && !values.includes(value));
  if (absent === undefined) return undefined;
  return phrase('claims/retest.absent', { kind, absent, name: differing.name });
}

/** What a category is compared with: all others, and where some are part of others, those of its level. */
function rivalsOf(
  { name, total, categories = [] }: Dimension,
  { rows }: SnapshotDataset,
  own: string,
): readonly string[] {
  if (categories.every(({ parent }) => parent === undefined)) return categories.map(({ value }) => value);
  const known = new Set(rows.map(({ keys }) => keys[name]));
  const tree = new Tree({ categories, ...(total === undefined ? {} : { total }) });
  return tree.atDepth(tree.depthOf(own)).filter((value) => known.has(value));
}

/** The words of each part of the page, numbers in their places, without the word that is heard at an illustrative one. */
function wordsOf({ parts, numbers }: Snapshot, language: Language): readonly string[] {
  const [mark, word] = (['mark', 'word'] as const).map((name) =>
    language.message(`document.illustrative-${name}`),
  );
  return parts.map(({ text, numbers: places }) => {
    let next = 0;
    return lettersOf(
      text
        .replaceAll(`${mark} ${word}`, '')
        .replace(/\{\}/g, () => numbers[places[next++] ?? -1]?.text ?? ''),
    );
  });
}

/** Without marks, spaces and signs, which differ between a sentence and its page. */
const lettersOf = (text: string): string => text.replace(/\[\p{L}\]/gu, '').replace(/[^\p{L}\p{N}]/gu, '');

function wordsFault({ kind, text }: SnapshotClaim, page: readonly string[]): string | undefined {
  const words = lettersOf(text);
  return page.some((part) => part.includes(words))
    ? undefined
    : phrase('claims/retest.words', { text: text.slice(0, 80), kind });
}
