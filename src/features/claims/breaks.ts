import { marksAcross } from '../../content/helpers/break-in-series.js';
import { timeOf } from '../../content/selection/fields.js';
import type { PublishedData } from '../../model/dataset.js';
import type { Figure } from './figure.js';
import type { Finding } from './finding.js';

/** The findings of a claim, where a comparison across a break in a series finds nothing. */
export function acrossBreaks(findings: readonly Finding[], data: PublishedData): readonly Finding[] {
  return findings.map((finding) => {
    const [first, ...others] = finding.compared ?? finding.figures;
    const broken = first !== undefined && others.some((other) => isBroken(first, other, data));
    return broken ? { ...finding, holds: undefined } : finding;
  });
}

/** True when two figures are cells of one series, and what is counted in it changed between them. */
function isBroken(a: Figure, b: Figure, data: PublishedData): boolean {
  if (a.quantity === undefined || b.quantity === undefined) return false;
  const [one, other] = [onlyCell(a), onlyCell(b)];
  if (one === undefined || one.dataset !== other?.dataset || one.field !== other.field) return false;
  const dataset = data[one.dataset];
  const year = dataset === undefined ? undefined : timeOf(dataset);
  if (dataset === undefined || year === undefined) return false;
  // One of the two is the earlier year; read backwards there is nothing between them.
  const [first, second] = [a.quantity, b.quantity];
  return [[first, second] as const, [second, first] as const].some((ends) =>
    marksAcross(dataset, year, one.field, ends).marks.includes('b'),
  );
}

const onlyCell = ({ quantity }: Figure) => (quantity?.cells.length === 1 ? quantity.cells[0] : undefined);
