import { type FontRole, familiesOf, type HouseFace } from '../../model/project/house.js';

const tool = '"Noto Sans","Noto Sans Math",sans-serif';

/**
 * The style that sets a page in the fonts of its publisher; letters that those lack are set in the ones of the tool. It
 * follows from the names of the faces alone.
 */
export function fontSheet(faces: readonly Pick<HouseFace, 'family'>[]): string {
  const named = (role: FontRole): string =>
    familiesOf(faces, role)
      .map((family) => `"${family}",`)
      .join('');
  const text = `${named('text')}${tool}`;
  const edges = ['top-left', 'top-right', 'bottom-left', 'bottom-right']
    .map((place) => `@${place}{font-family:${text}}`)
    .join('');
  return [
    `:root{--font:${text};--font-code:ui-monospace,${text}}`,
    `:is(h1,h2,h3,h4,h5,h6,.masthead h1){font-family:${named('headings')}${text}}`,
    `@page{${edges}}`,
  ].join('\n');
}
