import { targetName } from '../../model/project/target-name.js';
import type { FinishedReport, Output } from '../output.js';
import { targetPaths } from '../paths.js';

/** The page for browsers. Its numerals are those that every report publishes. */
export const html: Output<'html'> = {
  id: 'html',
  async make({ target }: FinishedReport, tools) {
    const bytes = new TextEncoder().encode(tools.page());
    const about = targetName(target);
    return {
      files: [{ ...about, path: targetPaths(target).of('html'), format: 'html', bytes }],
      numerals: [],
      diagnostics: [],
    };
  },
};
