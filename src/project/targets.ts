import type { Diagnostic, Outcome } from '../diagnostics.js';
import { didYouMean, listNames } from '../diagnostics.js';
import type { Format } from '../model/dataset/formats.js';
import { itemsOf } from '../model/project/matrix.js';
import type { Project, Report, Target } from '../model/project/project.js';
import { problem } from '../problems/problem.js';
import { inLanguageOf } from './profile/resolve-profile.js';
import { projectFile } from './spec.js';

/** What the command line asks for; an empty list asks for all. */
export interface Selection {
  readonly only: readonly string[];
  readonly languages: readonly string[];
  readonly formats: readonly Format[];
}

/**
 * What is to be built: every report in every language, narrowed to the selection, in the order of `tallybook.yaml`.
 * Fails when a name of the selection is not in the project, or when no selected report has a selected format.
 */
export function targets(project: Project, selection: Selection): Outcome<readonly Target[]> {
  const ids = project.reports.map(({ id }) => id);
  const reports = project.reports.filter(({ id }) => selection.only.length === 0 || asksFor(selection, id));
  const diagnostics = [
    ...unknown(
      'report',
      selection.only.map((name) => reportOf(name)),
      ids,
    ),
    ...reports.flatMap((report) => unknownItems(report, selection.only)),
    ...unknown('language', selection.languages, project.languages),
  ];
  const offered = [...new Set(reports.flatMap(({ formats }) => formats))];
  if (reports.length > 0)
    for (const each of unknown('format', selection.formats, offered)) diagnostics.push(each);

  const value = reports.flatMap((report) => {
    const items = itemsOf(report).filter(
      (item) => item === undefined || wantsItem(selection, report.id, item.slug),
    );
    return items.flatMap((item) =>
      project.languages
        .filter((language) => wanted(selection.languages, language))
        .map((language) => ({
          report: {
            ...inLanguageOf(report, language),
            template: report.templates?.[language] ?? report.template,
          },
          ...(item && { item }),
          language,
          ...(project.languages.length > 1 && { languages: project.languages }),
          formats: report.formats.filter((format) => wanted(selection.formats, format)),
        }))
        .filter((target) => target.formats.length > 0),
    );
  });
  return { value: diagnostics.length > 0 ? [] : value, diagnostics };
}

/** The report of a name on the command line: `annual`, or `annual/prizren` for one of its items. */
export const reportOf = (name: string): string => name.split('/', 1)[0] ?? name;

const asksFor = ({ only }: Selection, report: string): boolean =>
  only.some((name) => reportOf(name) === report);

const wantsItem = ({ only }: Selection, report: string, slug: string): boolean =>
  only.length === 0 || only.includes(report) || only.includes(`${report}/${slug}`);

/** What is named of a report and is no item of it. */
function unknownItems({ id, matrix }: Report, only: readonly string[]): Diagnostic[] {
  const asked = only.filter((name) => name.startsWith(`${id}/`));
  if (matrix !== undefined) {
    return unknown(
      'item',
      asked,
      matrix.items.map(({ slug }) => `${id}/${slug}`),
    );
  }
  return asked.map((name) =>
    problem('project/unknown-target.item', { file: projectFile, line: 1, column: 1 }, { name, id }),
  );
}

const wanted = (names: readonly string[], name: string): boolean =>
  names.length === 0 || names.includes(name);

function unknown(what: string, asked: readonly string[], known: readonly string[]): Diagnostic[] {
  return asked
    .filter((name) => !known.includes(name))
    .map((name) =>
      problem(
        'project/unknown-target.command',
        { file: projectFile, line: 1, column: 1 },
        { what, name, known: listNames(known) },
        didYouMean(name, known),
      ),
    );
}
