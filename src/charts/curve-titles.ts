import type { Language } from '../language/language.js';
import type { PublishedDataset } from '../model/dataset/dataset.js';
import { fieldTitle } from './compose/titles.js';
import { isObject, type JsonObject } from './spec.js';

/**
 * What an axis is called along which quantiles or a density stand: "Quantile of pay", "Part of the numbers". Undefined for fields
 * that no such transform makes. `inSentence` makes a title small.
 */
export function curveTitle(
  spec: unknown,
  name: unknown,
  { fields }: PublishedDataset,
  { language, inSentence }: { readonly language: Language; readonly inSentence: (title: string) => string },
): string | undefined {
  const made = curveOf(spec, name);
  const { quantile, density, counts, cumulative } = made?.transform ?? {};
  const own = fields.find((field) => field.name === (quantile ?? density));
  if (made === undefined || own === undefined) return undefined;
  const title = fieldTitle(own) ?? own.title;
  if (quantile !== undefined)
    return made.isPlace
      ? language.message('chart.operation.quantile-place')
      : language.message('chart.operation.quantile', { title: inSentence(title) });
  if (made.isPlace) return title;
  const below = cumulative === true ? '-below' : '';
  return language.message(`chart.operation.density${counts === true ? '-count' : ''}${below}`, {
    title: inSentence(own.title),
    unit: own.unit === undefined || own.unit === '' ? 'none' : own.unit,
  });
}

interface Curve {
  readonly transform: JsonObject;
  /** Whether the field says where the points are, and not what they are. */
  readonly isPlace: boolean;
}

/** The transform that makes a field. */
function curveOf(value: unknown, name: unknown): Curve | undefined {
  if (Array.isArray(value))
    return value.map((each) => curveOf(each, name)).find((each) => each !== undefined);
  if (!isObject(value)) return undefined;
  if (typeof value.quantile === 'string' || typeof value.density === 'string') {
    const standard = value.quantile === undefined ? ['value', 'density'] : ['prob', 'value'];
    const [place = standard[0], number = standard[1]] = Array.isArray(value.as) ? value.as : [];
    return name === place || name === number ? { transform: value, isPlace: name === place } : undefined;
  }
  return Object.values(value)
    .map((each) => curveOf(each, name))
    .find((each) => each !== undefined);
}
