import { requireSameUnit } from '../../../content/helpers/calculate.js';
import { type Call, describe, type Scope, toText } from '../../../content/helpers/call.js';
import { fail } from '../../../content/helpers/problem.js';
import { isQuantity } from '../../../content/printable.js';
import type { Keys } from '../../../content/selection/keys.js';
import { otherKeys } from '../../../content/selection/other-cell.js';
import { type Figure, figureOf } from '../figure.js';
import type { Shapes } from '../kind.js';
import { figureAt, keysOfAll, readSubject, type Subject } from './subject.js';

/** An argument that names a figure beside the one that the claim is about, and what stands for it by default. */
interface Named {
  readonly name: 'of' | 'than' | 'least' | 'most';
  readonly otherwise?: string;
}

/** The figure of a claim with each of those that it names, for one year or for each. */
function readBeside(call: Call, scope: Scope, names: readonly Named[]): readonly (readonly Figure[])[] {
  const [first] = call.params;
  if (isQuantity(first)) {
    return [[figureOf(first), ...names.map(({ name }) => sameUnit(call, first.unit, name, call.hash[name]))]];
  }
  const subject = readSubject(call, scope);
  const others = names.map((named) => otherFigure(subject, named));
  return keysOfAll(subject).map((keys) => [figureAt(subject, keys), ...others.map((other) => other(keys))]);
}

/** The figure of a claim by itself, for one year or for each. */
export function readSingles(call: Call, scope: Scope): Shapes['single'] {
  return readBeside(call, scope, []).flatMap(([figure]) => figure ?? []);
}

/** How to find a named figure beside the cell with some keys: one quantity for all, or another cell of the dataset. */
function otherFigure(subject: Subject, { name, otherwise }: Named): (keys: Keys) => Figure {
  const { call, dataset, filters, measure } = subject;
  const given = call.hash[name];
  const text = given === undefined ? otherwise : toText(given);
  if (text === undefined) {
    const figure = sameUnit(call, measure.unit ?? '', name, given);
    return () => figure;
  }
  const changed = otherKeys(call, dataset, filters, { name, text });
  return (keys) => figureAt(subject, { ...keys, ...changed });
}

function sameUnit(call: Call, unit: string, name: string, given: unknown): Figure {
  if (!isQuantity(given)) {
    return fail(
      'content/argument',
      `Unexpected ${describe(given)} as \`${name}\`, expected a quantity such as \`${name}=(value ...)\``,
      call.hashAt(name),
    );
  }
  requireSameUnit({ ...given, unit }, given, call.hashAt(name));
  return figureOf(given);
}

/** A part and its whole (`of`, else the total). */
export function readParts(call: Call, scope: Scope): Shapes['part'] {
  return readBeside(call, scope, [{ name: 'of', otherwise: 'total' }]).flatMap(([part, whole]) =>
    part === undefined || whole === undefined ? [] : [{ part, whole }],
  );
}

/** A figure and another (`than`). */
export function readPairs(call: Call, scope: Scope): Shapes['pair'] {
  return readBeside(call, scope, [{ name: 'than' }]).flatMap(([own, other]) =>
    own === undefined || other === undefined ? [] : [{ own, other }],
  );
}

/** A figure and the two between which it should lie (`least`, `most`). */
export function readRanges(call: Call, scope: Scope): Shapes['range'] {
  return readBeside(call, scope, [{ name: 'least' }, { name: 'most' }]).flatMap(([own, least, most]) =>
    own === undefined || least === undefined || most === undefined ? [] : [{ own, least, most }],
  );
}
