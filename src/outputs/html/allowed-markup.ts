import { annexFormats, formats, pageFormat } from '../../model/dataset/formats.js';
import { mathAttributes, mathElements } from '../../model/tree/mathml.js';
import { isOriginsBlock } from '../snapshot/origins-block.js';
import { isText, type MarkupElement, type MarkupNode } from '../snapshot/read-markup.js';

/** Something that no page has, as it stands in a message. */
export interface ForeignMarkup {
  readonly what: string;
  readonly offset: number;
}

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const elements = words(`
  html head meta title style body script header main nav footer section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote
  pre hr br figure figcaption table caption colgroup col thead tbody tfoot tr th td details summary a abbr b cite code
  data del em i img input s span strong sub sup u
`);

const drawingElements = words(`
  svg g path text tspan title desc rect line circle ellipse polygon polyline defs clipPath mask pattern linearGradient
  radialGradient stop image a
`);

const attributes = words(`
  align alt aria-current aria-describedby aria-description aria-hidden aria-label aria-labelledby charset class colspan content dir download
  height href hreflang http-equiv id lang name open role rowspan scope span src start style tabindex title value width
`);

/** Of a drawing, what answers to nothing that happens: how it looks is held against its hash. */
const isDrawn = (attribute: string): boolean => /^(?!on)[a-z][\w:-]*$/i.test(attribute);

/** The box of a task in a list, which nobody can tick. */
const taskAttributes = words('type checked disabled');

/** What a link may lead to: a place of the page, elsewhere, the same page in another language, and files beside it. */
const targets = [
  '#|https?:|mailto:|tel:',
  `\\.\\./[A-Za-z0-9-]+/[a-z0-9-]+\\.${pageFormat}$`,
  `[a-z0-9-]+\\.(?:${[...formats.filter((format) => format !== pageFormat), 'json'].join('|')})$`,
  `[a-z0-9-]+-data\\.(?:${annexFormats.join('|')})$`,
];

/** Where a link may lead, and from where a picture may come: a page requests nothing. */
const addresses: Readonly<Record<string, RegExp>> = {
  href: new RegExp(`^(?:${targets.join('|')})`),
  'xlink:href': /^(?:#|data:image\/)/,
  src: /^data:image\//,
};

/**
 * What of a page no build writes, with its place: elements that load, run, hide or take input, handlers of events,
 * addresses of other kinds. What is allowed is listed; all else is foreign, also what nobody has thought of.
 */
export function foreignMarkup(nodes: readonly MarkupNode[]): ForeignMarkup[] {
  const found: ForeignMarkup[] = [];
  const visit = (within: readonly MarkupNode[], isDrawing: boolean): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const isInside = isDrawing || node.name === 'svg';
      for (const each of foreignIn(node, isInside).map((what) => ({ what, offset: node.start })))
        found.push(each);
      visit(node.children, isInside);
    }
  };
  visit(nodes, false);
  return found;
}

function foreignIn(element: MarkupElement, isDrawing: boolean): string[] {
  const { name } = element;
  if (mathElements.has(name))
    return [...element.attributes.keys()].flatMap((key) =>
      mathAttributes.has(key) ? [] : [`an attribute \`${key.slice(0, 40)}\` of \`<${name}>\``],
    );
  if (!(isDrawing ? drawingElements : elements).has(name)) return [`an element \`<${name.slice(0, 40)}>\``];
  return [...element.attributes].flatMap(([key, value]) => {
    if (!(isDrawing ? isDrawn(key) : isKnown(element, key)))
      return [`an attribute \`${key.slice(0, 40)}\` of \`<${name}>\``];
    if (key === 'name' && name === 'meta' && value !== 'viewport') return [`\`<meta name>\``];
    if (key === 'http-equiv' && value !== 'Content-Security-Policy') return [`\`<meta http-equiv>\``];
    const address = addresses[key];
    const isRight = address === undefined || address.test(value);
    return isRight ? [] : [`an address \`${value.slice(0, 40)}\` in \`${key}\``];
  });
}

function isKnown(element: MarkupElement, key: string): boolean {
  if (element.name === 'input')
    return (
      taskAttributes.has(key) &&
      element.attributes.get('type') === 'checkbox' &&
      element.attributes.has('disabled')
    );
  if (element.name === 'script' && key === 'type') return isOriginsBlock(element);
  return attributes.has(key) || key.startsWith('data-') || isPanel(element, key);
}

/** The one thing that a page hides: the place where its script says where a number comes from. */
const isPanel = ({ attributes: own, children }: MarkupElement, key: string): boolean =>
  key === 'popover' && own.get('id') === '_origin' && children.length === 0;
