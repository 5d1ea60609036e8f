import { isDay } from '../model/day.js';
import { doi, type Imprint, isbnFault } from '../model/project/imprint.js';
import { wording } from '../problems/problem.js';
import type { YamlPath } from '../yaml/positions.js';
import type { Problem } from './paths.js';
import type { ProjectSpec } from './spec.js';

type ReportSpec = ProjectSpec['reports'][string];
type ImprintSpec = NonNullable<ProjectSpec['imprint']>;

/** The imprint of a report, if it has one. A report of another publisher inherits nothing. */
export function resolveImprint(spec: ProjectSpec, report: ReportSpec): Imprint | undefined {
  const isGuest = (report.publisher ?? spec.publisher) !== spec.publisher;
  const shared = isGuest ? undefined : spec.imprint;
  if (shared === undefined && report.imprint === undefined) return undefined;
  const { 'as-at': asAt, ...imprint }: ImprintSpec = { ...shared, ...report.imprint };
  const declared = Object.entries({ ...imprint, asAt }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(declared) as Imprint;
}

interface ImprintProblem {
  readonly path: YamlPath;
  readonly problem: Problem;
}

/** What is wrong with numbers and days of imprints. */
export function imprintProblems(spec: ProjectSpec): ImprintProblem[] {
  const own = Object.entries(spec.reports).flatMap(([id, { imprint }]) =>
    imprintFaults(imprint, ['reports', id, 'imprint']),
  );
  return [...imprintFaults(spec.imprint, ['imprint']), ...sharedNumbers(spec), ...own];
}

/** The number of a publication is that of one report. */
function sharedNumbers({ imprint, reports }: ProjectSpec): ImprintProblem[] {
  const count = Object.keys(reports).length;
  if (count < 2) return [];
  return (['isbn', 'doi'] as const).flatMap((key) => {
    if (imprint?.[key] === undefined) return [];
    return [{ path: ['imprint', key], problem: wording('project/imprint.reports', { key, count }) }];
  });
}

function imprintFaults(imprint: ImprintSpec | undefined, path: YamlPath): ImprintProblem[] {
  if (imprint === undefined) return [];
  const { isbn, doi: given, published, next, 'as-at': asAt } = imprint;
  const day = (written: string | undefined): string | undefined =>
    written === undefined || isDay(written) ? undefined : 'a day such as `2016-03-01`';
  const faults: readonly (readonly [key: string, written: string | undefined, what: string | undefined])[] = [
    ['isbn', isbn, isbn === undefined ? undefined : isbnFault(isbn)],
    ['doi', given, given === undefined || doi.test(given) ? undefined : 'a DOI such as `10.1234/abc`'],
    ['published', published, day(published)],
    ['next', next, next !== undefined && /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(next) ? undefined : day(next)],
    ['as-at', asAt, day(asAt)],
  ];
  return faults.flatMap(([key, written = '', what]) => {
    return what === undefined
      ? []
      : [{ path: [...path, key], problem: wording('project/imprint.written', { written, key, what }) }];
  });
}
