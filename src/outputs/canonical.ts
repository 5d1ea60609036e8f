/** JSON as Tallybook publishes it: indented by two, keys in the order given, big integers as numbers in full, LF at the end. */
export function toJson(value: unknown): Uint8Array {
  const text = JSON.stringify(
    value,
    (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item),
    2,
  );
  return new TextEncoder().encode(`${text}\n`);
}
