import { isDay } from '../model/day.js';
import { momentOf, type Release } from '../model/project/release.js';
import { wording } from '../problems/problem.js';
import type { YamlPath } from '../yaml/positions.js';
import type { Problem } from './paths.js';
import type { ProjectSpec } from './spec.js';

type ReportSpec = ProjectSpec['reports'][string];

/** How far a report is, if it is said; a report with its own status needs its own sign-off. */
export function resolveRelease(spec: ProjectSpec, report: ReportSpec): Release | undefined {
  // Nobody signs off what another publisher answers for.
  const isGuest = (report.publisher ?? spec.publisher) !== spec.publisher;
  const shared: Pick<ReportSpec, 'status' | 'signed-off'> =
    isGuest || report.status !== undefined ? {} : spec;
  const status = report.status ?? shared.status;
  const signedOff = report['signed-off'] ?? shared['signed-off'];
  const embargo = report.embargo ?? spec.embargo;
  const corrected = spec.corrigendum?.on;
  const declared = Object.entries({ status, signedOff, corrected, embargo }).filter(
    ([, value]) => value !== undefined,
  );
  return declared.length === 0 ? undefined : (Object.fromEntries(declared) as Release);
}

interface ReleaseProblem {
  readonly path: YamlPath;
  readonly problem: Problem;
}

/**
 * What is wrong with statuses, sign-offs and embargoes.
 * @param now Milliseconds since 1970: nobody has signed what is dated later.
 */
export function releaseProblems(spec: ProjectSpec, now: number): ReleaseProblem[] {
  const own = Object.entries(spec.reports).flatMap(([id, report]) => [
    ...writtenFaults(report, ['reports', id], now),
    ...unsigned(spec, id, report),
  ]);
  const { on } = spec.corrigendum ?? {};
  const wrong = on === undefined ? undefined : dayFault(on, now);
  const corrected = wrong === undefined ? [] : [{ path: ['corrigendum', 'on'], problem: wrong }];
  return [...writtenFaults(spec, [], now), ...corrected, ...own];
}

/** A final report has somebody who answers for it. */
function unsigned(spec: ProjectSpec, id: string, report: ReportSpec): ReleaseProblem[] {
  const { status, signedOff } = resolveRelease(spec, report) ?? {};
  if (status !== 'final' || signedOff !== undefined) return [];
  const path = report.status === undefined ? ['status'] : ['reports', id, 'status'];
  return [{ path, problem: wording('project/release.unsigned', { id }) }];
}

function writtenFaults(
  written: Pick<ReportSpec, 'signed-off' | 'embargo'>,
  path: YamlPath,
  now: number,
): ReleaseProblem[] {
  const { 'signed-off': { on } = {}, embargo } = written;
  const wrongDay = on === undefined ? undefined : dayFault(on, now);
  return [
    ...(wrongDay === undefined ? [] : [{ path: [...path, 'signed-off', 'on'], problem: wrongDay }]),
    ...(embargo === undefined || momentOf(embargo) !== undefined
      ? []
      : [{ path: [...path, 'embargo'], problem: wording('project/release.moment', { embargo }) }]),
  ];
}

/** The hours by which the earliest place on earth is ahead of UTC: there the day has come. */
const aheadOfUtc = 14 * 3_600_000;

function dayFault(on: string, now: number): Problem | undefined {
  if (!isDay(on)) return wording('project/release.day', { on });
  return Date.parse(on) > now + aheadOfUtc ? wording('project/release.future', { on }) : undefined;
}
