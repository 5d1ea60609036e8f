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
    html: `${folder}/${report.id}.html`,
    pdf: `${folder}/${report.id}.pdf`,
    json: `${folder}/numbers.json`,
    published: `${folder}/published.json`,
  };
}

/** Every path that building the target writes, in the order in which they are told. */
export function pathsOf(target: Target): string[] {
  const paths = targetPaths(target);
  return [paths.json, paths.published, ...target.formats.map((format) => paths[format])];
}

/** True for a path that building some target could write, and for those that every build writes. */
export function isOutputPath(path: string): boolean {
  if (ownFiles.includes(path)) return true;
  const [report = '', language = '', file = '', ...rest] = path.split('/');
  const isTarget = isName(report) && isName(language.toLowerCase()) && rest.length === 0;
  return isTarget && [`${report}.html`, `${report}.pdf`, 'numbers.json', 'published.json'].includes(file);
}

const isName = (name: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name);

/**
 * Beside the outputs: what each was made from, for the next build and for the publisher's own eyes. `.build/` is not
 * part of what is published.
 */
export const recordFile = '.build/inputs.json';

/** Lists everything, so that readers can tell what is published; it takes its place last. */
export const manifestFile = 'manifest.json';

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
  const paths = project.reports.flatMap((report) =>
    project.languages.flatMap((language) => {
      const { html, pdf, json, published } = targetPaths({ report, language });
      return [
        json,
        published,
        ...(report.formats.includes('html') ? [html] : []),
        ...(report.formats.includes('pdf') ? [pdf] : []),
      ];
    }),
  );
  return new Set(paths);
}
