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
export const findIn = <Found>(
  value: unknown,
  test: (part: JsonObject) => Found | undefined,
): Found | undefined => objectsIn(value).flatMap(({ object }) => test(object) ?? [])[0];

/** Every object in a part of a spec, itself included, with its JSON pointer; what is around comes before what is in it. */
export function objectsIn(
  value: unknown,
  pointer = '',
): readonly { readonly object: JsonObject; readonly pointer: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = isObject(value) ? [{ object: value, pointer }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, part]) => objectsIn(part, point(pointer, key)))];
}

/** A part of a spec with another value at a JSON pointer; undefined takes a key out of its object. */
export function withAt(part: unknown, pointer: string, value: unknown): unknown {
  const [, key = '', ...rest] = pointer.split('/');
  if (pointer === '') return value;
  const inner = rest.map((each) => `/${each}`).join('');
  if (Array.isArray(part))
    return part.map((each: unknown, index) => (String(index) === key ? withAt(each, inner, value) : each));
  const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
  const { [name]: before, ...others } = toObject(part);
  const after = withAt(before, inner, value);
  return after === undefined ? others : { ...toObject(part), [name]: after };
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

/** A view of a spec, with those around it, the outermost first. */
export interface PlacedView extends ChildView {
  readonly around: readonly ChildView[];
}

/** The views of a spec: itself, then those inside it. */
export function viewsIn(
  view: JsonObject,
  pointer = '',
  around: readonly ChildView[] = [],
): readonly PlacedView[] {
  const inside = [...around, { view, pointer }];
  return [
    { view, pointer, around },
    ...childViews(view, pointer).flatMap((child) => viewsIn(child.view, child.pointer, inside)),
  ];
}

/** True for what stands at a JSON pointer or below it. */
export const isWithin = (pointer: string, around: string): boolean => `${pointer}/`.startsWith(`${around}/`);

/** The views from a whole spec down to what stands at a JSON pointer. */
export const viewsTo = (spec: JsonObject, target: string): readonly PlacedView[] =>
  viewsIn(spec).filter(({ pointer }) => isWithin(target, pointer));

/** True for a view with one mark. */
export const isUnit = (view: JsonObject): boolean => childViews(view, '').length === 0;

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

/** True for a channel whose author says that it shows names, be they numbers or not. */
export const isOfNames = ({ type }: JsonObject): boolean => type === 'nominal' || type === 'ordinal';

/** True for an axis, legend or stack that an author does without. */
export const isNone = (part: unknown): boolean => part === null || part === false;

/** Channels that place a mark along an axis. */
export const axes = ['x', 'y'] as const;

/** Channels that paint a mark. */
export const paints: readonly string[] = ['color', 'fill', 'stroke'];

/** Channels that split a chart into panels. */
export const facetChannels: readonly string[] = ['row', 'column', 'facet'];

/** A number of the row that an `argmin` or `argmax` of a transform chose: `most['cases']` or `most.cases`. */
export interface ChosenNumber {
  /** The field that vega keeps the row in. */
  readonly row: string;
  readonly field: string;
}

/** Undefined for a name that leads into no row. */
export function chosenIn(path: string): ChosenNumber | undefined {
  const [, row, quoted, plain] = /^([^.[\]]+)(?:\['([^']+)'\]|\.(.+))$/.exec(path) ?? [];
  const field = quoted ?? plain;
  return row === undefined || field === undefined ? undefined : { row, field };
}
