import type { ResourceContract } from '../../../data/contract.js';
import type { CheckedRow, CheckedTable } from '../../../data/tables.js';
import { listNames } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { checkAction } from './check-actions.js';
import { checkIndicator } from './check-indicators.js';
import { checkReference } from './check-reference.js';
import { compareCodes } from './code-order.js';
import { type Examination, requireText } from './examination.js';
import type { Indicator, Institution, Objective, Observation, Plan } from './model.js';
import { directions, type PlanContract, type PlanPart, planParts, totalCode } from './parts.js';
import { readActions } from './read-actions.js';

/** What the stage knows of its tables when a plan is examined. */
export interface Examined {
  readonly edition: number;
  readonly resources: Readonly<Record<PlanPart, ResourceContract>>;
  /** A part as far as it could be read. */
  tableOf(part: PlanPart): CheckedTable | undefined;
  /** True for the name of a resource that has a fault, at the moment of asking. */
  isFaulty(resource: string): boolean;
  /** True where a fault was reported before: the row is not examined further. */
  isReported(position: ReturnType<CheckedTable['rows'][number]['place']>): boolean;
  readonly fault: Examination['fault'];
  readonly warn: Examination['warn'];
}

/**
 * Reads a plan from its checked tables and checks it as a whole. Returns what progress may be derived from: objectives
 * and each part that has no fault and leans on none; undefined when the objectives themselves have one.
 */
export function examinePlan(examined: Examined): Plan | undefined {
  const { edition, resources, isFaulty } = examined;
  // Messages of a plan quote cells, its progress is worked out from all of them, and none of them counts persons.
  const guarded = planParts.flatMap((part) => {
    const { name, protection } = resources[part];
    return protection === undefined ? [] : [{ part, name, position: protection.position }];
  });
  for (const { part, name, position } of guarded) {
    examined.fault(part, problem('data/package.part', position, { name }));
  }
  if (guarded.length > 0) return undefined;
  const examination = examinationOf(examined);
  const objectives = readObjectives(examination);
  const institutions = readInstitutions(examination);
  const actions = readActions(objectives, examination);
  const indicators = readIndicators(objectives, examination);
  for (const action of actions) checkAction(action, examination);
  for (const indicator of indicators) checkIndicator(indicator, examination);
  const sound = (...parts: PlanPart[]): boolean => parts.every((part) => !isFaulty(resources[part].name));
  if (!sound('objectives')) return undefined;
  return {
    edition,
    objectives,
    ...(sound('institutions', 'actions') ? { institutions, actions } : {}),
    ...(sound('indicators', 'indicator-values') ? { indicators } : {}),
  };
}

/** The contracts of the parts; undefined when one is not there. */
export function planResources(
  { resources }: PlanContract,
  contracts: readonly ResourceContract[],
): Record<PlanPart, ResourceContract> | undefined {
  const found = planParts.flatMap((part) => {
    const contract = contracts.find(({ name }) => name === resources[part]);
    return contract === undefined ? [] : [[part, contract] as const];
  });
  if (found.length < planParts.length) return undefined;
  return Object.fromEntries(found) as Record<PlanPart, ResourceContract>;
}

function examinationOf(examined: Examined): Examination {
  const { edition, resources, tableOf, isFaulty, isReported, fault, warn } = examined;
  // What the checks of the plan report themselves must not hide rows from the checks that follow.
  const clean = new Map(
    planParts.map((part) => {
      const { name, fields } = resources[part];
      const table = tableOf(part);
      const whole = table?.complete === true && !isFaulty(name);
      const rows = (table?.rows ?? []).filter(
        (row) => !fields.some((field) => isReported(row.place(field.name))),
      );
      return [part, { whole, rows, all: table?.rows ?? [] }] as const;
    }),
  );
  return {
    edition,
    resources,
    rowsOf: (part) => clean.get(part)?.rows ?? [],
    allRowsOf: (part) => clean.get(part)?.all ?? [],
    isWhole: (part) => clean.get(part)?.whole ?? false,
    fault,
    warn,
  };
}

/** The indicators in the order of their codes, each with its values; rows with a fault are reported and left out. */
function readIndicators(objectives: readonly Objective[], examination: Examination): Indicator[] {
  const rows = examination.rowsOf('indicators');
  const observations = readObservations(examination);
  return rows
    .flatMap((row) => {
      const { institution } = row.attributes;
      const responsible = { part: 'indicators', row, field: 'institution', target: 'institutions' } as const;
      if (institution !== undefined) checkReference(institution, responsible, examination);
      return readIndicator(row, objectives, observations, examination) ?? [];
    })
    .sort((a, b) => compareCodes(a.code, b.code));
}

function readIndicator(
  row: CheckedRow,
  objectives: readonly Objective[],
  observations: ReadonlyMap<string, ReadonlyMap<number, Observation>>,
  examination: Examination,
): Indicator | undefined {
  const code = row.keys.code ?? '';
  const [title, objective, unit, directionText] = (['name', 'objective', 'unit', 'direction'] as const).map(
    (field) => requireText('indicators', row, field, examination),
  );
  const direction = directions.find((candidate) => candidate === directionText);
  const { baseline } = row.measures;
  const strategic =
    objective === undefined ? undefined : strategicOf(objective, row, objectives, examination);
  if (title === undefined || unit === undefined || direction === undefined) return undefined;
  if (strategic === undefined || baseline === undefined) return undefined;
  const baselineYear = row.attributes['baseline-year'];
  return {
    code,
    title,
    strategic,
    unit,
    direction,
    ...(baselineYear === undefined ? {} : { baselineYear }),
    baseline,
    observations: observations.get(code) ?? new Map(),
    resource: examination.resources.indicators.name,
    row,
  };
}

/** The strategic objective of an indicator, which may belong to one of either level. */
function strategicOf(
  code: string,
  row: CheckedRow,
  objectives: readonly Objective[],
  examination: Examination,
): string | undefined {
  const reference = { part: 'indicators', row, field: 'objective', target: 'objectives' } as const;
  if (!checkReference(code, reference, examination)) return undefined;
  const objective = objectives.find((candidate) => candidate.code === code);
  return objective?.parent ?? objective?.code;
}

/** The values of the indicators by code and year. */
function readObservations(examination: Examination): Map<string, Map<number, Observation>> {
  const part = 'indicator-values';
  const byIndicator = new Map<string, Map<number, Observation>>();
  for (const row of examination.rowsOf(part)) {
    const code = row.keys.indicator ?? '';
    const reference = { part, row, field: 'indicator', target: 'indicators' } as const;
    const { target, actual } = row.measures;
    if (!checkReference(code, reference, examination) || target === undefined || actual === undefined)
      continue;
    const year = Number(row.keys.year);
    const years = byIndicator.get(code) ?? new Map<number, Observation>();
    byIndicator.set(
      code,
      years.set(year, { year, target, actual, resource: examination.resources[part].name, row }),
    );
  }
  return byIndicator;
}

/** The objectives in the order of their codes, their two levels checked: parents exist, nothing goes round or deeper. */
function readObjectives(examination: Examination): Objective[] {
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
function readInstitutions(examination: Examination): Institution[] {
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
      fault(part, problem('plan/reserved', row.place('code'), { code, name }));
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
    fault(
      'objectives',
      problem(
        'plan/cycle',
        objective.row.place('parent'),
        { codes },
        {
          see: circle
            .slice(1)
            .map(({ code, row }) => ({ position: row.place('parent'), note: `\`${code}\`` })),
        },
      ),
    );
    return false;
  }
  const strategic = [...byCode.values()].filter(({ parent }) => parent === undefined);
  const names = listNames(strategic.map(({ code }) => code));
  fault(
    'objectives',
    problem(
      'plan/level.parent',
      objective.row.place('parent'),
      {
        parent: objective.parent,
        code: objective.code,
        names,
        objectivesName: resources.objectives.name,
        aboveCode: above.code,
        aboveParent: above.parent,
      },
      { see: above.row.place('parent') },
    ),
  );
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
