import { childViews, type JsonObject, toArray, toObject } from './spec.js';

/**
 * True for two plots of one measure of which the left one runs to the left, on scales that end at the same number: a population
 * pyramid. Together they are one scale with zero in its middle; apart they could not be compared.
 */
export function isBackToBack({ hconcat }: JsonObject): boolean {
  const [left, right, ...more] = toArray(hconcat).map((view) => toObject(toObject(view).encoding));
  if (left === undefined || right === undefined || more.length > 0) return false;
  const [one, two] = [left, right].map(({ x }) => toObject(x));
  const [own, other] = [one, two].map((definition) => toObject(definition?.scale));
  const isAlike = (key: string): boolean => own?.[key] === other?.[key];
  return (
    own?.reverse === true &&
    other?.reverse !== true &&
    one?.field === two?.field &&
    typeof own.domainMax === 'number' &&
    ['domainMax', 'domainMin', 'domain', 'zero', 'type', 'nice'].every(isAlike) &&
    toObject(left.y).field === toObject(right.y).field
  );
}

/** True for the left one of two such plots. */
export function isLeftOfPair(spec: JsonObject, target: string, pointer = ''): boolean {
  if (isBackToBack(spec)) return `${target}/`.startsWith(`${pointer}/hconcat/0/`);
  return childViews(spec, pointer).some(
    (child) =>
      `${target}/`.startsWith(`${child.pointer}/`) && isLeftOfPair(child.view, target, child.pointer),
  );
}
