/** What a record holds under a name that somebody chose: `constructor` and its like are names too, and every record inherits them. */
export function ownOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
