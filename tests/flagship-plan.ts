/** The progress of the flagship's plan, worked out from its CSV files by code that shares nothing with `src/`. */
import { parse } from 'csv-parse/sync';

interface Calculation {
  readonly keys: readonly { dataset: string; field: string; keys: Record<string, string> }[];
  readonly operation: string;
  readonly operands?: readonly Calculation[] | undefined;
}

type Line = Record<string, string>;

const progressOperations = [
  'count',
  'implementation-rate',
  'sigma-points',
  'budget-execution',
  'time-elapsed',
  'target-fulfilment',
  'average',
];

/** True for the operations that only a plan has. */
export const isProgress = (operation: string): boolean => progressOperations.includes(operation);

/** The edition of the flagship. */
const year = '2015';

/** Reads the plan; `recompute` is NaN for a calculation that rests on other cells than those of some group. */
export function readPlan(file: (name: string) => string): { recompute(number: Calculation): number } {
  const read = (name: string): Line[] => parse(file(name), { columns: true });
  const actions = read('actions');
  const indicators = read('indicators');
  const values = read('indicator-values');

  const due = actions.filter(
    ({ start = '', deadline = '' }) => start.slice(0, 4) <= year && deadline.slice(0, 4) >= year,
  );
  const met = due.filter(
    ({ status, deadline = '' }) =>
      status === 'implemented' || (status === 'on-track' && deadline.slice(0, 4) > year),
  );
  const fulfilments = new Map(
    indicators.map((indicator) => [indicator.code, fulfilmentOf(indicator, values)]),
  );

  /** Every way in which the report groups actions or indicators. */
  const belongs = (['all', 'objective', 'strategic', 'institution'] as const).map(
    (by) =>
      (line: Line): string =>
        by === 'all' ? '' : by === 'strategic' ? (line.objective ?? '').slice(0, 1) : (line[by] ?? ''),
  );
  const groups = (lines: readonly Line[]): Line[][] =>
    belongs.flatMap((of) =>
      [...new Set(lines.map(of))].map((key) => lines.filter((line) => of(line) === key)),
    );

  const endsInYear = ({ deadline = '' }: Line): boolean => deadline.slice(0, 4) <= year;
  const statuses = [...new Set(actions.map(({ status }) => status))];
  const verdicts = ['reached', 'advanced', 'behind', 'not-scored', 'gap'];
  const countable = new Set(
    [
      ...groups(actions).flatMap((group) => [
        group,
        group.filter((line) => due.includes(line)),
        group.filter((line) => met.includes(line)),
        ...statuses.flatMap((status) => {
          const those = group.filter((line) => line.status === status);
          return [those, those.filter(endsInYear), those.filter((line) => !endsInYear(line))];
        }),
        group.filter((line) => due.includes(line) && endsInYear(line)),
        ...yearsOf(group, 'start'),
        ...yearsOf(group, 'deadline'),
      ]),
      ...groups(indicators).flatMap((group) => [
        group,
        group.filter(({ code }) => Number.isFinite(fulfilments.get(code))),
        ...verdicts.map((verdict) =>
          group.filter((line) => verdictOf(line, fulfilments.get(line.code)) === verdict),
        ),
      ]),
    ].map((lines) => nameOf(lines.map(({ code = '' }) => code))),
  );

  const rates = new Map(
    groups(actions).map((group) => {
      const dueHere = group.filter((line) => due.includes(line));
      const metHere = group.filter((line) => met.includes(line));
      return [nameOf(dueHere.map(({ code = '' }) => code)), (metHere.length / dueHere.length) * 100];
    }),
  );
  const underWay = met.filter(({ status }) => status !== 'implemented');
  const late = due.filter(({ status }) => status === 'late');
  const ofMoney = (share: (budgeted: readonly Line[], total: (field: string) => number) => number) =>
    new Map(
      [actions, due, met, underWay, late, late.filter(endsInYear), late.filter((line) => !endsInYear(line))]
        .flatMap(groups)
        .map((group) => {
          const budgeted = group.filter(({ planned }) => Number.isFinite(Number(planned)));
          const total = (field: string): number =>
            budgeted.reduce(
              (sum, line) => sum + (Number.isFinite(Number(line[field])) ? Number(line[field]) : 0),
              0,
            );
          return [
            nameOf(budgeted.map(({ code = '' }) => code)),
            (share(budgeted, total) / total('planned')) * 100,
          ];
        }),
    );
  const executions = ofMoney((_, total) => total('spent'));
  const elapsed = ofMoney((budgeted) =>
    budgeted.reduce((sum, line) => sum + Number(line.planned) * shareOfTerm(line), 0),
  );
  const averages = new Map(
    groups(indicators).map((group) => {
      const scored = group.filter(({ code }) => Number.isFinite(fulfilments.get(code)));
      const total = scored.reduce((sum, { code }) => sum + (fulfilments.get(code) ?? 0), 0);
      return [nameOf(scored.map(({ code = '' }) => code)), total / scored.length];
    }),
  );

  return {
    recompute(number) {
      const [first, second] = number.operands ?? [];
      switch (number.operation) {
        case 'count':
          return countable.has(codesOf(number)) ? number.keys.length : Number.NaN;
        case 'implementation-rate':
          return rates.get(codesOf(second)) ?? Number.NaN;
        case 'sigma-points':
          return pointsOf(rates.get(codesOf(first?.operands?.[1])));
        case 'budget-execution':
          return executions.get(codesOf(second)) ?? Number.NaN;
        case 'time-elapsed':
          return elapsed.get(codesOf(number)) ?? Number.NaN;
        case 'target-fulfilment':
          return fulfilments.get(codeOf(number.keys[0])) ?? Number.NaN;
        default:
          return averages.get(codesOf(number)) ?? Number.NaN;
      }
    },
  };
}

/** The share of the days from start to deadline that had run at the end of the year. */
function shareOfTerm({ start = '', deadline = '' }: Line): number {
  const [first, last, end] = [start, deadline, `${year}-12-31`].map((day) => Date.parse(day) / 86_400_000);
  const days = (until = 0): number => until - (first ?? 0) + 1;
  return Math.min(1, Math.max(0, days(end) / days(last)));
}

/** Actions that start, or end, in the same year: the description of a timeline counts them. */
const yearsOf = (lines: readonly Line[], field: string): Line[][] => {
  const of = (line: Line): string => (line[field] ?? '').slice(0, 4);
  return [...new Set(lines.map(of))].map((key) => lines.filter((line) => of(line) === key));
};

/** A set of codes as a text. */
const nameOf = (codes: readonly string[]): string => [...new Set(codes)].sort().join(' ');

type Key = Calculation['keys'][number];

/** The code of the action or indicator that a cell belongs to. */
const codeOf = (key: Key | undefined): string =>
  key?.keys.action ?? key?.keys.indicator ?? key?.keys.code ?? 'none';

const codesOf = (calculation: Calculation | undefined): string =>
  nameOf(calculation?.keys.map(codeOf) ?? ['none']);

/** More than 90 % is 5 points; 70, 50 and 30 % begin 4, 3 and 1. No rate is no points. */
function pointsOf(rate = Number.NaN): number {
  if (rate > 90) return 5;
  if (rate >= 70) return 4;
  if (rate >= 50) return 3;
  return rate >= 30 ? 1 : 0;
}

/** The way covered from the baseline to the target, from 0 to 100; NaN when it cannot be scored. */
function fulfilmentOf(indicator: Line, values: readonly Line[]): number {
  if (indicator.direction === 'neutral') return Number.NaN;
  const value = values.find((line) => line.indicator === indicator.code && line.year === year);
  const [start, goal, now] = [Number(indicator.baseline), Number(value?.target), Number(value?.actual)];
  return goal === start ? Number.NaN : Math.min(100, Math.max(0, ((now - start) / (goal - start)) * 100));
}

function verdictOf({ direction }: Line, fulfilment = Number.NaN): string {
  if (direction === 'neutral') return 'not-scored';
  if (Number.isNaN(fulfilment)) return 'gap';
  if (fulfilment >= 100) return 'reached';
  return fulfilment >= 50 ? 'advanced' : 'behind';
}
