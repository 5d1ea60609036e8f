import { missingLetterOf } from '../../model/missing.js';
import { ask, evidence, may, type Remark } from './found-table.js';
import type { RoledColumn } from './roles.js';
import type { FoundTotals } from './totals.js';
import { quoted, scalar } from './yaml-text.js';

/** Categories that are listed; of more the rows alone tell. */
const mostListed = 200;

/** The lines of a field of a table schema, and what is to be said before them. */
export function describeField(
  column: RoledColumn,
  { totals, notAdditive }: Pick<FoundTotals, 'totals' | 'notAdditive'>,
): { readonly before: readonly Remark[]; readonly lines: readonly string[] } {
  const { name, type, role, heading, facts } = column;
  const total = totals.get(name);
  const isNumber = type === 'integer' || type === 'number';
  const missing = isNumber ? missingOf(column) : { remarks: [], lines: [] };
  const parts = [
    `type: ${type}`,
    `role: ${role}`,
    ...(heading !== undefined && heading !== name ? [`title: ${scalar(heading)}`] : []),
    ...(isNumber && facts.decimal !== '.' ? [`decimalChar: ${JSON.stringify(facts.decimal)}`] : []),
    ...(isNumber && facts.group !== '' ? [`groupChar: ${JSON.stringify(facts.group)}`] : []),
    ...(column.isPercent === true ? ['unit: "%"'] : []),
    ...(notAdditive.has(name) ? ['additive: false'] : []),
    ...missing.lines,
  ];
  const before = [
    ...missing.remarks,
    ...(role === 'measure' && column.isPercent !== true
      ? [may('what it counts, or what it is measured in', 'unit: ...')]
      : []),
  ];
  if (role !== 'dimension') return { before, lines: [`- {name: ${scalar(name)}, ${parts.join(', ')}}`] };
  return { before: [...before, ...blankRemark(column, total)], lines: dimensionLines(column, parts, total) };
}

function dimensionLines(
  { name, type, categories }: RoledColumn,
  parts: readonly string[],
  total: string | undefined,
): readonly string[] {
  const totalLine = total === undefined ? [] : [`  total: ${total === '' ? '""' : scalar(total)}`];
  const listed =
    type === 'string' && categories.length <= mostListed
      ? categories.filter((each) => each !== '' || total === '')
      : [];
  return [
    `- name: ${scalar(name)}`,
    ...parts.map((part) => `  ${part}`),
    ...totalLine,
    ...(listed.length === 0
      ? []
      : [
          '  categories:',
          ...listed.map((each) => `    - ${each === '' ? '{value: "", label: Total}' : scalar(each)}`),
        ]),
  ];
}

function blankRemark({ categories, role }: RoledColumn, total: string | undefined): readonly Remark[] {
  if (role !== 'dimension' || !categories.includes('') || total === '') return [];
  return [
    ask('some cells are blank: what do they mean? If a blank is the total, add to the field', 'total: ""'),
  ];
}

/** What stands in place of numbers. A letter that everybody knows is declared, the others are asked. */
function missingOf({ role, facts }: RoledColumn): {
  readonly remarks: readonly Remark[];
  readonly lines: readonly string[];
} {
  const codes = [...facts.codes.keys()].slice(0, 20);
  const known = codes.filter((code) => missingLetterOf(code) !== undefined);
  const unknown = codes.filter((code) => missingLetterOf(code) === undefined);
  const isBlank = facts.blanks > 0 && role === 'measure';
  const asked = [...(isBlank ? [''] : []), ...unknown];
  const declared = known.map((code) => JSON.stringify(code)).join(', ');
  const entries = asked.map(
    (code) => `{value: ${JSON.stringify(code)}, label: not available, symbol: "[x]"}`,
  );
  return {
    lines: known.length === 0 ? [] : [`missingValues: [${declared}]`],
    remarks: [
      ...(known.length === 0 ? [] : [evidence(`${known.map(quoted).join(', ')} as everybody reads them`)]),
      ...(asked.length === 0
        ? []
        : [
            ask(
              `what ${asked.length === 1 ? 'does' : 'do'} ${asked.map((code) => (code === '' ? 'a blank' : quoted(code))).join(', ')} mean in place of a number: not available ([x]), not applicable ([z]), none ([n]), confidential ([c]), low ([k])? Add to the field`,
              `missingValues: [${[...(declared === '' ? [] : [declared]), ...entries].join(', ')}]`,
            ),
          ]),
    ],
  };
}
