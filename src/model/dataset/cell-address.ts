/** One cell of a dataset, as snapshots and messages name it. */
export interface CellName {
  readonly dataset: string;
  readonly measure: string;
  /** The category of every dimension. */
  readonly keys: Readonly<Record<string, string>>;
}

/**
 * A cell as one text: `cases-by-offence/cases?year=2013&offence=trafficking`, escaped as the path and the query of an
 * address on the network are, so that any name and category can stand in it.
 */
export function cellAddress({ dataset, measure, keys }: CellName): string {
  const query = Object.entries(keys).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return `${encode(dataset)}/${encode(measure)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** The cell that an address names; undefined when it is none. */
export function parseCellAddress(address: string): CellName | undefined {
  const match = /^([^/?]+)\/([^/?]+)(?:\?(.+))?$/.exec(address);
  if (match === null) return undefined;
  const [, dataset = '', measure = '', query] = match;
  try {
    const pairs = (query?.split('&') ?? []).map((pair) => pair.split('='));
    if (pairs.some((pair) => pair.length !== 2)) return undefined;
    const keys = pairs.map(([name = '', value = '']) => [
      decodeURIComponent(name),
      decodeURIComponent(value),
    ]);
    return {
      dataset: decodeURIComponent(dataset),
      measure: decodeURIComponent(measure),
      keys: Object.fromEntries(keys),
    };
  } catch {
    // A lone `%`.
    return undefined;
  }
}

/** Colons and commas may stand in a query as they are, and are common in categories. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2C', ',');
