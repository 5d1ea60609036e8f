import type { Language } from '../language/language.js';
import { additionNotes, leftOut, leftRestNotes, type ShownField } from '../language/left-out.js';
import type { PublishedDataset, Row } from '../model/dataset/dataset.js';
import { ownOf } from '../model/own.js';
import type { ChartNode } from '../model/tree/nodes.js';
import type { UnitDatums } from './compose/composition.js';
import type { ChartDataset } from './datasets/parts.js';
import { headOf } from './plain-text.js';
import { rowsBehind, rowsCombined } from './provenance/members.js';
import { boundFields } from './rows.js';
import { axes } from './spec.js';
import { isTime } from './times.js';
import { encodedField, encodedFields, isPath, stackOf, type Unit } from './unit.js';

/** A chart that was drawn, and what came through its filters to each unit. */
interface Remarked {
  readonly chart: ChartNode;
  readonly dataset: ChartDataset;
  readonly units: readonly Unit[];
  readonly reached: UnitDatums;
  readonly language: Language;
}

/** The remarks on each dataset that a chart draws, headed by its title where there are several. */
export function remarksOf(
  drawn: readonly Pick<Remarked, 'dataset' | 'units'>[],
  remarked: Pick<Remarked, 'chart' | 'reached' | 'language'>,
): readonly string[] {
  const { language } = remarked;
  const looked = drawn.flatMap(({ dataset: { lookups = [] } }) =>
    lookups.flatMap(({ source }) => source ?? []),
  );
  const datasets = [
    ...new Map([...drawn.map(({ dataset }) => dataset), ...looked].map((each) => [each.name, each])).values(),
  ];
  const invented = datasets.filter(({ illustrative }) => illustrative);
  const isMixed = invented.length > 0 && invented.length < datasets.length;
  const all = drawn.flatMap(({ dataset, units }) =>
    remarksOn({ ...remarked, dataset, units }).map((text) => ({ text, title: dataset.title })),
  );
  const everywhere = (text: string): boolean =>
    drawn.every(({ dataset: { title } }) => all.some((each) => each.text === text && each.title === title));
  const told = all.map(({ text, title }) =>
    everywhere(text) ? text : language.message('chart.of-dataset', { title, text }),
  );
  const titles = invented.map(({ title }) => title);
  return [
    ...new Set(told),
    ...(isMixed ? [language.message('chart.partly-illustrative', { titles: language.list(titles) })] : []),
  ];
}

/**
 * What a reader of the figure must know besides: what is not in it, why its parts do not come to their total, and why it has
 * two axes.
 */
function remarksOn(remarked: Remarked): readonly string[] {
  const { chart, dataset, units, language } = remarked;
  const shown = rowsIn(units, remarked);
  const reasons = (chart.allowed ?? []).flatMap(({ rule, reason }) =>
    rule === 'two-axes' || rule === 'missing-values' || rule === 'imputed' || rule === 'factor'
      ? [language.message(`chart.${rule}`, { reason })]
      : [],
  );
  const encoded = units.map((unit) => [...encodedFields(unit, dataset.fields).keys()]);
  const measures = [...new Set(encoded.flat())].filter(({ role }) => role === 'measure');
  const totals = additionNotes(valuesIn(shown, dataset), measures, language);
  return [
    ...leftOut(dataset, shown, language, headOf(chart)),
    ...totals,
    ...leftRestNotes(addedUp(remarked, valuesIn(shown, dataset)), language),
    ...breaksIn(remarked, shown),
    ...areasIn(remarked),
    ...reasons,
  ];
}

/** That areas are numbers, where bands along a scale are not equally wide. */
function areasIn({ dataset, units, language }: Remarked): readonly string[] {
  const isArea = dataset.fields.some((field) => {
    const widths = field.categories.flatMap(({ bounds }) =>
      bounds === undefined ? [] : [bounds[1] - bounds[0]],
    );
    const [from, to] = boundFields(field);
    const isAlong = units.some(
      ({ mark, channels }) =>
        mark === 'bar' && channels.x?.definition.field === from && channels.x2?.definition.field === to,
    );
    return isAlong && new Set(widths).size > 1;
  });
  return isArea ? [language.message('chart.area')] : [];
}

/** The times from which a line through years was counted otherwise, as the data declare. */
function breaksIn({ dataset, units, language }: Remarked, shown: readonly Row[]): readonly string[] {
  const paths = units.filter(isPath);
  const found = paths.flatMap(({ channels }) => {
    const [along, measure] = axes.map((name) => encodedField(channels[name]?.definition, dataset.fields));
    if (along === undefined || !isTime(along) || measure?.role !== 'measure') return [];
    const times = shown.map(({ keys }) => keys[along.name] ?? '').toSorted();
    const since = shown
      .filter(
        ({ keys, marks }) =>
          ownOf(marks, measure.name)?.includes('b') && (keys[along.name] ?? '') > (times[0] ?? ''),
      )
      .map(({ keys }) => keys[along.name] ?? '');
    return along.categories.filter(({ value }) => since.includes(value)).map(({ label }) => label);
  });
  const since = [...new Set(found)];
  return since.length === 0 ? [] : [language.message('chart.break', { since: language.list(since) })];
}

function rowsIn(units: readonly Unit[], { reached, dataset }: Remarked): readonly Row[] {
  const indexes = new Set(units.flatMap(({ name }) => (reached[name] ?? []).flatMap(rowsBehind)));
  return dataset.rows.filter((_, index) => indexes.has(index));
}

/** The categories that rows have of each dimension. */
const valuesIn = (rows: readonly Row[], { fields }: PublishedDataset): readonly ShownField[] =>
  fields
    .filter(({ role }) => role === 'dimension')
    .map((field) => ({ field, values: [...new Set(rows.flatMap(({ keys }) => keys[field.name] ?? []))] }));

/**
 * The dimensions whose parts a reader, or the chart itself, adds up. They are those of segments of a stack, and of rows
 * that one mark is made of, such as those of a sum or of the whole of a share.
 */
function addedUp({ units, dataset, reached }: Remarked, shown: readonly ShownField[]): readonly ShownField[] {
  const stacked = new Set(units.flatMap((unit) => stackOf(unit, dataset)?.by ?? []));
  const datums = units.flatMap(({ name }) => reached[name] ?? []);
  const isInOneMark = (name: string): boolean =>
    datums.some((datum) => {
      const keys = rowsCombined(datum).map((index) => dataset.rows[index]?.keys[name]);
      return new Set(keys).size > 1;
    });
  return shown.filter(
    ({ field: { name, remainder } }) => remainder !== undefined && (stacked.has(name) || isInOneMark(name)),
  );
}
