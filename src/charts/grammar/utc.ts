const units =
  /^(binned)?(utc)?((?:year|quarter|month|week|dayofyear|day|date|hours|minutes|seconds|milliseconds)+)$/;

/** A unit of time in UTC: a report knows no time zone, so that the local one of its author is none. */
export function utcUnit(unit: string): string {
  const found = units.exec(unit);
  return found === null ? unit : `${found[1] ?? ''}utc${found[3] ?? ''}`;
}

/** A scale of local time, in UTC. */
export const utcScale = (type: string): string => (type === 'time' ? 'utc' : type);
