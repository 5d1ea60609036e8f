import type { Diagnostic } from '../../diagnostics.js';
import { contrast, hexColour, nearestThat } from '../../model/chart/colour.js';
import type { Paint } from '../../model/chart/paint.js';
import { isAlike, isWarning, leastContrast, neutral } from '../../model/chart/palette.js';
import { phrase, problem } from '../../problems/problem.js';
import type { ParsedYaml } from '../../yaml/positions.js';
import type { ReportFaultAt } from '../report.js';
import { type CategorySpec, categoriesIn, type FieldSpec } from './field-schema.js';
import type { PackageSpec } from './package-schema.js';

/** The name of the colour that says nothing: of "other", "unknown" and the like. */
const grey = 'grey';

/** What a category is painted with that declares a colour. */
export const paintOf = (color: string): Paint =>
  color === grey ? { kind: 'rest' } : { kind: 'own', colour: color.toLowerCase() };

const colourIn = (category: CategorySpec | undefined): string | undefined =>
  typeof category === 'object' ? category.color : undefined;

/**
 * Reports colours of categories, each with the nearest colour that would do: those not seen on paper, those that look
 * like a warning, and those that look like another category of the field.
 */
export function checkColours(field: FieldSpec, report: ReportFaultAt): void {
  const before: string[] = [];
  for (const [index, category] of categoriesIn(field).entries()) {
    const colour = colourIn(category);
    if (colour === undefined || colour === grey) continue;
    const fault = faultOf(colour, before);
    if (fault !== undefined) {
      const nearest = hexColour.test(colour)
        ? nearestThat(colour, (candidate) => faultOf(candidate, before) === undefined)
        : undefined;
      const { id, other } = fault;
      report(
        ['categories', index, 'color'],
        'value',
        id,
        { colour, grey, least: leastContrast.shapes, other },
        nearest === undefined ? {} : { hint: phrase('data/colour.nearest', { nearest }) },
      );
    }
    before.push(colour);
  }
}

interface ColourFault {
  readonly id: 'data/colour.colour' | 'data/colour.pale' | 'data/colour.warning' | 'data/colour.alike';
  /** The colour that it is too close to. */
  readonly other?: string;
}

/** What is wrong with a colour, if anything. */
function faultOf(colour: string, before: readonly string[]): ColourFault | undefined {
  if (!hexColour.test(colour)) return { id: 'data/colour.colour' };
  if ((contrast(colour, neutral.paper) ?? 0) < leastContrast.shapes) return { id: 'data/colour.pale' };
  if (isWarning(colour)) return { id: 'data/colour.warning' };
  const other = before.find((each) => hexColour.test(each) && isAlike(each, colour));
  return other === undefined ? undefined : { id: 'data/colour.alike', other };
}

/** An error for each category whose colour differs from the one that another dataset gives it. */
export function twoColours({ resources }: PackageSpec, { positionOf }: ParsedYaml): Diagnostic[] {
  const known = new Map<string, string>();
  return resources.flatMap(({ schema }, resource) => {
    if (typeof schema === 'string') return [];
    return schema.fields.flatMap(({ name, categories }, field) =>
      categoriesIn({ categories }).flatMap((category, index): Diagnostic[] => {
        const colour = colourIn(category);
        if (colour === undefined || typeof category !== 'object') return [];
        const key = JSON.stringify([name, String(category.value)]);
        const first = known.get(key);
        known.set(key, first ?? colour);
        if (first === undefined || first.toLowerCase() === colour.toLowerCase()) return [];
        return [
          problem(
            'data/colour.dataset',
            positionOf(
              ['resources', resource, 'schema', 'fields', field, 'categories', index, 'color'],
              'value',
            ),
            { category: category.value, name, colour, first },
          ),
        ];
      }),
    );
  });
}
