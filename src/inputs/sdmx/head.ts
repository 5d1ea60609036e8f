import type { SourceProblem, SourceRow } from '../../model/dataset/source-table.js';
import { ownOf } from '../../model/own.js';
import { phrase } from '../../problems/problem.js';

/** A column of SDMX-CSV that holds a component: a dimension, a measure or an attribute. */
export interface Component {
  readonly id: string;
  /** In the file, counted from 0. */
  readonly index: number;
  /** Its cells are `CODE: Label`. */
  readonly isLabelled: boolean;
}

/** The head of an SDMX-CSV file: its components, and the columns that say what its rows belong to. */
export interface SdmxHead {
  readonly components: readonly Component[];
  /** The column of the dataflow, or of what else the rows belong to. */
  readonly structure: number;
  /** The column of the action; absent where every row is information. */
  readonly action?: number;
}

/** Stands between an id and its name where both are in one cell. */
const joint = ': ';

/** The id of a cell that may have a name behind it. */
export const idOf = (text: string): string => text.split(joint)[0] ?? '';

/** `STRUCTURE[;]` and `ATTR[en;fr]` say how several values stand in a cell. */
const plainId = (text: string): string => idOf(text).replace(/\[[^\]]*\]$/, '');

const keys: readonly string[] = ['KEY', 'SERIES_KEY', 'OBS_KEY'];

/** By the first column: the one that holds the structure, and those that stand before the components. */
const versions: Readonly<Record<string, { readonly structure: string; readonly before: readonly string[] }>> =
  {
    DATAFLOW: { structure: 'DATAFLOW', before: ['DATAFLOW', ...keys] },
    STRUCTURE: {
      structure: 'STRUCTURE_ID',
      before: ['STRUCTURE', 'STRUCTURE_ID', 'STRUCTURE_NAME', 'ACTION', ...keys],
    },
  };

/**
 * Reads the header of an SDMX-CSV file, or says why it is none. Names beside ids, in their cells or in columns of their
 * own, are found by the header that the standard gives them. What they look like says nothing.
 * *Source:* SDMX Technical Working Group, SDMX-CSV field guide, 1.0 and 2.0, "Column headers".
 */
export function readSdmxHead(header: SourceRow): SdmxHead | SourceProblem {
  const { texts, at } = header;
  const problem = (index: number, message: string, hint?: string): SourceProblem => ({
    code: 'data/sdmx',
    position: at(index),
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  const ids = texts.map(plainId);
  const [first = ''] = ids;
  const version = ownOf(versions, first);
  if (version === undefined) {
    const hint = phrase('data/sdmx.csv');
    return problem(0, phrase('data/sdmx.column', { text: texts[0] ?? '' }), hint);
  }
  const structure = ids.indexOf(version.structure);
  if (structure < 0) {
    return problem(1, phrase('data/sdmx.header'));
  }
  const start = ids.findIndex((id) => !version.before.includes(id));
  const begin = start < 0 ? ids.length : start;
  const before = ids.slice(0, begin);
  const hasNames = before.includes('STRUCTURE_NAME');
  if (hasNames && (ids.length - begin) % 2 !== 0) {
    const message = phrase('data/sdmx.since');
    return problem(ids.length - 1, message);
  }
  const components = ids.flatMap((id, index): Component[] => {
    if (index < begin || (hasNames && (index - begin) % 2 !== 0)) return [];
    return [{ id, index, isLabelled: texts[index]?.includes(joint) === true }];
  });
  const wrong = wrongComponent(components, problem);
  if (wrong !== undefined) return wrong;
  const action = before.indexOf('ACTION');
  return { components, structure, ...(action < 0 ? {} : { action }) };
}

/** Each component has one column, and one of them holds the numbers. */
function wrongComponent(
  components: readonly Component[],
  problem: (index: number, message: string) => SourceProblem,
): SourceProblem | undefined {
  const seen = new Set<string>();
  for (const { id, index } of components) {
    if (seen.has(id)) return problem(index, phrase('inputs/head.component', { id }));
    seen.add(id);
  }
  if (seen.has('OBS_VALUE')) return undefined;
  return problem(0, phrase('inputs/head.header'));
}

/** What separates cells: what stands after the first name, as the standard has it; undefined for no SDMX-CSV. */
export const separatorOf = (text: string): string | undefined =>
  /^"?(?:DATAFLOW|STRUCTURE(?:\[[^\]]*\])?)(?:: [^"]*)?"?([,;\t|])/.exec(text)?.[1];
