/** A record, and which parts of it were looked at since. */
export interface Watched<T extends object> {
  /** The record as it is; what is looked up in it is noted. */
  readonly view: T;
  looks(): Looks;
}

/** What was found in a record. */
export interface Looks {
  /** By the name of the part, whether it was there, and its value where that was asked for. */
  readonly parts: ReadonlyMap<PropertyKey, { readonly is: boolean; readonly value?: unknown }>;
  /** All names, where they were asked for. */
  readonly names?: readonly (string | symbol)[];
}

/** Returns a view of `record` that notes which of its parts are looked at: what is made of it depends on those alone. */
export function watch<T extends object>(record: T): Watched<T> {
  const parts = new Map<PropertyKey, { readonly is: boolean; readonly value?: unknown }>();
  let names: readonly (string | symbol)[] | undefined;
  const noteThere = (name: PropertyKey): void => {
    if (!parts.has(name)) parts.set(name, { is: name in record });
  };
  const view = new Proxy(record, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      parts.set(name, { is: name in target, value });
      return value;
    },
    has(target, name) {
      noteThere(name);
      return name in target;
    },
    getOwnPropertyDescriptor(target, name) {
      noteThere(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys(target) {
      names = Reflect.ownKeys(target);
      return [...names];
    },
  });
  return { view, looks: () => ({ parts: new Map(parts), ...(names && { names }) }) };
}

/** True when whoever looked would find the same in `record`: the same objects, under the same names. */
export function looksTheSame({ parts, names }: Looks, record: object): boolean {
  const now = Reflect.ownKeys(record);
  return (
    (names === undefined ||
      (names.length === now.length && names.every((name, index) => name === now[index]))) &&
    [...parts].every(
      ([name, part]) =>
        part.is === name in record && (!('value' in part) || part.value === Reflect.get(record, name)),
    )
  );
}
