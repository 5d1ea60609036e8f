import type { Element, ElementContent } from 'xast';
import { attributeOf, childOf, childrenOf, e, textIn, xmlOf } from '../../outputs/docx/ooxml.js';
import { parsePart } from '../../outputs/docx/read/parse-part.js';
import type { TextState, TranslatedText } from './blocks.js';
import { inOneLine, partsOf } from './segments.js';

/**
 * Texts as XLIFF 1.2, which programs for translators open. Calls of helpers are placeholders: `<ph id="1">{{value …}}</ph>`.
 *
 * *Source*: OASIS, XLIFF Version 1.2, 2008, sections 2.2.4, 2.3.3 and 2.4.3.
 */

const states: Readonly<Record<TextState, string>> = {
  missing: 'needs-translation',
  changed: 'needs-adaptation',
  unmarked: 'needs-review-translation',
  current: 'translated',
};

/** A file of texts in a language. */
export function xliffOf(
  texts: readonly TranslatedText[],
  { source, target }: { readonly source: string; readonly target: string },
): string {
  const units = texts.map(({ place, state, source: text, translation }) => {
    const own = inOneLine(text);
    const locked = partsOf(own).flatMap((part) => (part.isLocked ? [part.text] : []));
    const there =
      translation !== '' && e('target', { state: states[state] }, ...inline(inOneLine(translation), locked));
    return e(
      'trans-unit',
      { id: place, 'xml:space': 'preserve' },
      e('source', {}, ...inline(own, locked)),
      there,
    );
  });
  const file = {
    ...{ original: 'tallybook', datatype: 'plaintext' },
    ...{ 'source-language': source, 'target-language': target },
  };
  const xliff = { version: '1.2', xmlns: 'urn:oasis:names:tc:xliff:document:1.2' };
  return `${xmlOf(
    e(
      'xliff',
      xliff,
      e(
        'file',
        file,
        e(
          'body',
          {},
          units.flatMap((unit) => ['\n', unit]),
        ),
      ),
    ),
  )}\n`;
}

/** A text with its locked parts as placeholders, each with the number that it has in the source. */
function inline(text: string, locked: readonly string[]): (Element | string)[] {
  const left = locked.map((part, index) => ({ part, id: index + 1 }));
  return partsOf(text).map((part) => {
    if (!part.isLocked) return part.text;
    const at = left.findIndex((each) => each.part === part.text);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return e('ph', { id: found?.id ?? `new-${locked.length}` }, part.text);
  });
}

/** A unit that came back: its texts with the placeholders of its source put in. */
interface ReturnedUnit {
  readonly place: string;
  readonly source: string;
  readonly translation: string;
}

/**
 * Reads a file that came back, and the language that it is in. Throws a `DamagedFile` where it is no XML.
 * @param lockedAt The placeholders of the source at a place: programs may leave them empty, or write them as `<x/>`.
 */
export function readXliff(
  bytes: Uint8Array,
  lockedAt: (place: string) => readonly string[],
): { readonly language: string | undefined; readonly units: readonly ReturnedUnit[] } {
  const root = parsePart(bytes);
  const units = descendants(root, 'trans-unit').map((unit): ReturnedUnit => {
    const place = attributeOf(unit, 'id') ?? '';
    const locked = lockedAt(place);
    const written = (name: string): string =>
      (childOf(unit, name)?.children ?? [])
        .map((child) => textOf(child, locked))
        .join('')
        .trim();
    return { place, source: written('source'), translation: written('target') };
  });
  return { language: attributeOf(descendants(root, 'file')[0], 'target-language'), units };
}

function textOf(child: ElementContent, locked: readonly string[]): string {
  if (child.type === 'text' || child.type === 'cdata') return child.value;
  if (child.type !== 'element') return '';
  if (child.name !== 'ph' && child.name !== 'x')
    return child.children.map((each) => textOf(each, locked)).join('');
  return locked[Number(attributeOf(child, 'id')) - 1] ?? textIn(child);
}

const descendants = (element: Element | undefined, name: string): Element[] =>
  childrenOf(element).flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
