import type { Project, Target } from '../project/project.js';

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
