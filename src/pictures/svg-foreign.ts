import type { PictureFault } from './picture.js';

/** Elements that run, load, or change what is seen while somebody looks. */
const refused: ReadonlySet<string> = new Set([
  ...[
    'script',
    'foreignObject',
    'handler',
    'listener',
    'iframe',
    'object',
    'embed',
    'audio',
    'video',
    'canvas',
    'link',
  ],
  ...['animate', 'animateColor', 'animateMotion', 'animateTransform', 'set', 'discard', 'mpath'],
]);

const ownDrawing = 'a drawing that only draws';
const loadsNothing = 'a drawing that loads nothing';

/** Refuses what makes a drawing more than a drawing: code, content of other kinds, animation, files from elsewhere. */
export function refuseForeign(
  name: string,
  isSvg: boolean,
  attributes: ReadonlyMap<string, string>,
  fault: (found: string, expected: string) => PictureFault,
): void {
  // Editors leave notes of their own in other namespaces, which nobody draws.
  if (refused.has(name) && (isSvg || name === 'script' || name === 'iframe'))
    throw fault(`\`<${name}>\``, ownDrawing);
  for (const [attribute, value] of attributes) {
    if (/^on/i.test(attribute)) throw fault(`\`${attribute}\``, ownDrawing);
    const isReference = attribute === 'href' || attribute === 'src';
    if (isReference && isSvg && !isOwn(value, name))
      throw fault(`address \`${shortened(value)}\``, loadsNothing);
    if (/@import|\bexpression\s*\(/i.test(value) && attribute === 'style')
      throw fault('`@import`', loadsNothing);
    for (const [, address = ''] of value.matchAll(/url\(\s*["']?([^"')]*)/gi))
      if (!address.startsWith('#')) throw fault(`address \`${shortened(address)}\``, loadsNothing);
  }
}

/** A place in the drawing itself, or a photograph that it carries with it. A link is not followed from a picture. */
function isOwn(value: string, name: string): boolean {
  const address = value.trim();
  if (address === '' || address.startsWith('#') || name === 'a') return true;
  return (name === 'image' || name === 'feImage') && /^data:image\/(?:png|jpeg);base64,/i.test(address);
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)} …` : text);
