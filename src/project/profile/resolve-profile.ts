import { type Diagnostic, didYouMean, listNames } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { parseOwnFile } from '../../language/brought.js';
import { isDay } from '../../model/day.js';
import { type Profile, type ProfileName, type ProfileRule, saidBy } from '../../model/project/profile.js';
import type { LengthLimits, Report } from '../../model/project/project.js';
import { problem, wording } from '../../problems/problem.js';
import type { ParsedYaml } from '../../yaml/positions.js';
import type { ProjectSpec } from '../spec.js';
import { type ProfileFile, profileFileSpec } from './spec.js';

type ReportSpec = ProjectSpec['reports'][string];

/** The files of the profiles that reports name. */
export type Profiles = ReadonlyMap<ProfileName, ProfileFile>;

/** What a report says under `profile`, a name alone being all of it. */
function saidOf({ profile }: ReportSpec): Exclude<ReportSpec['profile'], string> {
  return typeof profile === 'string' ? { name: profile } : profile;
}

/** Reads what is asked by the bodies that reports of the project are for. */
export async function loadProfiles(
  { reports }: ProjectSpec,
  { tool }: Pick<Host, 'tool'>,
): Promise<Profiles> {
  const names = new Set(Object.values(reports).flatMap((report) => saidOf(report)?.name ?? []));
  const read = async (name: ProfileName): Promise<[ProfileName, ProfileFile]> => [
    name,
    profileFileSpec.parse(parseOwnFile(await tool.readText(`profiles/${name}.yaml`))),
  ];
  return new Map(await Promise.all([...names].map(read)));
}

/** The rules for whoever submits as what the report says, each with its source in words. */
function rulesFor({ as: kinds, rules, sources }: ProfileFile, as: string | undefined): ProfileRule[] {
  const kind = as ?? kinds[0];
  return rules
    .filter((rule) => rule.as === undefined || rule.as === kind)
    .map(({ as: _, source, ...rule }) => {
      const from = sources[source];
      if (from === undefined) throw new Error(`Rule \`${rule.rule}\` has no source`);
      return { ...rule, source: `${from.publisher}, ${from.title}, ${from.date}, ${from.url}` };
    });
}

/** The profile of a report, without the rules that it declares not to keep. */
export function resolveProfile(
  id: string,
  report: ReportSpec,
  profiles: Profiles,
  parsed: ParsedYaml,
): Profile | undefined {
  const said = saidOf(report);
  const file = said && profiles.get(said.name);
  if (said === undefined || file === undefined) return undefined;
  const { name, as, country, website, submitted, languages, except = [] } = said;
  const rules = rulesFor(file, as).filter(({ rule }) => !except.some((each) => each.rule === rule));
  return {
    name,
    rules,
    country,
    website,
    submitted,
    languages,
    position: parsed.positionOf(['reports', id, 'profile']),
  };
}

/** A report in a language: what a body asks of it is asked of those that it is submitted in, and of no translation. */
export function inLanguageOf(report: Report, language: string): Report {
  const { profile, length, ...rest } = report;
  if (profile?.languages === undefined || profile.languages.includes(language)) return report;
  const own = Object.entries(length ?? {}).filter(([, limit]) => limit.source === undefined);
  return {
    ...rest,
    profile: { ...profile, rules: [] },
    ...(own.length > 0 && { length: Object.fromEntries(own) }),
  };
}

/** How long a report may be: as its profile says, or less where the report says so itself. */
export function lengthOf(
  id: string,
  { limits }: ReportSpec,
  profile: Profile | undefined,
  parsed: ParsedYaml,
): { length?: LengthLimits } {
  const limitOf = (key: 'words' | 'pages') => {
    const own = limits?.[key];
    if (own !== undefined) return { most: own, position: parsed.positionOf(['reports', id, 'limits']) };
    const rule = profile?.rules.find((each) => each.rule === key);
    if (profile === undefined || rule?.most === undefined) return undefined;
    return { most: rule.most, position: profile.position, source: saidBy(profile.name, rule) };
  };
  const [words, pages] = [limitOf('words'), limitOf('pages')];
  if (words === undefined && pages === undefined) return {};
  return { length: { ...(words && { words }), ...(pages && { pages }) } };
}

type SaidProfile = NonNullable<ReturnType<typeof saidOf>>;

/** Exceptions from what is no rule of the profile, and dates of them that are no days. */
const exceptionFaults = (
  { name, except = [] }: SaidProfile,
  rules: ReturnType<typeof rulesFor>,
): { readonly path: (string | number)[]; readonly message: string; readonly hint?: string }[] => {
  const known = [...new Set(rules.map((each) => each.rule))];
  return except.flatMap(({ rule, date }, index) => {
    const path = ['profile', 'except', index];
    if (!known.includes(rule)) {
      return [
        {
          path: [...path, 'rule'],
          ...wording('project/resolve-profile.exception', { rule, name, known: listNames(known) }),
        },
      ];
    }
    if (isDay(date)) return [];
    return [{ path: [...path, 'date'], ...wording('project/resolve-profile.date', { date }) }];
  });
};

/** Limits of a report that allow more than the rules that it keeps. */
const looserLimits = (
  limits: ReportSpec['limits'],
  kept: ReturnType<typeof rulesFor>,
  name: ProfileName,
): { readonly path: (string | number)[]; readonly message: string; readonly hint?: string }[] =>
  (['words', 'pages'] as const).flatMap((key) => {
    const own = limits?.[key];
    const rule = kept.find((each) => each.rule === key);
    if (own === undefined || rule?.most === undefined || own <= rule.most) return [];
    return [
      {
        path: ['limits', key],
        ...wording('project/resolve-profile.limit', {
          own,
          key,
          most: rule.most,
          name,
          saidBy: saidBy(name, rule),
        }),
      },
    ];
  });

/** What is wrong with what reports say under `profile`, and limits of theirs that are looser than it. */
export function profileProblems(spec: ProjectSpec, profiles: Profiles, parsed: ParsedYaml): Diagnostic[] {
  return Object.entries(spec.reports).flatMap(([id, report]) => {
    const said = saidOf(report);
    const file = said && profiles.get(said.name);
    if (said === undefined || file === undefined) return [];
    const found = (
      path: (string | number)[],
      message: string,
      extra: { hint?: string | undefined } = {},
    ): Diagnostic => ({
      severity: 'error',
      code: 'project/profile',
      message,
      position: parsed.positionOf(['reports', id, ...path]),
      ...(extra.hint !== undefined && { hint: extra.hint }),
    });
    const { name, as, languages = [], except = [] } = said;
    const strange = languages.flatMap((language, index) =>
      spec.languages.includes(language)
        ? []
        : [
            problem(
              'project/profile.language',
              parsed.positionOf(['reports', id, 'profile', 'languages', index]),
              { language, languages: listNames(spec.languages) },
              didYouMean(language, spec.languages),
            ),
          ],
    );
    if (as !== undefined && !file.as.includes(as)) {
      const place = parsed.positionOf(['reports', id, 'profile', 'as']);
      return [
        file.as.length === 0
          ? problem('project/profile.as-none', place, { name })
          : problem(
              'project/profile.as',
              place,
              { as, name, known: listNames(file.as) },
              didYouMean(as, file.as),
            ),
      ];
    }
    const all = rulesFor(file, as);
    const exceptions = exceptionFaults(said, all).map(({ path, message, hint }) =>
      found(path, message, { hint }),
    );
    const kept = all.filter(({ rule }) => !except.some((each) => each.rule === rule));
    const looser = looserLimits(report.limits, kept, name).map(({ path, message, hint }) =>
      found(path, message, { hint }),
    );
    return [...strange, ...exceptions, ...looser];
  });
}
