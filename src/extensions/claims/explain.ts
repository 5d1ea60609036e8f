import { type Diagnostic, listNames, type Position, type Related } from '../../diagnostics.js';
import { greatest } from '../../model/chart/extremes.js';
import { originPosition } from '../../model/dataset/cell.js';
import { isConfidential } from '../../model/dataset/missing.js';
import { finiteDigits, toDecimalText, toFractionText, toNumber } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import type { ClaimFigure, ClaimRecord } from '../../model/snapshot/claim-record.js';
import { phrase, problem } from '../../problems/problem.js';

/** Figures that a message names at most; a claim about many years may be contradicted by all of them. */
const namedFigures = 8;

/** What a message needs of a tested claim. */
type Tested = Pick<ClaimRecord, 'kind' | 'dataset' | 'keys' | 'figures' | 'verdict' | 'at'>;

/** The error of a claim that its author makes: undefined when it is true. */
export function claimProblem(
  claim: Tested,
  { contrary, isDenied }: { readonly contrary: string; readonly isDenied: boolean },
): Diagnostic | undefined {
  const { verdict, kind, at } = claim;
  if (verdict === 'true') return undefined;
  if (verdict === 'untestable') return openProblem(claim);
  const scope = scopeOf(claim);
  return isDenied
    ? problem('claim/false.denied', at, { kind, scope }, seeFigures(claim))
    : problem('claim/false', at, { kind, scope, contrary }, seeFigures(claim));
}

/** The error of a claim that has no words to stand for. What was quoted is looked at where it becomes a paragraph. */
export function wordlessProblem({ kind, text, quoted, at }: ClaimRecord): Diagnostic[] {
  if (text !== '' || quoted !== undefined) return [];
  return [problem('content/argument', at, { kind })];
}

/** The error of a quoted claim whose verdict is no longer the one that the author wrote down. */
export function verdictProblem(claim: Tested, expected: string, position: Position): Diagnostic {
  return problem(
    'claim/verdict',
    position,
    { verdict: claim.verdict, kind: claim.kind, scope: scopeOf(claim), expected },
    seeFigures(claim),
  );
}

/** Why a claim cannot be tested: a hidden number, a row that is not there, of which no place could be shown, or else its figures. */
function openProblem(claim: Tested): Diagnostic {
  const { kind, figures, at } = claim;
  const said = { kind, scope: scopeOf(claim) };
  const see = seeFigures(claim);
  if (figures.some((figure) => figure.decides && isHidden(figure)))
    return problem('claim/untestable.hidden', at, said, see);
  const gaps = figures.filter(({ quantity }) => quantity === undefined).map(({ label }) => label);
  return gaps.length === 0
    ? problem('claim/untestable', at, said, see)
    : problem('claim/untestable.gap', at, { ...said, gaps: listNames(gaps, namedFigures) }, see);
}

const isHidden = ({ quantity, hides }: ClaimFigure): boolean =>
  hides === true || (quantity !== undefined && !isExact(quantity.value) && isConfidential(quantity.value));

/** "`victims` (nationality `kosovar`, 2009-2014)"; "2024-01 to 2024-12" of months. */
function scopeOf({ dataset, keys }: Tested): string {
  const { from, to, ...filters } = keys;
  const parts = Object.entries(filters).map(([name, value]) => `${name} \`${value}\``);
  if (from !== undefined || to !== undefined)
    parts.push([from ?? '', to ?? ''].join(/\D/.test(`${from ?? ''}${to ?? ''}`) ? ' to ' : '-'));
  return `\`${dataset}\`${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

function seeFigures({ figures, kind }: Tested): { see?: readonly Related[] } {
  const deciding = figures.filter(({ decides }) => decides);
  // A claim that has come true is decided by all of its figures.
  const all = deciding.length > 0 ? deciding : figures;
  const named = all.length > namedFigures ? firstOf(all, kind) : all;
  const digits = digitsOf(named.flatMap(({ quantity }) => quantity ?? []));
  const see = named.flatMap(({ label, quantity, says }): Related[] => {
    const cell = quantity?.cells[0];
    if (quantity === undefined || cell === undefined) return [];
    return [
      {
        position: originPosition(cell.origin),
        note:
          says === undefined
            ? phrase('claims/explain.label', { label, quantity: plain(quantity, digits) })
            : `${label} ${says}`,
      },
    ];
  });
  const last = see.pop();
  if (last === undefined) return {};
  const more = all.length - named.length;
  const note = more === 0 ? last.note : phrase('claims/explain.more', { note: last.note, more });
  return { see: [...see, { ...last, note }] };
}

/** Those that are named of many: of an extreme, what it is about and those that are furthest beyond it. */
function firstOf(all: readonly ClaimFigure[], kind: string): readonly ClaimFigure[] {
  const sign = { highest: -1, lowest: 1 }[kind];
  if (sign === undefined) return all.slice(0, namedFigures);
  const [own, rivals] = [all.filter(({ pointed }) => !pointed), all.filter(({ pointed }) => pointed)];
  const order = ({ quantity }: ClaimFigure): number =>
    quantity !== undefined && isExact(quantity.value) ? sign * toNumber(quantity.value) : 0;
  return [...own, ...rivals.sort((a, b) => order(a) - order(b))].slice(0, namedFigures);
}

/** The decimals with which figures that do not end are told: those that they print, and more where two would read alike. */
function digitsOf(quantities: readonly Quantity[]): number {
  const values = quantities.flatMap(({ value }) => (isExact(value) ? [value] : []));
  const different = (texts: readonly string[]): number => new Set(texts).size;
  const printed = greatest([0, ...quantities.map(({ digits }) => digits)]);
  const tried = Array.from({ length: mostDigits }, (_, more) => printed + more);
  const apart = different(values.map(toFractionText));
  const rounded = (digits: number) => values.map((value) => toDecimalText(value, digits));
  return tried.find((digits) => different(rounded(digits)) === apart) ?? printed;
}
const mostDigits = 10;

/** A figure as the data have it, with its marks; one that does not end, with as many decimals as tell it from the others. */
function plain({ value, high, qualifier, marks = [] }: Quantity, most: number): string {
  if (!isExact(value)) return value.symbol;
  const number = (of: typeof value): string => toDecimalText(of, finiteDigits(of) ?? most);
  const words = qualifier === undefined || qualifier === 'exact' ? '' : `${qualifier} `;
  const range = high === undefined ? number(value) : `${number(value)} to ${number(high)}`;
  return [`${words}${range}`, ...marks.map((mark) => `[${mark}]`)].join(' ');
}
