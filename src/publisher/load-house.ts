import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { House, HousePicture } from '../model/house.js';
import type { Theme, ThemePicture } from '../model/theme.js';
import { loadPicture } from './load-picture.js';

/**
 * The house stage: reads the files that a theme names, and holds each to what pages may carry. What is wrong with one of
 * them is said where the project names it; the house that is returned has what could be read.
 */
export async function loadHouse(
  { logo, picture }: Pick<Theme, 'logo' | 'picture'>,
  host: Host,
): Promise<Outcome<House>> {
  const diagnostics: Diagnostic[] = [];
  const load = async (named: ThemePicture | undefined): Promise<HousePicture | undefined> => {
    if (named === undefined) return undefined;
    const { value, diagnostics: found } = await loadPicture(named, host);
    for (const each of found) diagnostics.push(each);
    return value;
  };
  const [sign, shown] = [await load(logo), await load(picture)];
  return { value: { ...(sign && { logo: sign }), ...(shown && { picture: shown }) }, diagnostics };
}
