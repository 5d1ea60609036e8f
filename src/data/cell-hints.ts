import { didYouMean } from '../diagnostics.js';
import type { CellFault } from './cell.js';
import type { FieldContract } from './contract.js';
import { numberHint } from './number-hints.js';

/** A faulty cell as a hint may speak of it. */
interface FaultyCell {
  readonly text: string;
  /** The cell as a message quotes it. */
  readonly quoted: string;
  readonly field: FieldContract;
  readonly packageFile: string;
}

/**
 * What to do about a cell that its field cannot read. A hint never leads to a number or day that the cell does not
 * say: where a cell can be read in several ways, it says what each comes to.
 */
export function cellHint(kind: CellFault, cell: FaultyCell): string | undefined {
  const { text, field } = cell;
  switch (kind) {
    case 'spaces':
      return `\`table: {trim: true}\` in ${cell.packageFile} reads cells without the spaces around them`;
    case 'digits':
      return undefined;
    case 'category':
      return didYouMean(
        text,
        field.categories.map(({ value }) => value),
      ).hint;
    case 'undeclared-code':
      return field.role === 'dimension' ? undefined : missingHint(cell);
    case 'type':
      return typeHint(cell);
  }
}

function typeHint(cell: FaultyCell): string | undefined {
  const { text, field, packageFile } = cell;
  switch (field.type) {
    case 'integer':
    case 'number':
      return (
        numberHint(text, field, packageFile) ?? (field.role === 'dimension' ? undefined : missingHint(cell))
      );
    case 'date':
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'the calendar has no such day: correct it';
      return /\d/.test(text) ? 'write the day as year, month and day: `2014-12-31`' : undefined;
    case 'year':
      return undefined;
    case 'boolean':
      return `if the file is right, declare what it writes: \`trueValues\` and \`falseValues\` of \`${field.name}\` in ${packageFile}`;
    default:
      return undefined;
  }
}

/** Words in place of a number may say that there is none. Only a measure can do without one. */
function missingHint({ quoted, field, packageFile }: FaultyCell): string {
  return `add ${quoted} to \`missingValues\` of \`${field.name}\` in ${packageFile}`;
}
