import type { Element, ElementContent } from 'xast';
import { childOf, childrenOf } from './ooxml.js';

/** The order that the schema has for the children of some elements. *Source:* ECMA-376, part 1, `wml.xsd`. */
const orders = new Map(
  Object.entries({
    pPr: 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange',
    rPr: 'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange',
    style:
      'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr',
    lvl: 'start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr',
    numbering: 'numPicBullet abstractNum num numIdMacAtCleanup',
  }).map(([name, children]) => [
    `w:${name}`,
    new Map(children.split(' ').map((child, index) => [`w:${child}`, index])),
  ]),
);

/** What stands more than once in one of these. */
const repeated: ReadonlySet<string> = new Set(['w:tblStylePr', 'w:numPicBullet', 'w:abstractNum', 'w:num']);

/** Attributes without which an element says nothing. */
const needed: Readonly<Record<string, string>> = {
  'w:color': 'w:val',
  'w:sz': 'w:val',
  'w:szCs': 'w:val',
  'w:jc': 'w:val',
};

/** What belongs to tracked changes, or to one computer, and not to a look. */
const dropped = /^w:(?:rPrChange|pPrChange|tblPrChange|sectPrChange|rsid|ins|del)$/;

/** A part that another program wrote, brought to the schema: its order, what is there twice, what lacks what it needs. */
export function tidy(element: Element): Element {
  const order = orders.get(element.name);
  const seen = new Set<string>();
  const children = element.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return order === undefined ? [child] : [];
    // LibreOffice offers Word something newer, and everybody else what is taken here.
    return child.name === 'mc:AlternateContent' ? childrenOf(childOf(child, 'mc:Fallback')) : [child];
  });
  element.children = children.filter((child) => {
    if (child.type !== 'element') return true;
    const { name, attributes } = child;
    if (dropped.test(name) || (needed[name] !== undefined && attributes[needed[name]] === undefined))
      return false;
    if (order === undefined || repeated.has(name)) return true;
    if (!order.has(name) || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  if (order !== undefined) {
    const placeOf = (child: (typeof children)[number]): number =>
      child.type === 'element' ? (order.get(child.name) ?? order.size) : 0;
    element.children.sort((one, other) => placeOf(one) - placeOf(other));
  }
  for (const child of childrenOf(element)) tidy(child);
  return element;
}
