import { annexFormats, formats } from '../model/dataset/formats.js';
import { itemsOf, type MatrixItem } from '../model/project/matrix.js';
import type { Project, Target } from '../model/project/project.js';
import { reportName, type TargetName } from '../model/project/target-name.js';

/** Where the files of a target stand under the output folder. Those of an item bear its name too, for whoever collects some of several. */
export function targetPaths({
  report,
  item,
  language,
}: Pick<Target, 'language'> & {
  readonly report: Pick<Target['report'], 'id'>;
  readonly item?: Pick<MatrixItem, 'slug'>;
}) {
  const folder = folderOfTarget({ report: report.id, ...(item && { item: item.slug }), language });
  const name = fileName(report.id, item?.slug);
  return {
    folder,
    /** One file a format, which is its ending. */
    of: (format: string): string => `${folder}/${name}.${format}`,
    json: `${folder}/numbers.json`,
    published: `${folder}/published.json`,
    /** The data annex, where a report declares one. */
    workbook: `${folder}/${name}-data.xlsx`,
    archive: `${folder}/${name}-data.zip`,
  };
}

/** The folder of a target, by its name: `visits/en`. */
export const folderOfTarget = (name: TargetName): string => `${reportName(name)}/${name.language}`;

/** The folder of a file, by its path: `visits/en` of `visits/en/visits.pdf`. */
export const folderOfOutput = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** What the files of a report, or of one of its items, are called, without their ending. */
export const fileName = (report: string, slug: string | undefined): string =>
  slug === undefined ? report : `${report}-${slug}`;

/** The paths of all files of a target, in the formats that are asked for, in the order in which they are told. */
export function builtPaths(target: Target): string[] {
  const paths = targetPaths(target);
  const annex = target.report.data === true ? [paths.workbook, paths.archive] : [];
  return [paths.json, paths.published, ...annex, ...target.formats.map(paths.of)];
}

/** True for a path that building some target could write, and for those that every build writes. */
export function isOutputPath(path: string): boolean {
  if (ownFiles.includes(path) || isIndexPath(path)) return true;
  const steps = path.split('/');
  const file = steps.at(-1) ?? '';
  const [report = '', slug] = steps;
  const isItem = steps.length === 4;
  const isTarget =
    (isItem || steps.length === 3) &&
    steps.slice(0, -2).every(isName) &&
    isName((steps.at(-2) ?? '').toLowerCase());
  const name = fileName(report, isItem ? slug : undefined);
  const annex = annexFormats.map((format) => `${name}-data.${format}`);
  const names = [...formats.map((format) => `${name}.${format}`), ...annex, 'numbers.json', 'published.json'];
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

/** The Ed25519 signature of the manifest, 64 bytes, where its publisher signed it. */
export const signatureFile = 'manifest.sig';

/** In the folder of confidential reports: keeps all of it out of Git. */
export const ignoreFile = '.gitignore';

/** Kept beside the outputs: `trace` says by it on which pages of the paper a number stands. */
export const pagesFile = '.build/pages.json';

/** Files that a build keeps beside the outputs, which nobody else writes. */
export const ownFiles: readonly string[] = [pagesFile, recordFile, manifestFile, signatureFile];

/** The page that leads to the items of a report, in a language. */
export const indexPath = (report: string, language: string): string => `${report}/${language}/${indexFile}`;

const indexFile = 'index.html';

/** True for the path of such a page. */
export function isIndexPath(path: string): boolean {
  const [report = '', language = '', file, ...rest] = path.split('/');
  return file === indexFile && rest.length === 0 && isName(report) && isName(language.toLowerCase());
}

/** The index pages of a project in all its languages. */
const indexPaths = ({ reports, languages }: Project): string[] =>
  reports.flatMap(({ id, matrix }) =>
    matrix === undefined ? [] : languages.map((language) => indexPath(id, language)),
  );

/** Folders below the output folder in which a build writes. */
export function outputFolders(project: Project): string[] {
  const places = [
    ...everyTarget(project).map((target) => targetPaths(target).folder),
    ...indexPaths(project).map(folderOfOutput),
  ];
  const folders = places.flatMap((folder) => {
    const steps = folder.split('/');
    return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
  });
  return ['.build', '.debug', ...new Set(folders)];
}

/**
 * The paths of all outputs of a project: the files of every target and the index pages. Not among them is what a build
 * writes about them (`ownFiles`).
 */
export const projectPaths = (project: Project): ReadonlySet<string> =>
  new Set([...everyTarget(project).flatMap(builtPaths), ...indexPaths(project)]);

/** All targets of a project, in every format. */
const everyTarget = ({ reports, languages }: Project): Target[] =>
  reports.flatMap((report) =>
    itemsOf(report).flatMap((item) =>
      languages.map((language) => ({ report, ...(item && { item }), language, formats: report.formats })),
    ),
  );
