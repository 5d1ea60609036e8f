import type { Diagnostic, Outcome } from '../diagnostics.js';
import { hasErrors } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Project } from '../model/project/project.js';
import { nameItems } from '../project/matrix/name-items.js';

/**
 * The project with the items of its reports that are made for many. What items there are follows from the data package and the files that
 * list them, which are asked through `host`: whoever records there knows what the items rest on. Where no report has a matrix, nothing
 * is read.
 */
export async function expandMatrices(project: Project, host: Host): Promise<Outcome<Project>> {
  if (project.reports.every(({ matrix }) => matrix === undefined)) return { value: project, diagnostics: [] };
  const { listedItems } = await import('./listed-items.js');
  const listed = await listedItems(project, host);
  const diagnostics: Diagnostic[] = [...listed.diagnostics];
  const reports = project.reports.map((report) => {
    const items = listed.value.get(report.id);
    if (report.matrix === undefined || items === undefined) return report;
    const { position } = report.matrix;
    const named = nameItems(items, { report: report.id, limits: host.limits, position });
    for (const each of named.diagnostics) diagnostics.push(each);
    return { ...report, matrix: { ...report.matrix, items: named.value } };
  });
  return { value: hasErrors(diagnostics) ? project : { ...project, reports }, diagnostics };
}
