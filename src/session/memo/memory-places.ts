import type { Target } from '../../model/project/project.js';
import { reportName, targetName } from '../../model/project/target-name.js';
import type { OpenProject } from '../open-project.js';

/** What memory keeps of a project is kept for each audience. */
export const placeOf = ({ root, project }: Pick<OpenProject, 'root' | 'project'>): string =>
  project.audience === undefined ? root : `${root} (${project.audience})`;

/** What memory keeps of a report is kept under. */
export const reportOf = (root: string, target: Target, language = target.language): string =>
  `${root} ${reportName(targetName(target))} ${language}`;
