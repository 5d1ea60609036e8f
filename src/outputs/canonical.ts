/** JSON as Tallybook publishes it: indented by two, keys in the order given, big integers as numbers in full, LF at the end. */
export function toJson(value: unknown): Uint8Array {
  const text = JSON.stringify(
    value,
    (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item),
    2,
  );
  return new TextEncoder().encode(`${text}\n`);
}

/** An object whose end is still to come. */
export const openJson = (head: object): string => JSON.stringify(head).slice(0, -1);

/** A list under its name, each line as it is. */
export const jsonList = (name: string, lines: readonly string[]): string =>
  `"${name}": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]`;

/** Lists under their names, each item on a line of its own, so that two files can be compared; without those that are undefined. */
export const jsonLists = (lists: Readonly<Record<string, readonly unknown[] | undefined>>): string[] =>
  Object.entries(lists).flatMap(([name, items]) =>
    items === undefined
      ? []
      : [
          jsonList(
            name,
            items.map((item) => JSON.stringify(item)),
          ),
        ],
  );
