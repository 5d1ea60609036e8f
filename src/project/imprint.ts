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
  const isMonth = (written: string): boolean => /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(written);
  const is = (fits: boolean, key: string, written: string, [what, example]: readonly [string, string]) =>
    fits ? undefined : wording('project/imprint.written', { written, key, what, example });
  const day = ['a day', '2016-03-01'] as const;
  const faults: readonly (readonly [key: string, problem: Problem | undefined])[] = [
    ['isbn', isbn === undefined ? undefined : isbnProblem(isbn)],
    ['doi', given === undefined ? undefined : is(doi.test(given), 'doi', given, ['a DOI', '10.1234/abc'])],
    ['published', published === undefined ? undefined : is(isDay(published), 'published', published, day)],
    ['next', next === undefined ? undefined : is(isMonth(next) || isDay(next), 'next', next, day)],
    ['as-at', asAt === undefined ? undefined : is(isDay(asAt), 'as-at', asAt, day)],
  ];
  return faults.flatMap(([key, problem]) =>
    problem === undefined ? [] : [{ path: [...path, key], problem }],
  );
}

function isbnProblem(written: string): Problem | undefined {
  const fault = isbnFault(written);
  if (fault?.lastDigit !== undefined)
    return wording('project/imprint.isbn-digit', { written, digit: fault.lastDigit });
  const example = '978-92-9497-123-4';
  return fault && wording('project/imprint.written', { written, key: 'isbn', what: 'an ISBN', example });
}
