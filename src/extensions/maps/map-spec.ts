/** How the numbers of a map become classes. */
export const classMethods = ['quantiles', 'equal', 'natural', 'breaks'] as const;
export type ClassMethod = (typeof classMethods)[number];

/** Shades of areas, or circles on them. */
export const mapForms = ['shades', 'symbols'] as const;
export type MapForm = (typeof mapForms)[number];

/** True for the spec of a chart that is a map, in our words or in those of Vega-Lite. */
export function isMap({ map, mark }: { readonly map?: unknown; readonly mark?: unknown }): boolean {
  const type = typeof mark === 'object' && mark !== null && 'type' in mark ? mark.type : mark;
  return map !== undefined || type === 'geoshape';
}

/** What a map draws: the part of a chart that stands under `map`. */
export interface MapSpec {
  /** Name of a geometry of the data package. */
  readonly geometry: string;
  readonly form: MapForm;
  /** The dimension whose categories are places. */
  readonly by: string;
  /** The attribute that has the keys of their shapes; without it the categories themselves are looked up. */
  readonly shapes?: string;
  readonly measure: string;
  readonly classes?: number;
  readonly method?: ClassMethod;
  /** Where classes begin, from the second on, as decimals. */
  readonly breaks?: readonly string[];
  /** The number on both sides of which shades part, as a decimal. */
  readonly middle?: string;
  readonly projection?: string;
  /** The categories that the map is fitted to; without them all that have a shape. */
  readonly focus?: readonly string[];
  /** Categories that have no place on the map, and stand beside it. */
  readonly elsewhere?: readonly string[];
  /** Lines of longitude and latitude, as decoration. */
  readonly graticule?: boolean;
}
