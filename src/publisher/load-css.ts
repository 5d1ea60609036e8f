import type { Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { Theme } from '../model/theme.js';
import { checkCss } from './css/check-css.js';
import { unreadFile } from './unread-file.js';

/** Reads the style sheet of a theme, and holds it to what reports do not lose by. Empty where it says something else. */
export async function loadCss(
  { css, accent, second }: Pick<Theme, 'css' | 'accent' | 'second'>,
  host: Host,
): Promise<Outcome<string>> {
  if (css === undefined) return { value: '', diagnostics: [] };
  const { file, position } = css;
  try {
    const text = await host.project.readText(file, host.limits.textBytes);
    return await checkCss({ text, file, theme: { accent, second } });
  } catch (error) {
    const problem = unreadFile(error, { file, position, limit: 'textBytes', limits: host.limits });
    return { value: '', diagnostics: [problem] };
  }
}
