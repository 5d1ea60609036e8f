import type { ResourceContract } from '../../../data/contract.js';
import type { PublishedTables } from '../../../data/extension.js';
import type { CheckedRow } from '../../../data/tables.js';
import { listNames } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { checkAction, readActions } from './actions.js';
import { checkReference, compareCodes, type Examination, requireText } from './examination.js';
import { checkIndicator, readIndicators } from './indicators.js';
import {
  earlierPart,
  type Institution,
  type Objective,
  type Plan,
  type PlanContract,
  type PlanPart,
  type PlanParts,
  planParts,
  totalCode,
} from './model.js';
import { changesIn, readVersions, scoredBy } from './versions.js';

/**
 * Reads a plan from its checked tables and checks it as a whole. Returns what progress may be derived from: objectives
 * and each part that has no fault and leans on none; undefined when the objectives themselves have one.
 */
export function examinePlan(resources: Examination['resources'], tables: PublishedTables): Plan | undefined {
  const { edition } = tables;
  // Messages of a plan quote cells, its progress is worked out from all of them, and none of them counts persons.
  const guarded = Object.values(resources).flatMap(({ name, protection }) =>
    protection === undefined ? [] : [{ name, position: protection.position }],
  );
  for (const { name, position } of guarded) {
    tables.faultIn(name)(problem('data/package.part', position, { name }));
  }
  if (guarded.length > 0) return undefined;
  const examination = examinationOf(resources, tables);
  const objectives = readObjectives(examination);
  const institutions = readInstitutions(examination);
  const actions = readActions(objectives, examination);
  const indicators = readIndicators(objectives, examination);
  for (const action of actions) checkAction(action, examination);
  const { [earlierPart]: earlier } = resources;
  const versions =
    earlier && readVersions(actions, examination, examinationOf({ ...resources, actions: earlier }, tables));
  for (const indicator of indicators) checkIndicator(indicator, examination);
  const sound = (...parts: PlanPart[]): boolean =>
    parts.every((part) => !tables.isFaulty(resources[part].name));
  const isSound = sound('institutions', 'actions') && !(earlier && tables.isFaulty(earlier.name));
  if (!sound('objectives')) return undefined;
  return {
    edition,
    objectives,
    ...(isSound ? { institutions, actions: scoredBy(versions ?? [], actions, edition) } : {}),
    ...(isSound && versions ? { changes: changesIn(versions, actions, edition) } : {}),
    ...(sound('indicators', 'indicator-values') ? { indicators } : {}),
  };
}

/** The contracts of the parts; undefined when one is not there. */
export function planResources(
  { resources }: PlanContract,
  contracts: readonly ResourceContract[],
): PlanParts<ResourceContract> | undefined {
  const found = ([...planParts, earlierPart] as const).flatMap((part) => {
    const contract = contracts.find(({ name }) => name === resources[part]);
    return contract === undefined ? [] : [[part, contract] as const];
  });
  if (found.length < Object.keys(resources).length) return undefined;
  return Object.fromEntries(found) as unknown as PlanParts<ResourceContract>;
}

function examinationOf(resources: Examination['resources'], tables: PublishedTables): Examination {
  // What the checks of the plan report themselves must not hide rows from the checks that follow.
  const clean = new Map(
    planParts.map((part) => {
      const { name, fields } = resources[part];
      const table = tables.tableOf(name);
      const whole = table?.complete === true && !tables.isFaulty(name);
      const rows = (table?.rows ?? []).filter(
        (row) => !fields.some((field) => tables.isReported(row.place(field.name))),
      );
      return [part, { whole, rows, all: table?.rows ?? [] }] as const;
    }),
  );
  return {
    edition: tables.edition,
    resources,
    rowsOf: (part) => clean.get(part)?.rows ?? [],
    allRowsOf: (part) => clean.get(part)?.all ?? [],
    isWhole: (part) => clean.get(part)?.whole ?? false,
    fault: (part, found) => tables.faultIn(resources[part].name)(found),
    warn: (diagnostic) => tables.warn(diagnostic),
  };
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
