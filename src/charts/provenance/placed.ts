import type { Field } from '../../model/dataset/dataset.js';
import { childNodes, fieldOf, fieldsIn } from '../check/expression.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { boundFields } from '../rows.js';
import type { Unit } from '../unit.js';
import type { Definitions, Placed } from './definition.js';

/**
 * True for a channel that says where a mark is and not how large: the places of a stack, or both ends of a bar moved alike. So Likert
 * bars are centred, and the steps of a waterfall begin where the one before ends.
 */
export function isPlaced(
  unit: Unit,
  channel: string,
  definitions: Definitions,
  fields: readonly Field[],
): boolean {
  const own = definitionAt(unit, channel, definitions);
  if (isOfBand(unit, channel, definitions, fields)) return true;
  if (own?.kind === 'layout' || own?.kind === 'curve-place') return true;
  // Words stand beside what they name, and print a cell.
  if (unit.mark === 'text' && own?.kind === 'running') return true;
  if (unit.mark === 'text' && own?.kind === 'calculate') return fieldsIn(own.expression).some(isPlaceIn(own));
  const axis = channel.charAt(0);
  const [begin, end] = [axis, `${axis}2`].map((name) => ({
    field: unit.channels[name]?.definition.field,
    definition: definitionAt(unit, name, definitions),
  }));
  if (begin?.definition === undefined || end?.definition === undefined) return false;
  const isMoved = hasNoAxis(unit, axis) && isMovedAlike(begin.definition, end.definition);
  return isMoved || isStep(begin, end) || isStep(end, begin);
}

/**
 * The bounds of a band along a scale, and a height that makes the area of its bar the number: that divided by the width of the same
 * band. Words in the middle of it, and on top.
 */
function isOfBand(unit: Unit, channel: string, definitions: Definitions, fields: readonly Field[]): boolean {
  const own = unit.channels[channel]?.definition.field;
  if (typeof own !== 'string') return false;
  const banded = fields.filter(({ categories }) => categories.some(({ bounds }) => bounds !== undefined));
  const definition = definitions.get(own);
  if (definition === undefined) return banded.some((field) => boundFields(field).includes(own));
  if (definition.kind !== 'calculate' || channel.length > 1) return false;
  return banded.some((field) => {
    const [from, to] = boundFields(field);
    const { expression } = definition;
    const isMiddle =
      unit.mark === 'text' && fieldsIn(expression).every((name) => name === from || name === to);
    const isBar = unit.channels.x?.definition.field === from && unit.channels.x2?.definition.field === to;
    return (
      isMiddle ||
      ((isBar || unit.mark === 'text') &&
        hasNoAxis(unit, channel) &&
        isPerWidth(expression, [from, to], fields))
    );
  });
}

/** `measure / (to - from)`. */
function isPerWidth(
  node: ExpressionNode,
  [from, to]: readonly [string, string],
  fields: readonly Field[],
): boolean {
  if (node.type !== 'BinaryExpression' || node.operator !== '/') return false;
  const [number, width] = childNodes(node);
  const measure = number && fieldOf(number);
  const [end, begin] = width?.operator === '-' ? childNodes(width) : [];
  return (
    fields.some(({ name, role }) => name === measure && role === 'measure') &&
    end !== undefined &&
    begin !== undefined &&
    fieldOf(end) === to &&
    fieldOf(begin) === from
  );
}

/** A bar that is moved ends at no number: no axis may say one. */
const hasNoAxis = ({ channels }: Unit, name: string): boolean =>
  [null, false].includes(channels[name]?.definition.axis as null | false);

function definitionAt({ channels }: Unit, name: string, definitions: Definitions): Placed | undefined {
  const { field, aggregate } = channels[name]?.definition ?? {};
  return typeof field === 'string' && aggregate === undefined ? definitions.get(field) : undefined;
}

const isPlaceIn =
  ({ before }: Placed) =>
  (field: string): boolean =>
    ['layout', 'running'].includes(before.get(field)?.kind ?? '');

/** Both ends of a segment of a stack, with the same added or taken away. */
function isMovedAlike(one: Placed, other: Placed): boolean {
  if (one.kind !== 'calculate' || other.kind !== 'calculate') return false;
  const [own, its] = [one, other].map(({ expression }) => moveOf(expression));
  if (own === undefined || its === undefined) return false;
  const areOfOneStack =
    stackOf(one, own.field) !== undefined && stackOf(one, own.field) === stackOf(other, its.field);
  return areOfOneStack && own.field !== its.field && own.by === its.by;
}

function stackOf({ before }: Placed, field: string): unknown {
  const definition = before.get(field);
  return definition?.kind === 'layout' ? definition.stack : undefined;
}

/** A field and what it is moved by. */
function moveOf(node: ExpressionNode): { readonly field: string; readonly by: string } | undefined {
  if (node.type !== 'BinaryExpression' || (node.operator !== '-' && node.operator !== '+')) return undefined;
  const [left, right] = childNodes(node);
  const [field, by] = [left && fieldOf(left), right && fieldOf(right)];
  return field === undefined || by === undefined ? undefined : { field, by: `${node.operator} ${by}` };
}

interface End {
  readonly field: unknown;
  readonly definition: Placed | undefined;
}

/** A running sum, and the same without the number of its own row: between the two lies that number. */
function isStep({ definition: begin }: End, { field, definition: end }: End): boolean {
  if (begin?.kind !== 'calculate' || end?.kind !== 'running') return false;
  const move = moveOf(begin.expression);
  return move !== undefined && move.field === field && move.by === `- ${end.field}`;
}
