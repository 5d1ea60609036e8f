import type { ProtectionReport, ReportedOutlook } from '../commands/protect/protect.js';

/** What other policies and other tables would hide, as two short tables. */
export function aroundLines({ datasets, policies, proposals }: ProtectionReport): string[] {
  const now = datasets.reduce((sum, { hidden }) => sum + hidden.length, 0);
  const isOne = datasets.length === 1;
  const called = (dataset: string, what: string): string => (isOne ? what : `${dataset}: ${what}`);
  const others = policies.map((each): [string, string] => [
    called(each.dataset, `threshold ${each.threshold}, ${each.level}`),
    outcome(each),
  ]);
  const widest = proposals.reduce((most, { dataset }) => Math.max(most, dataset.length), 0);
  // No colon: whoever copies the line into the data package would make a key of the name.
  const tables = proposals.map(({ yaml, ...each }): [string, string] => [
    isOne ? yaml : `${each.dataset.padEnd(widest)}  ${yaml}`,
    outcome(each),
  ]);
  return [
    ...(others.length === 0
      ? []
      : ['What another policy would hide:', ...aligned([['as it is', `${now}`], ...others]), '']),
    ...(tables.length === 0
      ? []
      : [
          `What would hide less, if you write it under \`protect\`${isOne ? '' : ' of the dataset in front'}:`,
          ...aligned(tables),
          '',
        ]),
  ];
}

function outcome({ hidden, counts, why }: ReportedOutlook): string {
  if (why === 'impossible') return 'nothing protects the small counts';
  if (hidden === null) return 'not found in time';
  return `${hidden} of ${counts}${why === 'proven' ? '' : ', perhaps fewer'}`;
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = rows.reduce((most, [what]) => Math.max(most, what.length), 0);
  return rows.map(([what, result]) => `  ${what.padEnd(width)}  ${result}`);
}
