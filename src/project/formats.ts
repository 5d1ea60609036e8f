import type { Format } from '../model/project.js';

/** The formats of reports, in the order in which they are built. Alone here: the command line must not load the grammar. */
export const formats = ['html', 'pdf'] as const satisfies readonly Format[];
