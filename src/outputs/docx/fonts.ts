import type { Element } from 'xast';
import { attributeOf, childOf, childrenOf, w } from './ooxml.js';
import type { Reference } from './reference.js';

/** Fonts that come with Word, or with the systems that it runs on. */
const ofWord: ReadonlySet<string> = new Set(
  `Aptos|Aptos Display|Arial|Arial Black|Arial Narrow|Bahnschrift|Book Antiqua|Bookman Old Style|Calibri|Calibri Light|Cambria|Cambria Math|
Candara|Century|Century Gothic|Comic Sans MS|Consolas|Constantia|Corbel|Courier New|Franklin Gothic Book|Franklin Gothic Medium|
Garamond|Georgia|Gill Sans MT|Impact|Lucida Console|Lucida Sans|Palatino Linotype|Perpetua|Rockwell|Segoe UI|Symbol|Tahoma|
Times New Roman|Trebuchet MS|Tw Cen MT|Verdana|Webdings|Wingdings`.split(/\|\n?/),
);

/** The font of reports whose publisher has none, which few offices have. */
export const toolFont = 'Noto Sans';

/** The fonts of a document: those of a reference, and what stands for that of the tool on a machine without it. */
export function fontsOf(reference?: Element): Element {
  const root = reference ?? w('fonts');
  const isOurs = (font: Element): boolean => attributeOf(font, 'w:name') === toolFont;
  if (childrenOf(root, 'w:font').some(isOurs)) return root;
  const font = w(
    'font',
    { name: toolFont },
    w('altName', 'Arial'),
    w('panose1', '020B0502040504020204'),
    w('charset', '00'),
    w('family', 'swiss'),
    w('pitch', 'variable'),
  );
  root.children.push(font);
  return root;
}

/** The fonts of a document of an office that a machine may lack, each once. */
export function rareFonts({ styles, theme }: Pick<Reference, 'styles' | 'theme'>): readonly string[] {
  const said = [defaultsOf(styles), ...childrenOf(styles, 'w:style')].map((each) =>
    fontIn(childOf(each, 'w:rPr'), theme),
  );
  return [...new Set(said)]
    .filter((font) => font !== undefined && font !== toolFont && !ofWord.has(font))
    .sort() as string[];
}

/** The font that properties of letters name, themselves or by its role in the theme. */
export function fontIn(letters: Element | undefined, theme: Element | undefined): string | undefined {
  const fonts = childOf(letters, 'w:rFonts');
  const role = attributeOf(fonts, 'w:asciiTheme');
  if (role === undefined) return attributeOf(fonts, 'w:ascii');
  const scheme = childOf(childOf(theme, 'a:themeElements'), 'a:fontScheme');
  const kind = childOf(scheme, role.startsWith('major') ? 'a:majorFont' : 'a:minorFont');
  return attributeOf(childOf(kind, 'a:latin'), 'typeface');
}

/** What letters have that no style says anything of. */
export const defaultsOf = (styles: Element | undefined): Element | undefined =>
  childOf(childOf(styles, 'w:docDefaults'), 'w:rPrDefault');
