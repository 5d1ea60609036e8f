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

export interface Observation {
  readonly value: string;
  readonly status: string;
}

/** A number that is not there is the missing value that its status names, where it names one. */
export function readObservation(value: string, status: string, power: number): Observation {
  if (value !== '' && value !== 'NaN') return { value: multiplied(value, power), status };
  const code = missingByStatus.get(status);
  return code === undefined ? { value: '', status } : { value: code, status: '' };
}

/** As many powers of ten as are taken: from trillionths to septillions. */
const [least, most] = [-12, 24];

/** The power of ten of a `UNIT_MULT`; undefined for what is none. */
export function powerOf(text: string): number | undefined {
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
