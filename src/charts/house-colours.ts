import { mix } from '../model/colour.js';
import { neutral, type Palette } from '../model/palette.js';
import { isObject, type JsonObject } from './spec.js';

const painted: readonly string[] = ['color', 'fill', 'stroke'];

/** The colours that a spec may call by name, since each house has its own. */
const namedColours = ({ accent, second, soft }: Palette): Readonly<Record<string, string>> => ({
  accent,
  second,
  soft,
  'accent-light': mix(neutral.paper, accent, 0.6),
  'accent-pale': mix(neutral.paper, accent, 0.32),
  'second-light': mix(neutral.paper, second, 0.6),
  'second-pale': mix(neutral.paper, second, 0.32),
  ink: neutral.ink,
  muted: neutral.muted,
  rest: neutral.rest,
});

/** A spec in which every named colour of a mark, condition or channel is that of the house. */
export function withHouseColours(spec: JsonObject, palette: Palette): JsonObject {
  const colours = namedColours(palette);
  const named = (value: unknown): unknown =>
    typeof value === 'string' && Object.hasOwn(colours, value) ? colours[value] : value;
  const withRange = (scale: unknown): unknown =>
    isObject(scale) && Array.isArray(scale.range) ? { ...scale, range: scale.range.map(named) } : scale;
  const visit = (value: unknown, isPaint: boolean): unknown => {
    if (Array.isArray(value)) return value.map((each) => visit(each, isPaint));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (isPaint && key === 'scale') return [key, withRange(part)];
        const paints = painted.includes(key) || (isPaint && key === 'condition');
        return [key, visit(paints || (isPaint && key === 'value') ? named(part) : part, paints)];
      }),
    );
  };
  return visit(spec, false) as JsonObject;
}
