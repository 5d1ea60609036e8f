import type { Field } from '../../datasets/dataset.js';
import type { Language } from '../../language/language.js';
import { labelOf } from '../../values/category.js';
import { authorTitle } from '../titles.js';
import type { Unit } from '../unit.js';
import { joinList } from './describe.js';
import type { ChartFacts } from './facts.js';

/** Categories beyond this many are not named. */
const mostNamed = 12;

/**
 * Returns level 1 of the text alternative: what kind of chart, of what, along what, split by what.
 * Source: Lundgard & Satyanarayan, Accessible Visualization via Natural Language Descriptions (2021).
 */
export function alternativeOf(
  facts: ChartFacts | undefined,
  shown: Readonly<Record<string, readonly string[]>>,
  language: Language,
): string {
  if (facts === undefined) return language.message('chart.kind.other');
  const { measure, along, split, panels } = facts;
  const kind = language.message(`chart.kind.${chartKind(facts)}`);
  const dimensions = [along, ...split].filter((field) => field !== undefined && !panels.includes(field));
  const sentences = [
    measure === undefined
      ? calculatedPhrase(kind, facts.main, language)
      : language.message('chart.drawn-of', { kind, measure: measurePhrase(measure, language) }),
    ...dimensions.map((field) => (field === undefined ? '' : dimensionPhrase(field, shown, language))),
    ...panels.map((field) =>
      language.message('chart.panels', { dimension: dimensionPhrase(field, shown, language) }),
    ),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Calculated numbers bear the title that the author gives their axis. */
function calculatedPhrase(kind: string, { channels }: Unit, language: Language): string {
  const titles = ['y', 'x', 'color'].map((channel) => authorTitle(channels[channel]?.definition ?? {}));
  const title = titles.find((candidate) => typeof candidate === 'string');
  if (typeof title !== 'string') return language.message('chart.drawn', { kind });
  return language.message('chart.drawn-titled', { kind, title });
}

function measurePhrase({ unit, title }: Field, language: Language): string {
  const kind = unit === undefined ? 'plain' : unit === '%' ? 'percent' : 'count';
  return language.message(`chart.subject.${kind}`, { unit: unit ?? '', title });
}

function dimensionPhrase(
  field: Field,
  shown: Readonly<Record<string, readonly string[]>>,
  language: Language,
): string {
  const labels = (shown[field.name] ?? []).map((value) => labelOf(field, value));
  const [first, last] = [labels[0], labels.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (field.type === 'year' && labels.length > 2) {
    return language.message('chart.dimension.range', { title: field.title, from: first, to: last });
  }
  if (labels.length > mostNamed)
    return language.message('chart.dimension.many', { title: field.title, from: first, to: last });
  return language.message('chart.dimension.list', { title: field.title, list: joinList(labels, language) });
}

type Kind = 'bar' | 'stacked-bar' | 'grouped-bar' | 'line' | 'slope' | 'area' | 'dot' | 'heat' | 'other';

function chartKind({ main, along, split, panels, series }: ChartFacts): Kind {
  const inner = split.filter((field) => !panels.includes(field));
  switch (main.mark) {
    case 'bar':
      if (isGrouped(main)) return 'grouped-bar';
      return inner.some((field) => isColour(main, field)) ? 'stacked-bar' : 'bar';
    case 'line':
      return along?.type === 'year' && series.length > 0 && series.every(({ points }) => points.length <= 2)
        ? 'slope'
        : 'line';
    case 'area':
      return 'area';
    case 'rect':
      return 'heat';
    case 'point':
    case 'circle':
    case 'square':
    case 'tick':
      return 'dot';
    default:
      return 'other';
  }
}

function isGrouped({ channels }: Unit): boolean {
  return channels.xOffset !== undefined || channels.yOffset !== undefined;
}

function isColour({ channels }: Unit, { name }: Field): boolean {
  return ['color', 'fill', 'detail'].some((channel) => channels[channel]?.definition.field === name);
}
