import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Files } from '../host/host.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { Project, Report } from '../model/project.js';

/**
 * The reports with a template for each language of the project. The first language has the one that `tallybook.yaml` names, each
 * other one of its own beside it: `annual-report.sq.md` beside `annual-report.md`. Serbian in Latin letters has that in Cyrillic.
 */
export async function withTemplates(
  { reports, languages: [first = '', ...others] }: Pick<Project, 'reports' | 'languages'>,
  files: Files,
): Promise<Outcome<readonly Report[]>> {
  const diagnostics: Diagnostic[] = [];
  const value: Report[] = [];
  for (const report of reports) {
    const templates: Record<string, string> = {};
    for (const language of others) {
      // The first language in its other letters.
      if (writtenForm(language) === writtenForm(first)) continue;
      const path = templateIn(report.template, language);
      if (await files.exists(path)) templates[language] = path;
      else diagnostics.push(missing(report, language, path));
    }
    value.push(others.length === 0 ? report : { ...report, templates });
  }
  return { value, diagnostics };
}

/** The path of a template in another language. */
export const templateIn = (template: string, language: string): string =>
  template.replace(/(?:\.[^./]+)?$/, (ending) => `.${writtenForm(language)}${ending}`);

function missing({ id, template, templatePosition }: Report, language: string, path: string): Diagnostic {
  return {
    severity: 'error',
    code: 'translation/template',
    message: `Unexpected report \`${id}\` without a template in \`${language}\`, expected \`${path}\``,
    position: templatePosition,
    hint: `copy \`${template}\` to \`${path}\` and translate it there`,
  };
}
