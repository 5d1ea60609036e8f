import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { SourceRow } from '../../model/dataset/source-table.js';
import { invisibleIn } from '../../model/invisible.js';
import { lookOf } from '../../model/look.js';
import type { FieldContract } from '../contract.js';
import { type Extra, reportExcess } from '../report.js';
import type { TableContext } from '../table-context.js';
import { repeatedFaults } from './repeated.js';

/** True for a header that has every field. */
export function checkHeader(header: SourceRow, context: TableContext): boolean {
  const { limits, fault } = context;
  if (header.texts.length > limits.columns) {
    const found = `${header.texts.length.toLocaleString('en')} columns`;
    reportExcess(fault, { name: 'columns', limits, position: header.at(limits.columns), found });
    return false;
  }
  if (header.texts.some((name) => invisibleIn(name) !== undefined)) {
    reportInvisible(header, context);
    return false;
  }
  return hasFields(header, context);
}

function reportInvisible(header: SourceRow, { fault }: TableContext): void {
  const { repeat, close } = repeatedFaults(fault);
  for (const [index, name] of header.texts.entries()) {
    const hidden = invisibleIn(name);
    if (hidden === undefined) continue;
    const message = `Unexpected invisible character ${hidden} in the name of a column, expected text that shows all that it holds`;
    const describe = () => ({ position: header.at(index), message });
    repeat({ code: 'data/invisible', column: '', line: header.line, describe });
  }
  close();
}

/** The declared field that a column looks like, though its name is another text. */
const twinOf = (name: string, fields: readonly FieldContract[]): FieldContract | undefined =>
  fields.find((field) => field.name !== name && lookOf(field.name) === lookOf(name));

function hasFields(header: SourceRow, { contract, fault }: TableContext): boolean {
  const names = contract.fields.map(({ name }) => name);
  const { repeat, close } = repeatedFaults(fault);
  const declared = new Set(names);
  const present = new Set(header.texts);
  const absent = names.filter((name) => !present.has(name));
  const seen = new Set<string>();
  let right = true;
  for (const [index, name] of header.texts.entries()) {
    const isSecond = seen.has(name);
    seen.add(name);
    if (!isSecond && declared.has(name)) continue;
    right = false;
    const twin = isSecond ? undefined : twinOf(name, contract.fields);
    repeat({
      code: twin === undefined ? 'data/header' : 'data/twins',
      column: isSecond ? 'second' : '',
      line: header.line,
      describe: () => describeColumn(name, { position: header.at(index), isSecond, twin, names, absent }),
    });
  }
  for (const name of absent) {
    right = false;
    const message = `Unexpected header without \`${name}\`, expected every field that the data package declares`;
    const describe = () => ({ position: header.at(0), message });
    repeat({ code: 'data/header', column: 'absent', line: header.line, describe });
  }
  close();
  const first = header.texts.findIndex((name, index) => name !== names[index]);
  if (right && contract.ordered && first >= 0) {
    const message = `Unexpected column \`${header.texts[first]}\`, expected \`${names[first]}\` as declared`;
    fault('data/header', header.at(first), message, {
      hint: 'order the columns as declared, or set `fieldsMatch: equal` in the schema',
    });
    return false;
  }
  return right;
}

interface WrongColumn {
  readonly position: Position;
  readonly isSecond: boolean;
  readonly twin: FieldContract | undefined;
  readonly names: readonly string[];
  readonly absent: readonly string[];
}

function describeColumn(
  name: string,
  { position, isSecond, twin, names, absent }: WrongColumn,
): { readonly position: Position; readonly message: string; readonly more?: Extra } {
  if (isSecond) {
    return { position, message: `Unexpected second column \`${name}\`, expected each column once` };
  }
  if (twin !== undefined) {
    const message = `Unexpected column \`${name}\` that looks like the field \`${twin.name}\`, expected the same text`;
    return { position, message, more: { see: [{ position: twin.position, note: 'the field' }] } };
  }
  if (name.trim() === '') {
    return {
      position,
      message: 'Unexpected column without a name, expected every column to have one',
      more: { hint: 'one in which nothing stands is passed over where the resource has `table: {}`' },
    };
  }
  const message = `Unexpected column \`${name}\`, expected one of ${listNames(names)}`;
  if (name.startsWith('#')) {
    const hint = 'if it is a remark, `dialect: {commentChar: "#"}` passes over the lines that begin with it';
    return { position, message, more: { hint } };
  }
  return { position, message, more: didYouMean(name, absent) };
}
