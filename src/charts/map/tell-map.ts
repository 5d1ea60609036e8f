import type { MapForm } from '../../model/chart/map-spec.js';
import { compare } from '../../model/exact.js';
import { unitParts } from '../../model/unit.js';
import { subjectKind } from '../alternative/subject.js';
import { type Description, named, namedCategory, Speaker, type Telling } from '../alternative/telling.js';
import type { Area, MapData } from './areas.js';

/** Beyond this many areas only the first and the last are told: the table has all. */
const mostTold = 12;

/** What kind of map it is, of what, and which areas it has. */
export function mapAlternative(
  form: MapForm,
  data: MapData,
  { language }: Pick<Telling, 'language'>,
): string {
  const { by, areas } = data;
  const drawn = language.message(`chart.map.drawn.${form}`, { measure: subject(data, language, '') });
  const labels = areas.map(({ category }) => namedCategory(by, category));
  if (labels.length > mostTold) return drawn;
  const dimension = { title: named(by.title), list: language.list(labels) };
  return `${drawn} ${language.message('chart.dimension.list', dimension)}`;
}

const subject = ({ measure }: MapData, language: Telling['language'], form: '' | '-first'): string =>
  language.message(`chart.subject.${subjectKind(measure)}${form}`, {
    unit: named(unitParts(measure.unit ?? '').noun),
    title: named(measure.title),
  });

/** Each area with its number, the greatest first; of many those with the greatest and the least. Then what is not on the map. */
export function describeMap(data: MapData, telling: Telling): Description {
  const { areas, elsewhere, by, measure } = data;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const item = ({ row, category }: Area): string =>
    language.message('chart.category.item', {
      label: namedCategory(by, category),
      value: speaker.cell(row, measure),
    });
  const sentences: string[] = [];
  const ordered = inOrder(areas);
  if (areas.length <= mostTold)
    sentences.push(language.message('chart.category.list', { list: ordered.map(item).join('; ') }));
  else {
    const known = ordered.flatMap((area) =>
      area.value === undefined ? [] : [{ ...area, value: area.value }],
    );
    const [first, last] = [known[0], known.at(-1)];
    if (first !== undefined && last !== undefined) {
      const alike = (value: typeof first.value) => known.filter((area) => compare(area.value, value) === 0);
      const names = (all: readonly Area[]): string =>
        language.list(all.map(({ category }) => namedCategory(by, category)));
      const isWhole = known.length === areas.length;
      const [high, low] = [alike(first.value), alike(last.value)];
      const rows = (all: readonly Area[]) => all.map(({ row }) => row);
      sentences.push(
        compare(first.value, last.value) === 0
          ? language.message(`chart.category.${isWhole ? 'same' : 'same-known'}`, {
              subject: subject(data, language, '-first'),
              value: speaker.common(rows(high), measure),
            })
          : language.message(`chart.category.${isWhole ? 'extremes' : 'extremes-known'}`, {
              subject: subject(data, language, '-first'),
              highest: names(high),
              high: speaker.common(rows(high), measure),
              lowest: names(low),
              low: speaker.common(rows(low), measure),
            }),
      );
    }
  }
  if (elsewhere.length > 0)
    sentences.push(language.message('chart.map.told-elsewhere', { list: elsewhere.map(item).join('; ') }));
  return speaker.finish(sentences);
}

/** Areas by their numbers, the greatest first; those without one stand last. */
export function inOrder(areas: readonly Area[]): readonly Area[] {
  return areas.toSorted((a, b) => {
    if (a.value === undefined || b.value === undefined)
      return Number(a.value === undefined) - Number(b.value === undefined);
    return compare(b.value, a.value);
  });
}
