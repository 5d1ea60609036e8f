import { type ClassedPart, classedParts, joinParts } from '../../model/tree/classed-text.js';
import type { DrawnForm, DrawnPlot } from '../form.js';
import { alternativeOf } from './alternative.js';
import { describePlot } from './describe.js';
import type { ChartFacts, ReachedRows } from './facts.js';
import { type Description, describe, named, silence, type Telling } from './telling.js';

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
