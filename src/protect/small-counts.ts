import type { Diagnostic, Related } from '../diagnostics.js';
import { cellOrigin, originPosition } from '../model/cell.js';
import type { Dataset, Field, Row } from '../model/dataset.js';
import { fewPersons } from '../model/few-persons.js';

/** Cells that a warning names at most. */
const mostNamed = 12;

/**
 * One warning for a dataset about persons whose counts are as small as 1 to 4, with the places of the cells and never
 * their values. Rates and levels count nobody.
 */
export function smallCounts(dataset: Dataset): Diagnostic[] {
  const cells = fewPersons(dataset).map(({ row, field }) => placeOf(row, field, dataset));
  const [first] = cells;
  if (first === undefined) return unneeded(dataset);
  const count = cells.length === 1 ? 'count' : `${cells.length} counts`;
  return [
    {
      severity: 'warning',
      code: 'protect/small-count',
      message: `Unexpected ${count} of 1 to 4 persons in \`${dataset.name}\`, expected counts that give nobody away`,
      position: first.position,
      hint:
        dataset.smallCounts === undefined
          ? 'publish wider categories, or hide the cells and the totals that would tell them'
          : 'its rows can be downloaded, for the reason that the report prints; wider categories would give nobody away',
      ...(cells.length === 1 ? {} : { see: cells.slice(0, mostNamed) }),
    },
  ];
}

/** A reason why small counts are handed out, where there are none. */
function unneeded({ smallCounts: allowed, name }: Dataset): Diagnostic[] {
  if (allowed === undefined) return [];
  return [
    {
      severity: 'error',
      code: 'guard/allow',
      message: `Unexpected \`small-counts\` in \`allow\` of \`${name}\`, expected rules that are broken here`,
      position: allowed.position,
      hint: 'leave it out: no count of persons is from 1 to 4; counts of persons need `about: persons`',
    },
  ];
}

function placeOf(row: Row, { name }: Field, { fields }: Dataset): Related {
  const words = fields
    .filter(({ role }) => role === 'dimension')
    .map((field) => `${field.name} \`${row.keys[field.name] ?? ''}\``);
  return { position: originPosition(cellOrigin(row, name)), note: [`\`${name}\``, ...words].join(', ') };
}
