import type { CheckedRow } from '../../../data/tables.js';
import { listNames } from '../../../diagnostics.js';
import { checkReference } from './check-reference.js';
import { compareCodes } from './code-order.js';
import { type Examination, requireText } from './examination.js';
import type { Institution, Objective } from './model.js';
import { type PlanPart, totalCode } from './parts.js';

/** The objectives in the order of their codes, their two levels checked: parents exist, nothing goes round or deeper. */
export function readObjectives(examination: Examination): Objective[] {
  const objectives = readCoded('objectives', examination).map((objective) => {
    const { parent } = objective.row.attributes;
    return { ...objective, ...(parent === undefined ? {} : { parent }) };
  });
  const byCode = new Map(objectives.map((objective) => [objective.code, objective]));
  const told = new Set<string>();
  return objectives.filter((objective) => {
    const { parent, row } = objective;
    if (parent === undefined) return true;
    const offer = objectives.filter((each) => each.parent === undefined).map(({ code }) => code);
    const reference = { part: 'objectives', row, field: 'parent', target: 'objectives', offer } as const;
    if (!checkReference(parent, reference, examination)) return false;
    return checkLevel(objective, byCode, told, examination);
  });
}

/** Institutions in the order of their codes. */
export function readInstitutions(examination: Examination): Institution[] {
  return readCoded('institutions', examination);
}

/** Rows with a code and a title, in the order of their codes, or of the categories that are declared for these. */
function readCoded(part: PlanPart, examination: Examination): Institution[] {
  const { resources, fault, rowsOf } = examination;
  const { name, fields } = resources[part];
  const declared = fields.find((field) => field.name === 'code')?.categories.map(({ value }) => value) ?? [];
  const things = rowsOf(part).flatMap((row: CheckedRow) => {
    const code = row.keys.code ?? '';
    const title = requireText(part, row, 'title', examination);
    if (code === totalCode) {
      const message = `Unexpected code \`${code}\` in \`${name}\`, expected another: derived datasets keep it for totals`;
      fault(part, 'plan/reserved', row.place('code'), message);
      return [];
    }
    return title === undefined ? [] : [{ code, title, resource: name, row }];
  });
  const rank = ({ code }: Institution): number => declared.indexOf(code);
  return things.sort((a, b) => rank(a) - rank(b) || compareCodes(a.code, b.code));
}

/** True for an objective whose parent is strategic; reports a circle once, and what lies below the second level. */
function checkLevel(
  objective: Objective,
  byCode: ReadonlyMap<string, Objective>,
  told: Set<string>,
  { fault, resources }: Examination,
): boolean {
  const above = byCode.get(objective.parent ?? '');
  if (above?.parent === undefined) return above !== undefined;
  const circle = circleOf(objective, byCode);
  if (circle !== undefined) {
    const key = JSON.stringify(circle.map(({ code }) => code).sort(compareCodes));
    if (told.has(key)) return false;
    told.add(key);
    const codes = [...circle, objective].map(({ code }) => `\`${code}\``).join(' under ');
    const message = `Unexpected circle in \`parent\`: ${codes}, expected a strategic objective above each`;
    fault('objectives', 'plan/cycle', objective.row.place('parent'), message, {
      see: circle.slice(1).map(({ code, row }) => ({ position: row.place('parent'), note: `\`${code}\`` })),
      hint: 'leave the `parent` of strategic objectives empty',
    });
    return false;
  }
  const strategic = [...byCode.values()].filter(({ parent }) => parent === undefined);
  const names = listNames(strategic.map(({ code }) => code));
  const message = `Unexpected \`${objective.parent}\` as the parent of \`${objective.code}\`, expected a strategic objective: ${names}`;
  fault('objectives', 'plan/level', objective.row.place('parent'), message, {
    see: [
      { position: above.row.place('parent'), note: `\`${above.code}\` is itself under \`${above.parent}\`` },
    ],
    hint: `\`${resources.objectives.name}\` has two levels, strategic and specific`,
  });
  return false;
}

/** The objectives from this one up to itself again; undefined when the way up ends, or ends in another circle. */
function circleOf(objective: Objective, byCode: ReadonlyMap<string, Objective>): Objective[] | undefined {
  const way = [objective];
  let next = byCode.get(objective.parent ?? '');
  while (next !== undefined && !way.includes(next)) {
    way.push(next);
    next = byCode.get(next.parent ?? '');
  }
  return next === objective ? way : undefined;
}
