import type { Audience } from '../model/audience.js';
import type { Project } from '../model/project.js';

/**
 * The project as it is for one audience: its reports alone, and the folder that they are built into. Whatever is made of it knows
 * nothing of the reports of the other.
 */
export function forAudience(project: Project, audience: Audience): Project {
  const reports = project.reports.filter((report) => (report.audience ?? 'public') === audience);
  const { confidential } = project;
  if (audience === 'public' || confidential === undefined) return { ...project, reports };
  const { folder: output, position: outputPosition } = confidential;
  return { ...project, audience, reports, output, outputPosition };
}
