import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { House } from '../model/house.js';
import type { Theme } from '../model/theme.js';
import { loadCss } from './load-css.js';
import { loadFonts } from './load-fonts.js';
import { loadPicture } from './load-picture.js';

/**
 * The stage of the publisher: reads the files that a theme names, and holds each to what pages may carry. What is wrong
 * with one of them is said where the project names it; the house that is returned has what could be read.
 *
 * @param isPrinted A PDF is made, for which some fonts must not be used.
 */
export async function loadHouse(theme: Theme, host: Host, isPrinted = true): Promise<Outcome<House>> {
  const { logo, picture, fonts } = theme;
  const diagnostics: Diagnostic[] = [];
  const taken = <T>({ value, diagnostics: found }: Outcome<T>): T => {
    for (const each of found) diagnostics.push(each);
    return value;
  };
  const sign = logo && taken(await loadPicture(logo, host));
  const shown = picture && taken(await loadPicture(picture, host));
  const faces = fonts && taken(await loadFonts(fonts, isPrinted, host));
  const css = taken(await loadCss(theme, host));
  return {
    value: {
      ...(sign && { logo: sign }),
      ...(shown && { picture: shown }),
      ...(faces && { fonts: faces }),
      ...(css && { css }),
    },
    diagnostics,
  };
}
