import type { Language } from '../language/language.js';
import { partOfDay } from '../language/periods.js';
import { finiteDigits, fromDouble } from '../model/exact.js';
import type { Place } from './provenance/places.js';

/** A place in words: "20 to under 30", "March 2014", the title of a folded field. */
export function placeWords({ at }: Place, language: Language): string {
  switch (at.kind) {
    case 'words':
      return at.text;
    case 'number':
      return at.isYear ? String(at.value) : numberWords(at.value, language);
    case 'time':
      return timeWords(at.unit, at.moment, language);
    case 'band': {
      const ends = { low: numberWords(at.low, language), high: numberWords(at.high, language) };
      return language.message(at.isClosed ? 'content.range' : 'chart.band', ends);
    }
  }
}

function numberWords(value: number, language: Language): string {
  const number = fromDouble(value);
  return language.number(number, { digits: finiteDigits(number) ?? 0, signed: false });
}

/** A year, quarter, month or day, or a month or weekday of any year. */
function timeWords(unit: string, moment: number, language: Language): string {
  const date = new Date(moment);
  const parts = unit.replace(/^(?:binned)?(?:utc)?/, '');
  const day = date.toISOString().slice(0, 10);
  const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
  switch (parts) {
    case 'year':
      return day.slice(0, 4);
    case 'yearquarter':
      return language.period('quarter', `${day.slice(0, 4)}-Q${quarter}`);
    case 'quarter':
      return language.message('chart.quarter', { quarter });
    case 'yearmonth':
      return language.date(day.slice(0, 7));
    case 'month':
      return partOfDay(language.tag, date, 'month');
    case 'day':
      return partOfDay(language.tag, date, 'weekday');
    case 'monthdate':
      return partOfDay(language.tag, date, 'month and day');
    case 'date':
      return partOfDay(language.tag, date, 'day');
    case 'yearmonthdate':
      return language.date(day);
    default:
      return /hours|minutes|seconds/.test(parts)
        ? `${parts.startsWith('year') ? `${language.date(day)}, ` : ''}${date.toISOString().slice(11, 19)}`
        : language.date(day);
  }
}
