import { labelOf } from '../../model/dataset/category.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Matrix, MatrixItem } from '../../model/project/matrix.js';

/** What a report knows of itself by one of its parameters. */
export interface Parameter {
  /** As calls of helpers take it. */
  readonly value: string;
  /** As it is printed: of a category its label in the language of the report. */
  readonly text: string;
  /** False for what a file of items says and no dataset answers for. */
  readonly isCategory: boolean;
}

/** The parameters of a report by their names; none where it is not made for many. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The parameters of an item, in the words of the data. */
export function parametersOf(
  { matrix, item }: { readonly matrix?: Matrix | undefined; readonly item?: MatrixItem | undefined },
  data: PublishedData,
): Parameters {
  return new Map(
    Object.entries(item?.parameters ?? {}).map(([name, value]): [string, Parameter] => {
      const of = matrix?.over.find((each) => each.name === name);
      if (of === undefined) return [name, { value, text: value, isCategory: false }];
      const dataset = Object.hasOwn(data, of.dataset) ? data[of.dataset] : undefined;
      const field = dataset?.fields.find((each) => each.name === of.dimension);
      return [name, { value, text: field === undefined ? value : labelOf(field, value), isCategory: true }];
    }),
  );
}
