import { listNames } from '../../diagnostics.js';
import { dataTableNode } from '../../model/data-table.js';
import type { TableBlock } from '../printable.js';
import type { Call } from './call.js';
import { arrangeComparison, type Comparison } from './compare/arrange.js';
import { disagreementsOf } from './compare/comparability.js';
import { describeSides } from './compare/describe.js';
import { fillComparison } from './compare/fill.js';
import { comparedDatasets, refuseUnknown } from './compare/sides.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';
import { legendOf } from './table/surroundings.js';
import { here, idOf } from './table.js';

const parameters = [
  'rows',
  'measure',
  'official',
  'own',
  'note',
  'difference',
  'caption',
  'id',
  'from',
  'to',
  here,
];

/**
 * `{{compare "victims-by-nationality" "coalition-victims" status="presumed" note="..."}}`: what one dataset reports
 * beside what another counted, the difference where the two can be compared, and under it what each counts.
 */
export const compare: HelperDefinition = {
  name: 'compare',
  first: 'datasets',
  arity: [2, 2],
  parameters,
  run(call, scope): TableBlock {
    const datasets = comparedDatasets(call, scope);
    refuseUnknown(call, datasets, parameters);
    const note = writtenText(call, 'note');
    const arrangement = arrangeComparison(call, datasets);
    const disagreements = disagreementsOf(arrangement);
    if (disagreements.length > 0 && note === undefined) refuseSilence(call, arrangement, disagreements);
    const showsDifference = wantsDifference(call, arrangement, disagreements);
    const filled = fillComparison(call, arrangement, scope, showsDifference);
    const words = describeSides(call, arrangement, disagreements, note, filled.used, scope.language);
    const { official, own } = arrangement;
    const node = dataTableNode({
      id: idOf(call, `tbl-${official.dataset.name}-${own.dataset.name}`),
      caption: writtenText(call, 'caption') ?? official.dataset.title,
      ...words.subtitle,
      stub: official.rowField.title,
      columns: [...words.columns, ...(showsDifference ? [words.difference] : [])],
      rows: filled.rows,
      notes: words.notes,
      legend: legendOf(filled.rows, scope.language),
      sources: [...official.dataset.sources, ...own.dataset.sources],
      illustrative: official.dataset.illustrative || own.dataset.illustrative,
      stays: call.flag(here),
      at: call.at,
    });
    return { kind: 'table', node };
  },
};

/** A text argument that must not be empty; undefined when absent. */
function writtenText(call: Call, name: string): string | undefined {
  const text = call.text(name);
  if (text === undefined || text.trim() !== '') return text;
  return fail('content/argument', `Unexpected empty \`${name}\`, expected text`, call.hashAt(name));
}

type Disagreements = ReturnType<typeof disagreementsOf>;

/** Two figures that do not count alike are never set side by side without a word. */
function refuseSilence(call: Call, { official, own }: Comparison, disagreements: Disagreements): never {
  const what = disagreements.map(({ words }) => words).join('; ');
  fail(
    'content/not-comparable',
    `Unexpected comparison without a \`note\` (${what}), expected the same unit, status and period`,
    call.at,
    {
      hint: 'say in `note="..."` what sets the two apart; the difference is then left out',
      see: [official, own].map(({ dataset }) => ({
        position: dataset.position,
        note: `\`${dataset.name}\`${dataset.counts === undefined ? ', without `counts`' : ''}`,
      })),
    },
  );
}

/** The difference is shown where it means something, and elsewhere only when the author asks for it. */
function wantsDifference(call: Call, { official, own }: Comparison, disagreements: Disagreements): boolean {
  const wanted = 'difference' in call.hash ? call.flag('difference') : disagreements.length === 0;
  if (wanted && official.unit !== own.unit) {
    const units = listNames([official.unit, own.unit]);
    fail(
      'content/unit',
      `Unexpected \`difference\` between units ${units}, expected the same unit`,
      call.hashAt('difference'),
    );
  }
  return wanted;
}
