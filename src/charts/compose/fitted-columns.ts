import { greatest } from '../../model/chart/extremes.js';
import { labelOf } from '../../model/dataset/category.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { frames } from '../drawing/frame.js';
import { isObject, type JsonObject, toObject } from '../spec.js';
import type { TextWidth } from '../text-width.js';
import { headSize, headWeight } from '../theme.js';

/** Between two panels, and for the labels of the axis before the first, in pixels. */
const [between, before] = [28, 40];

/** Panels in a row where nobody says how many. */
const usual = 3;

/**
 * A spec whose panels stand no more of them in a row than the words of their heads have room for: a word cannot be broken, and
 * heads would lie over each other. A row of panels that has no room for them breaks.
 */
export function withFittedColumns(
  spec: JsonObject,
  { fields }: Pick<PublishedDataset, 'fields'>,
  textWidth: TextWidth,
): JsonObject {
  const most = (definition: JsonObject): number => {
    const field = fields.find(({ name }) => name === definition.field);
    const widest = field === undefined ? 0 : widestWord(field, textWidth);
    return Math.max(1, Math.floor((frames.paper.width - before + between) / (widest + between)));
  };
  const categoryCount = (definition: JsonObject): number =>
    fields.find(({ name }) => name === definition.field)?.categories.length ?? 0;
  const fitted = (definition: JsonObject, asked: unknown): number | undefined => {
    const [columns, least] = [typeof asked === 'number' ? asked : usual, most(definition)];
    return columns > least ? least : undefined;
  };
  const visit = (view: JsonObject): JsonObject => {
    const { facet, encoding, spec: inner } = view;
    const own = toObject(toObject(encoding).facet);
    const columns = own.field === undefined ? undefined : fitted(own, own.columns);
    const { column, row, ...others } = toObject(encoding);
    const strip = toObject(column);
    const isTight = strip.field !== undefined && row === undefined && categoryCount(strip) > most(strip);
    const wrapped = isTight ? { ...others, facet: { ...strip, columns: most(strip) } } : undefined;
    const around = isObject(facet) && facet.field !== undefined ? fitted(facet, view.columns) : undefined;
    return {
      ...view,
      ...(columns !== undefined && { encoding: { ...toObject(encoding), facet: { ...own, columns } } }),
      ...(wrapped !== undefined && { encoding: wrapped }),
      ...(around !== undefined && { columns: around }),
      ...(isObject(inner) && { spec: visit(inner) }),
    };
  };
  return visit(spec);
}

const widestWord = (field: Field, textWidth: TextWidth): number =>
  greatest([
    0,
    ...field.categories.flatMap(({ value }) =>
      labelOf(field, value)
        .split(' ')
        .map((word) => textWidth(word, headSize, headWeight)),
    ),
  ]);
