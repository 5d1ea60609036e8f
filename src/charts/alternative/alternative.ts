import type { Language } from '../../language/language.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { type ClassedPart, classed, classedParts, joinParts } from '../../model/tree/classed-text.js';
import { unitParts } from '../../model/unit.js';
import { isStepKnown, isTime } from '../compose/time-labels.js';
import { authorTitle, fieldTitle } from '../compose/titles.js';
import type { DrawnForm, DrawnPlot } from '../form.js';
import { encodedField, isCategorical, type Unit } from '../unit.js';
import { describePlot } from './describe.js';
import { rowDimension } from './each.js';
import type { ChartFacts, ReachedRows } from './facts.js';
import { chartKind } from './kind.js';
import {
  type Description,
  describe,
  named,
  namedCategory,
  silence,
  subjectKind,
  type Telling,
  timeRuns,
} from './telling.js';

/** A plot of a chart, or what it draws of one dataset: layers over several are told one after the other. */
export interface ToldPlot extends DrawnPlot {
  /** Undefined of a plot that shows nothing of a dataset. */
  readonly facts: ChartFacts | undefined;
  readonly telling: Telling;
}

/** What a chart is called, and what is said of it: levels 1 to 3 of the text alternative. */
export interface ToldChart {
  readonly kinds: readonly ClassedPart[];
  readonly said: readonly Description[];
}

/** Puts a chart into words, plot by plot; as one where its form joins them. */
export function tellChart(
  plots: readonly ToldPlot[],
  form: DrawnForm,
  shown: ReachedRows['shown'],
  isOfSeveral: boolean,
): ToldChart {
  const told = joinedPlot(plots, form) ?? plots;
  const headed = (text: string, { dataset, language }: Telling): string =>
    isOfSeveral && text !== ''
      ? language.message('chart.of-dataset', { title: named(dataset.title), text })
      : text;
  return {
    kinds: joinParts(
      told.map(({ facts, telling }) =>
        classedParts(headed(alternativeOf(facts, shown, telling, form), telling)),
      ),
    ),
    said: told.flatMap(({ facts, telling, ...plot }) => {
      const description = facts === undefined ? silence : describePlot(facts, plot, telling, form);
      return isOfSeveral && description.text !== '' ? [headOf(telling), description] : [description];
    }),
  };
}

function joinedPlot(plots: readonly ToldPlot[], form: DrawnForm): readonly ToldPlot[] | undefined {
  const [first] = plots;
  const all = plots.flatMap((plot) => plot.facts ?? []);
  const facts = first && form.joined?.(all, first.telling.dataset);
  if (first === undefined || facts === undefined) return undefined;
  return [{ ...first, facts, channels: plots.flatMap(({ channels }) => channels) }];
}

/** The name of a dataset before what is told of it. */
const headOf = ({ dataset: { title }, language }: Telling): Description =>
  describe(language.message('chart.of-dataset', { title: named(title), text: '' }).trim(), []);

/** Categories beyond this many are not named. */
const mostNamed = 12;

/**
 * Returns level 1 of the text alternative: what kind of chart, of what, along what, split by what; its numerals are
 * marked with their classes.
 * Source: Lundgard & Satyanarayan, Accessible Visualization via Natural Language Descriptions (2021).
 */
function alternativeOf(
  facts: ChartFacts | undefined,
  shown: Readonly<Record<string, readonly string[]>>,
  { dataset, language }: Pick<Telling, 'dataset' | 'language'>,
  form: DrawnForm,
): string {
  if (facts === undefined) return language.message('chart.kind.other');
  const { along, split, panels } = facts;
  const name = form.kind?.(facts) ?? chartKind(facts, dataset);
  const kind = classed(language.message(`chart.kind.${name}`), 'furniture');
  const phrase = (field: Field): string => dimensionPhrase(field, asDrawn(field, facts, shown), language);
  if (name === 'timeline' || name === 'tiles') return eachPhrase(kind, facts, phrase, { dataset, language });
  const dimensions = [along, ...split].filter((field) => field !== undefined && !panels.includes(field));
  const sentences = [
    subjectPhrase(kind, facts, language),
    ...dimensions.map((field) => (field === undefined ? '' : phrase(field))),
    ...panels.map((field) => language.message('chart.panels', { dimension: phrase(field) })),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Of charts with a mark for each row: what a mark is, where it stands, and what its colour says. */
function eachPhrase(
  kind: string,
  { main, rows, along }: ChartFacts,
  phrase: (field: Field) => string,
  { dataset, language }: Pick<Telling, 'dataset' | 'language'>,
): string {
  const each = rowDimension(rows, dataset);
  const fields = [along, encodedField(main.channels.color?.definition, dataset.fields)];
  const others = fields.filter((field) => isCategorical(field) && field !== each);
  const sentences = [
    each === undefined
      ? language.message('chart.drawn', { kind })
      : language.message('chart.drawn-each', { kind, title: named(each.title) }),
    ...others.map((field) => (field === undefined ? '' : phrase(field))),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function subjectPhrase(
  kind: string,
  { measure, measures, main, band }: ChartFacts,
  language: Language,
): string {
  if (measure === undefined) return calculatedPhrase(kind, main, language);
  if (band !== undefined) {
    const ends = language.list(band.ends.map(({ title }) => named(title)));
    return language.message('chart.drawn-band', { kind, measure: measurePhrase(measure, language), ends });
  }
  if (measures.length < 2) {
    return language.message('chart.drawn-of', { kind, measure: measurePhrase(measure, language) });
  }
  const titles = measures.map((field) => named(fieldTitle(field) ?? field.title));
  return language.message('chart.drawn-titled', { kind, title: language.list(titles) });
}

/** Calculated numbers bear the title that the author gives their axis. */
function calculatedPhrase(kind: string, { channels }: Unit, language: Language): string {
  const titles = ['y', 'x', 'color'].map((channel) => authorTitle(channels[channel]?.definition ?? {}));
  const title = titles.find((candidate) => typeof candidate === 'string');
  if (typeof title !== 'string') return language.message('chart.drawn', { kind });
  return language.message('chart.drawn-titled', { kind, title: named(title) });
}

function measurePhrase(measure: Field, language: Language): string {
  const values = { unit: named(unitParts(measure.unit ?? '').noun), title: named(measure.title) };
  return language.message(`chart.subject.${subjectKind(measure)}`, values);
}

/** The categories that a chart shows, in the order in which it draws them. */
function asDrawn(
  field: Field,
  { orders }: ChartFacts,
  shown: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const own = ownOf(shown, field.name) ?? [];
  return isTime(field) ? own : (orders.get(field)?.filter((value) => own.includes(value)) ?? own);
}

function dimensionPhrase(field: Field, shown: readonly string[], language: Language): string {
  const labels = shown.map((value) => namedCategory(field, value));
  const title = named(field.title);
  const [first, last] = [labels[0], labels.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (isTime(field) && isStepKnown(field)) {
    const runs = timeRuns(field, shown, language);
    if (field.type === 'year' || runs.length <= mostNamed)
      return language.message('chart.dimension.list', { title, list: language.list(runs) });
  }
  if (labels.length > mostNamed)
    return language.message('chart.dimension.many', { title, from: first, to: last });
  return language.message('chart.dimension.list', { title, list: language.list(labels) });
}
