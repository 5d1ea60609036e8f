import type { Language } from '../../../language/language.js';
import type { Row } from '../../../model/dataset.js';
import type { TableColumn } from '../../../model/table-parts.js';
import { isCount } from '../../../model/unit.js';
import type { Call } from '../call.js';
import { acceptedReasons } from '../table/surroundings.js';
import type { Comparison } from './arrange.js';
import { type Disagreement, periodOf } from './comparability.js';
import { type Side, statedBy } from './sides.js';

/** The words around a comparison. */
export interface ComparisonWords {
  readonly subtitle: { readonly subtitle?: string };
  readonly columns: readonly TableColumn[];
  readonly difference: TableColumn;
  readonly notes: readonly string[];
}

/** Column heads, subtitle and notes: what each side counts, and in what the two differ. */
export function describeSides(
  call: Call,
  comparison: Comparison,
  disagreements: readonly Disagreement[],
  note: string | undefined,
  used: readonly Row[],
  language: Language,
): ComparisonWords {
  const { official, own } = comparison;
  const heads = [
    call.text('official') ?? language.message('content.compare.official'),
    call.text('own') ?? language.message('content.compare.own'),
  ] as const;
  return {
    subtitle: subtitleOf(comparison, disagreements, language),
    columns: [column(official, heads[0], language), column(own, heads[1], language)],
    difference: { label: language.message('content.compare.difference'), total: false, align: 'right' },
    notes: [
      ...new Set([
        ...remarkOf(disagreements, note, language),
        countedBy(official, heads[0], language),
        countedBy(own, heads[1], language),
        ...used.flatMap((row) => row.notes),
        ...[official, own].flatMap(({ dataset }) => acceptedReasons(dataset, used)),
      ]),
    ],
  };
}

function column(side: Side, label: string, language: Language): TableColumn {
  const unit =
    side.status === undefined
      ? side.unit
      : language.message(`content.compare.status-short.${side.status}`, { unit: side.unit });
  return {
    label,
    ...(unit === '' ? {} : { unit }),
    total: false,
    align: 'right',
  };
}

/** "persons presumed to be victims". */
function statusWords({ status, unit }: Side, language: Language): string {
  return status === undefined ? unit : language.message(`content.compare.status.${status}`, { unit });
}

/** "Number of persons, 2009–2014; not comparable": years are names, so they are passed as text. */
function subtitleOf(
  { official, own, rows }: Comparison,
  disagreements: readonly Disagreement[],
  language: Language,
): { subtitle?: string } {
  const years = rows.filter(({ total }) => !total).map(({ value }) => value);
  const period =
    official.rowField.type === 'year'
      ? spanOf(years.at(0), years.at(-1), language)
      : [...new Set([printedPeriod(official, language), printedPeriod(own, language)])]
          .filter((text) => text !== '')
          .join(' / ');
  const unit = official.unit === own.unit && official.unit !== '' ? unitText(official, own, language) : '';
  const remark = disagreements.length > 0 ? language.message('content.compare.apart') : '';
  const subtitle = language.labels([unit, period, remark].filter((part) => part !== ''));
  return subtitle === '' ? {} : { subtitle };
}

/** A rate or an amount is no number of anything: its unit says it all. */
function unitText({ unit, measure }: Side, own: Side, language: Language): string {
  if (unit === '%') return language.message('content.unit-percent');
  return [measure, own.measure].every(({ type }) => isCount({ type, unit }))
    ? language.message('content.unit-count', { unit })
    : unit.charAt(0).toUpperCase() + unit.slice(1);
}

function printedPeriod(side: Side, language: Language): string {
  const [from, to = from] = (periodOf(side) ?? '').split('/');
  return spanOf(from, to, language);
}

function spanOf(from: string | undefined, to: string | undefined, language: Language): string {
  if (from === undefined || from === '' || to === undefined) return '';
  return from === to ? from : language.message('content.period', { from, to });
}

/** "Official figure: persons identified as victims. Persons whom ... Dated by identification." */
function countedBy(side: Side, head: string, language: Language): string {
  const { counts } = side;
  if (counts === undefined) {
    return language.message('content.compare.undeclared', { head, unit: side.unit });
  }
  const definition = statedBy(side, counts.definition);
  const event = statedBy(side, counts.dated);
  const dated =
    event === undefined
      ? language.message('content.compare.undated')
      : language.message('content.compare.dated', { event });
  return [
    language.message('content.compare.counted', { head, what: statusWords(side, language) }),
    ...(definition === undefined ? [] : [definition]),
    dated,
  ].join(' ');
}

/** "Not comparable (status): ..." with the words of the author. */
function remarkOf(
  disagreements: readonly Disagreement[],
  note: string | undefined,
  language: Language,
): string[] {
  if (note === undefined) return [];
  if (disagreements.length === 0) return [note];
  const aspects = language.labels(
    disagreements.map(({ aspect }) => language.message(`content.compare.aspect.${aspect}`)),
  );
  return [language.message('content.compare.not-comparable', { aspects, note })];
}
