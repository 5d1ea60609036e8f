import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { SourceRow } from '../../model/dataset/source-table.js';
import { invisibleIn } from '../../model/invisible.js';
import { lookOf } from '../../model/look.js';
import { problem } from '../../problems/problem.js';
import type { FieldContract } from '../contract.js';
import { reportExcess } from '../report.js';
import type { TableContext } from '../table-context.js';
import { repeatedFaults } from './repeated.js';

/** True for a header that has every field. */
export function checkHeader(header: SourceRow, context: TableContext): boolean {
  const { limits, fault } = context;
  if (header.texts.length > limits.columns) {
    const found = header.texts.length;
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
    const describe = () => problem('data/invisible.column-name', header.at(index), { hidden });
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
  // Its column is there under another name, and that is said.
  const meant = new Set<string>();
  let right = true;
  for (const [index, name] of header.texts.entries()) {
    const isSecond = seen.has(name);
    seen.add(name);
    if (!isSecond && declared.has(name)) continue;
    right = false;
    const twin = isSecond ? undefined : twinOf(name, contract.fields);
    if (!isSecond) meant.add(twin?.name ?? didYouMean(name, absent).fix?.instead ?? '');
    repeat({
      code: twin === undefined ? 'data/header' : 'data/twins',
      column: isSecond ? 'second' : '',
      line: header.line,
      describe: () => describeColumn(name, { position: header.at(index), isSecond, twin, names, absent }),
    });
  }
  for (const name of absent.filter((each) => !meant.has(each))) {
    right = false;
    const describe = () => problem('data/header.header', header.at(0), { name });
    repeat({ code: 'data/header', column: 'absent', line: header.line, describe });
  }
  close();
  const first = header.texts.findIndex((name, index) => name !== names[index]);
  if (right && contract.ordered && first >= 0) {
    fault(
      problem('data/header.declared', header.at(first), { text: header.texts[first], name: names[first] }),
    );
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

function describeColumn(name: string, { position, isSecond, twin, names, absent }: WrongColumn): Diagnostic {
  if (isSecond) {
    return problem('data/header.once', position, { name });
  }
  if (twin !== undefined) {
    return problem('data/twins.column', position, { name, twin: twin.name }, { see: twin.position });
  }
  if (name.trim() === '') {
    return problem('data/header.column', position);
  }
  if (name.startsWith('#')) {
    return problem('data/header.remark', position, { name, names: listNames(names) });
  }
  return problem('data/header.name', position, { name, names: listNames(names) }, didYouMean(name, absent));
}
