import type {
  Opened,
  SourceFile,
  SourceProblem,
  SourceRow,
  SourceTable,
} from '../../model/dataset/source-table.js';
import { phrase, problem } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { csv } from '../csv/format.js';
import { decodeSource } from '../decode-source.js';
import type { SourceFormat } from '../format.js';
import { type Component, idOf, readSdmxHead, type SdmxHead, separatorOf } from './head.js';

/**
 * SDMX-CSV 1.0 and 2.0: the components by their ids, names beside them left out, observations with their status and
 * multiplier. A component that no field has is left out where it says one thing throughout; else it is a problem. So
 * are rows that delete, belong to another dataflow, or are not for publication.
 */
export const sdmxCsv: SourceFormat = { dialect: ['delimiter', 'quoteChar'], open };

async function open(source: SourceFile, limits: ResourceLimits): Promise<Opened> {
  const { columns: _, ...undeclared } = source;
  const bytes = decodeSource(source);
  if ('code' in bytes) return bytes;
  const shown = separatorOf(new TextDecoder().decode(bytes.subarray(0, 1000)));
  const delimiter = source.dialect.delimiter ?? shown;
  const dialect = { ...source.dialect, ...(delimiter === undefined ? {} : { delimiter }) };
  const opened = await csv.open({ ...undeclared, dialect }, limits);
  if ('code' in opened) return opened;
  const head = readSdmxHead(opened.header);
  if ('code' in head) return head;
  const looked = new Look(head, opened.header, source.wanted);
  const ended = opened.read((row) => looked.take(row));
  return ended ?? looked.problem() ?? tableOf(opened, head, looked.kept());
}

/** One look at every row before any is handed over. */
class Look {
  readonly #firsts = new Map<number, string>();
  readonly #varying = new Map<number, SourceRow>();
  readonly #byId: ReadonlyMap<string, Component>;
  #problem: SourceProblem | undefined;

  constructor(
    readonly head: SdmxHead,
    readonly header: SourceRow,
    readonly wanted: readonly string[] | undefined,
  ) {
    this.#byId = new Map(head.components.map((component) => [component.id, component]));
  }

  take(row: SourceRow): void {
    if (this.#problem !== undefined) return;
    const { structure, action } = this.head;
    const [actual, expected] = [row.texts.length, this.header.texts.length];
    if (actual !== expected) {
      this.#problem = problem('data/row-length.row-header', row.at(Math.min(actual, expected)), {
        cells: actual === 1 ? '1 cell' : `${actual} cells`,
        expected,
      });
      return;
    }
    const belongs = idOf(row.texts[structure] ?? '');
    const first = this.#firsts.get(-1);
    if (first === undefined) this.#firsts.set(-1, belongs);
    else if (first !== belongs) {
      const hint = phrase('data/sdmx.keep');
      this.#say(row, structure, phrase('data/sdmx.alone', { belongs, first }), hint);
    }
    const act = action === undefined ? 'I' : (row.texts[action] ?? '');
    if (!['', 'I', 'A', 'R', 'M'].includes(act)) {
      const message = phrase('data/sdmx.action', { act });
      this.#say(row, action ?? 0, message, act === 'D' ? phrase('data/sdmx.message') : undefined);
    }
    this.#lookAtCells(row);
  }

  #lookAtCells(row: SourceRow): void {
    for (const { id, index, isLabelled } of this.head.components) {
      const text = cellOf(row, { index, isLabelled });
      const first = this.#firsts.get(index);
      if (first === undefined) this.#firsts.set(index, text);
      else if (first !== text && !this.#varying.has(index)) this.#varying.set(index, row);
      if (id === 'UNIT_MULT' && powerOf(text) === undefined) {
        this.#say(row, index, phrase('data/sdmx.unit', { text }));
      }
      if (id === 'CONF_STATUS' && text !== '' && text !== 'F') {
        const message = phrase('data/sdmx.confidentiality', { text });
        this.#say(row, index, message, phrase('data/sdmx.publication'));
      }
    }
  }

  #say(row: SourceRow, column: number, message: string, hint?: string): void {
    const more = hint === undefined ? {} : { hint };
    this.#problem ??= { code: 'data/sdmx', position: row.at(column), message, ...more };
  }

  /** What is wrong, if anything: a component that says several things and has no field would make two numbers look like one. */
  problem(): SourceProblem | undefined {
    if (this.#problem !== undefined || this.wanted === undefined) return this.#problem;
    const lost = this.head.components.find(
      ({ id, index }) => !this.#isKept(id) && !settled.includes(id) && this.#varying.has(index),
    );
    if (lost === undefined) return undefined;
    const other = this.#varying.get(lost.index);
    const [one, two] = [this.#firsts.get(lost.index), other === undefined ? '' : cellOf(other, lost)].map(
      (text = '') => (text === '' ? 'empty' : `\`${text}\``),
    );
    return problem('data/header.says', this.header.at(lost.index), {
      id: lost.id,
      one,
      line: other?.line,
      two,
    });
  }

  #isKept(id: string): boolean {
    return this.wanted?.includes(id) ?? !settled.includes(id);
  }

  kept(): readonly Component[] {
    const kept = [...this.#byId.values()].filter(({ id }) => this.#isKept(id));
    const { wanted } = this;
    // The standard gives the columns no order, so that the fields have theirs.
    return wanted === undefined ? kept : kept.sort((a, b) => wanted.indexOf(a.id) - wanted.indexOf(b.id));
  }
}

/** Components that are dealt with where the observation is read. */
const settled: readonly string[] = ['UNIT_MULT', 'CONF_STATUS'];

const cellOf = (
  { texts }: SourceRow,
  { index, isLabelled }: Pick<Component, 'index' | 'isLabelled'>,
): string => (isLabelled ? idOf(texts[index] ?? '') : (texts[index] ?? ''));

function tableOf(opened: SourceTable, head: SdmxHead, kept: readonly Component[]): SourceTable {
  const find = (...ids: string[]): Component | undefined =>
    head.components.find(({ id }) => ids.includes(id));
  const [value, status, power] = [find('OBS_VALUE'), find('OBS_STATUS', 'OBS_FLAG'), find('UNIT_MULT')];
  const rowOf = (row: SourceRow): SourceRow => {
    const of = (component: Component | undefined): string =>
      component === undefined ? '' : cellOf(row, component);
    const observation = readObservation(of(value), of(status), powerOf(of(power)) ?? 0);
    return {
      ...placed(row),
      texts: kept.map((component) => {
        if (component === value) return observation.value;
        return component === status ? observation.status : of(component);
      }),
    };
  };
  const placed = ({ line, at }: SourceRow): Omit<SourceRow, 'texts'> => ({
    line,
    at: (column) => at(kept[column]?.index ?? column),
  });
  return {
    header: { ...placed(opened.header), texts: kept.map(({ id }) => id) },
    read: (take, most) => opened.read((row) => take(rowOf(row)), most),
  };
}

/** What an observation of SDMX says, with its status and its multiplier. */

/**
 * Status codes that say why there is no number, and the missing value that each is. *Source:* SDMX, code list
 * `CL_OBS_STATUS`. Its codes are H holiday, L not collected, M cannot exist, O missing, Q suppressed. Flags of Eurostat
 * are c confidential, z not applicable.
 */
const missingByStatus: ReadonlyMap<string, string> = new Map([
  ['H', '[z]'],
  ['L', '[x]'],
  ['M', '[z]'],
  ['O', '[x]'],
  ['Q', '[c]'],
  ['c', '[c]'],
  ['z', '[z]'],
]);

interface Observation {
  readonly value: string;
  readonly status: string;
}

/** A number that is not there is the missing value that its status names, where it names one. */
function readObservation(value: string, status: string, power: number): Observation {
  if (value !== '' && value !== 'NaN') return { value: multiplied(value, power), status };
  const code = missingByStatus.get(status);
  return code === undefined ? { value: '', status } : { value: code, status: '' };
}

/** As many powers of ten as are taken: from trillionths to septillions. */
const [least, most] = [-12, 24];

/** The power of ten of a `UNIT_MULT`; undefined for what is none. */
function powerOf(text: string): number | undefined {
  if (text === '') return 0;
  const power = /^-?\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return power >= least && power <= most ? power : undefined;
}

/** A number times a power of ten, exactly, by moving its mark; what is no plain number stays as it is. */
function multiplied(text: string, power: number): string {
  const [, sign = '', whole, mark = '.', fraction = ''] = /^([+-]?)(\d+)(?:([.,])(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || power === 0) return text;
  const digits = `${whole}${fraction}`;
  const at = whole.length + power;
  const long = at <= 0 ? `${'0'.repeat(1 - at)}${digits}` : digits.padEnd(at, '0');
  const split = Math.max(at, 1);
  const left = long.slice(0, split).replace(/^0+(?=\d)/, '');
  const right = long.slice(split);
  return `${sign}${left}${right === '' ? '' : `${mark}${right}`}`;
}
