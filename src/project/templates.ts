import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Files } from '../host/host.js';
import { translatedPath, translationOf } from '../language/language-tag.js';
import type { Project, Report } from '../model/project/project.js';
import { problem } from '../problems/problem.js';

/**
 * The reports with a template for each language of the project. The first language has the one that `tallybook.yaml` names, each
 * other one of its own beside it: `annual-report.sq.md` beside `annual-report.md`. Serbian in Latin letters has that in Cyrillic.
 */
export async function withTemplates(
  { reports, languages }: Pick<Project, 'reports' | 'languages'>,
  files: Files,
): Promise<Outcome<readonly Report[]>> {
  const diagnostics: Diagnostic[] = [];
  const value: Report[] = [];
  for (const report of reports) {
    const templates: Record<string, string> = {};
    for (const language of languages) {
      if (translationOf(language, languages) === undefined) continue;
      const path = translatedPath(report.template, language);
      if (await files.exists(path)) templates[language] = path;
      else diagnostics.push(missing(report, language, path));
    }
    value.push(languages.length < 2 ? report : { ...report, templates });
  }
  return { value, diagnostics };
}

function missing({ id, template, templatePosition }: Report, language: string, path: string): Diagnostic {
  return problem('translation/template', templatePosition, { id, language, path, template });
}
