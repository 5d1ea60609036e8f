/** An object of a chart's spec. Specs are untrusted: every part is narrowed before it is used. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is neither an array nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, empty when it is none: for parts that were checked, or that are optional. */
export function toObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as an array, empty when it is none. */
export function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Extends a JSON pointer (RFC 6901) by keys. */
export function point(pointer: string, ...keys: readonly (string | number)[]): string {
  return keys.reduce<string>(
    (path, key) => `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  );
}

/** What a test finds in a part of a spec: in the outermost and first that has it. */
export function findIn<Found>(
  value: unknown,
  test: (part: JsonObject) => Found | undefined,
): Found | undefined {
  const own = isObject(value) ? test(value) : undefined;
  if (own !== undefined || typeof value !== 'object' || value === null) return own;
  for (const part of Object.values(value)) {
    const found = findIn(part, test);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keys under which a view holds several views. */
export const listKeys = ['layer', 'hconcat', 'vconcat', 'concat'] as const;

/** A view inside a view, with its JSON pointer. */
export interface ChildView {
  readonly view: JsonObject;
  readonly pointer: string;
}

/** The views directly inside a view: layers, concatenated views, or the view that a facet repeats. */
export function childViews(view: JsonObject, pointer: string): readonly ChildView[] {
  const children: ChildView[] = [];
  for (const key of listKeys) {
    toArray(view[key]).forEach((child, index) => {
      if (isObject(child)) children.push({ view: child, pointer: point(pointer, key, index) });
    });
  }
  if (isObject(view.spec)) children.push({ view: view.spec, pointer: point(pointer, 'spec') });
  return children;
}

/** A view with others in the place of the views directly inside it. */
export function withChildren(
  view: JsonObject,
  pointer: string,
  make: (child: JsonObject, pointer: string) => JsonObject,
): JsonObject {
  const made = (child: unknown, at: string): unknown => (isObject(child) ? make(child, at) : child);
  const lists = listKeys.flatMap((key) =>
    view[key] === undefined
      ? []
      : [[key, toArray(view[key]).map((child, index) => made(child, point(pointer, key, index)))] as const],
  );
  const inner = isObject(view.spec) ? { spec: make(view.spec, point(pointer, 'spec')) } : {};
  return { ...view, ...Object.fromEntries(lists), ...inner };
}

/** The type of a mark that is written as a string or as an object; empty when there is none. */
export function markType(view: JsonObject): string {
  if (typeof view.mark === 'string') return view.mark;
  const type = toObject(view.mark).type;
  return typeof type === 'string' ? type : '';
}

/** Channels that split a chart into panels. */
export const facetChannels: readonly string[] = ['row', 'column', 'facet'];
