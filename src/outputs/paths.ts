import { annexFormats, formats } from '../model/formats.js';
import type { Project, Target } from '../model/project.js';
import { pagesFile } from './page-maps.js';

/** Where the files of a target stand under the output folder. */
export function targetPaths({
  report,
  language,
}: {
  readonly report: Pick<Target['report'], 'id'>;
  readonly language: string;
}) {
  const folder = `${report.id}/${language}`;
  return {
    folder,
    /** One file a format, which is its ending. */
    of: (format: string): string => `${folder}/${report.id}.${format}`,
    json: `${folder}/numbers.json`,
    published: `${folder}/published.json`,
    /** The data annex, where a report declares one. */
    workbook: `${folder}/${report.id}-data.xlsx`,
    archive: `${folder}/${report.id}-data.zip`,
  };
}

/** Every path that building the target writes, in the order in which they are told. */
export function pathsOf(target: Target): string[] {
  const paths = targetPaths(target);
  const annex = target.report.data === true ? [paths.workbook, paths.archive] : [];
  return [paths.json, paths.published, ...annex, ...target.formats.map(paths.of)];
}

/** True for a path that building some target could write, and for those that every build writes. */
export function isOutputPath(path: string): boolean {
  if (ownFiles.includes(path)) return true;
  const [report = '', language = '', file = '', ...rest] = path.split('/');
  const isTarget = isName(report) && isName(language.toLowerCase()) && rest.length === 0;
  const annex = annexFormats.map((format) => `${report}-data.${format}`);
  const names = [
    ...formats.map((format) => `${report}.${format}`),
    ...annex,
    'numbers.json',
    'published.json',
  ];
  return isTarget && names.includes(file);
}

const isName = (name: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name);

/**
 * Beside the outputs: what each was made from, for the next build and for the publisher's own eyes. `.build/` is not
 * part of what is published.
 */
export const recordFile = '.build/inputs.json';

/** Lists everything, so that readers can tell what is published; it takes its place last. */
export const manifestFile = 'manifest.json';

/** In the folder of confidential reports: keeps all of it out of Git. */
export const ignoreFile = '.gitignore';

/** Files that a build keeps beside the outputs, which nobody else writes. */
export const ownFiles: readonly string[] = [pagesFile, recordFile, manifestFile];

/** Folders below the output folder in which a build writes. */
export function outputFolders(project: Project): string[] {
  const reports = project.reports.flatMap((report) =>
    project.languages.flatMap((language) => [report.id, targetPaths({ report, language }).folder]),
  );
  return ['.build', '.debug', ...reports];
}

/** Every path that a full build of the project writes. */
export function allPaths(project: Project): ReadonlySet<string> {
  const targets = project.reports.flatMap((report) =>
    project.languages.map((language) => ({ report, language, formats: report.formats })),
  );
  return new Set(targets.flatMap(pathsOf));
}
