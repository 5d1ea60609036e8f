import type {
  BlockContent,
  Code,
  Definition,
  Heading,
  Image,
  InlineCode,
  Link,
  Node,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  RootContentMap,
  Text,
} from 'mdast';
import { textOfParts } from '../../model/tree/classed-text.js';
import { dataTableNode } from '../../model/tree/data-table.js';
import { literalNode, literalsNode } from '../numbers/literals.js';
import { type ExtensionBlocks, labelText, tablesOf } from '../printable.js';
import { hasToken, splitTokens } from '../template/marks.js';
import { chartFromFence, chartFromFile, chartFromHelper } from './chart.js';
import { joinPassages, refuseStrayColons, resolveDirective } from './containers.js';
import { setEquation } from './equations.js';
import { decodeSafely } from './images.js';
import { readAttributes } from './pictures.js';
import type { BlockResolver, BlockResolvers, Resolution } from './resolution.js';
import { captionTables, resolveHeadingId, resolveParagraphId, resolveTermId } from './written-ids.js';

/**
 * Turns parsed Markdown into the document tree, in place: tokens become numbers, labels, tables and charts;
 * directives, heading ids and references become our nodes; what reports do not take is refused.
 */
export function resolveTree(root: Root, resolution: Resolution, blocks: BlockResolvers): Root {
  resolveChildren(root, resolution, blocks);
  joinPassages(root, resolution);
  captionTables(root, resolution);
  return root;
}

function resolveChildren(parent: Parents, resolution: Resolution, blocks: BlockResolvers): void {
  // The union of all child types is wider than any one parent takes; each case below returns what stood there.
  parent.children = (parent.children as RootContent[]).flatMap((child) =>
    resolveNode(child, resolution, blocks),
  ) as never;
}

type Resolver<Type extends RootContent['type']> = (
  node: RootContentMap[Type],
  resolution: Resolution,
  blocks: BlockResolvers,
) => RootContent[];

/** What becomes of nodes by their type; of others, what is in them is resolved. */
const resolvers: { readonly [Type in RootContent['type']]?: Resolver<Type> } = {
  text: resolveText,
  inlineCode: (node, resolution) => [{ ...node, ...codeWords(node, resolution) }],
  code: (node, resolution) => [resolveCode(node, resolution)],
  math: (node, resolution) => [setEquation(node, resolution)],
  inlineMath: (node, resolution) => [setEquation(node, resolution)],
  html: (node, resolution) => {
    refuseHtml(node, resolution);
    return [];
  },
  paragraph: resolveParagraph,
  definitionTerm: (node, resolution, blocks) => {
    resolveTermId(node, resolution);
    return withChildren(node, resolution, blocks);
  },
  heading: (node, resolution, blocks) => [resolveHeading(node, resolution, blocks)],
  link: resolveLink,
  image: (node, resolution) => {
    refuseTokens(node.url, node, resolution);
    return [resolveImage(node, resolution)];
  },
  picture: (node, resolution, blocks) => {
    readAttributes(node, resolution);
    return withChildren(node, resolution, blocks);
  },
  imageReference: (node, resolution) => {
    resolution.refuse(node, 'content/image.reference', { label: node.label ?? node.identifier });
    return [];
  },
  definition: (node, resolution) => {
    refuseTokens(node.url, node, resolution);
    refuseAddress(node.url, node, resolution);
    return [withTitle(node, resolution)];
  },
  footnoteReference: resolveFootnote,
  footnoteDefinition: resolveFootnote,
  containerDirective: resolveOwnDirective,
  leafDirective: resolveOwnDirective,
  textDirective: resolveOwnDirective,
};

function resolveNode(node: RootContent, resolution: Resolution, blocks: BlockResolvers): RootContent[] {
  const resolve = resolvers[node.type] as Resolver<RootContent['type']> | undefined;
  return (resolve ?? withChildren)(node, resolution, blocks);
}

function withChildren(node: RootContent, resolution: Resolution, blocks: BlockResolvers): RootContent[] {
  if ('children' in node) resolveChildren(node as Parents, resolution, blocks);
  return [node];
}

function resolveFootnote(
  node: RootContentMap['footnoteReference' | 'footnoteDefinition'],
  resolution: Resolution,
  blocks: BlockResolvers,
): RootContent[] {
  refuseTokens(node.identifier, node, resolution);
  return withChildren(node, resolution, blocks);
}

function resolveOwnDirective(
  node: RootContentMap['containerDirective' | 'leafDirective' | 'textDirective'],
  resolution: Resolution,
  blocks: BlockResolvers,
): RootContent[] {
  return resolveDirective(node, resolution, (container) => resolveChildren(container, resolution, blocks));
}

function resolveText(node: Text, resolution: Resolution, blocks: BlockResolvers): PhrasingContent[] {
  if (!hasToken(node.value)) return [node];
  const position = node.position === undefined ? {} : { position: node.position };
  return splitTokens(node.value).map((part): PhrasingContent => {
    if (typeof part === 'string') return { type: 'text', value: part, ...position };
    const token = resolution.tokens[part];
    if (token?.kind === 'quantity')
      return { type: 'value', entry: resolution.print(token, 'text'), ...position };
    if (token?.kind === 'language') return { type: 'text', value: '', data: { edge: token }, ...position };
    if (token?.kind === 'literal') return { ...literalNode(token), ...position };
    if (token?.kind === 'literals') refuseInline('table', node, resolution);
    if (token?.kind === 'table' || token?.kind === 'chart') refuseInline(token.kind, node, resolution);
    if (token?.kind === 'made-chart') refuseInline('chart', node, resolution);
    if (token?.kind === 'block') refuseInline(blocks[token.name].noun, node, resolution);
    return { ...labelText(token), ...position };
  });
}

function refuseInline(kind: string, node: Node, resolution: Resolution): void {
  resolution.refuse(node, 'content/block-inline.sentence', { kind });
}

/** The words of a sample, which holds no node, with the numbers that helpers print in it. */
function codeWords<T extends Code | InlineCode>(
  { value, data }: T,
  resolution: Resolution,
): Pick<T, 'value' | 'data'> {
  const printed = resolution.parts(value, 'text');
  const hasNumbers = printed.some(({ entry }) => entry !== undefined);
  return { value: textOfParts(printed), ...(hasNumbers ? { data: { ...data, printed } } : {}) };
}

/** An image whose words are plain, with what is known of the numbers in them beside. */
function resolveImage(image: Image, resolution: Resolution): Image {
  const alt = resolution.parts(image.alt ?? '', 'alternative');
  const title = resolution.parts(image.title ?? '', 'alternative');
  const words = typeof image.title === 'string' ? { title: textOfParts(title) } : {};
  return { ...image, alt: textOfParts(alt), ...words, data: { ...image.data, spoken: { alt, title } } };
}

/** The words that show when a reader points at a link, without tokens. */
function withTitle<T extends Definition | Link>(node: T, resolution: Resolution): T {
  if (typeof node.title !== 'string') return node;
  const spokenTitle = resolution.parts(node.title, 'alternative');
  return { ...node, title: textOfParts(spokenTitle), data: { ...node.data, spokenTitle } };
}

/** A paragraph that is one block helper and nothing else becomes the block. */
function resolveParagraph(
  paragraph: Paragraph,
  resolution: Resolution,
  blocks: BlockResolvers,
): RootContent[] {
  const [only, ...others] = paragraph.children;
  if (only?.type === 'text' && others.length === 0) {
    const [index, ...rest] = splitTokens(only.value.trim());
    const token = typeof index === 'number' && rest.length === 0 ? resolution.tokens[index] : undefined;
    if (token?.kind === 'table') return tablesOf(token);
    if (token?.kind === 'block') return resolveBlock(token, paragraph, resolution, blocks);
    if (token?.kind === 'literals') return [literalsNode(token)];
    if (token?.kind === 'chart') return chartFromFile(token, resolution, resolution.at(paragraph));
    if (token?.kind === 'made-chart') return chartFromHelper(token, resolution);
    if (token?.kind === 'failure' && token.id !== undefined)
      return [failedBlock(token.id, resolution, paragraph)];
  }
  refuseStrayColons(paragraph, resolution);
  resolveParagraphId(paragraph);
  const ids = tableIds(paragraph, resolution);
  resolveChildren(paragraph, resolution, blocks);
  return [paragraph, ...ids.map((id) => failedBlock(id, resolution, paragraph))];
}

/** A block of an extension becomes what its resolver makes of it. */
function resolveBlock<Name extends keyof ExtensionBlocks>(
  { name, content }: { readonly name: Name; readonly content: ExtensionBlocks[Name] },
  paragraph: Paragraph,
  resolution: Resolution,
  blocks: BlockResolvers,
): RootContent[] {
  const resolver: BlockResolver<ExtensionBlocks[Name]> = blocks[name];
  return resolver.resolve(content, paragraph, resolution, (root, inner) => resolveTree(root, inner, blocks));
}

/** The ids of tables that stand inside a sentence, where they are refused. */
function tableIds(paragraph: Paragraph, resolution: Resolution): string[] {
  const texts = paragraph.children.flatMap((child) =>
    child.type === 'text' ? splitTokens(child.value) : [],
  );
  return texts.flatMap((part) => {
    const token = typeof part === 'number' ? resolution.tokens[part] : undefined;
    return token?.kind === 'table' ? tablesOf(token).map(({ id }) => id) : [];
  });
}

/** Keeps the id of a table that failed, so that references to it are not reported as dead too. */
function failedBlock(id: string, resolution: Resolution, node: Node): BlockContent {
  const empty = { columns: [], rows: [], notes: [], legend: [], sources: [] };
  const at = resolution.at(node);
  return dataTableNode({ id, caption: '', stub: '', ...empty, illustrative: false, at });
}

function resolveHeading(heading: Heading, resolution: Resolution, blocks: BlockResolvers): Heading {
  resolveHeadingId(heading, resolution);
  if (heading.children.length === 0) {
    resolution.refuse(heading, 'content/argument.title');
  }
  resolveChildren(heading, resolution, blocks);
  return heading;
}

function resolveCode(code: Code, resolution: Resolution): BlockContent {
  if (code.lang === 'vega-lite') return chartFromFence(code, resolution);
  return { ...code, ...codeWords(code, resolution) };
}

type LinkNode = Extract<RootContent, { type: 'link' }>;

/** `[](#id)` is a reference, whose words the document stage writes. */
function resolveLink(link: LinkNode, resolution: Resolution, blocks: BlockResolvers): RootContent[] {
  refuseTokens(link.url, link, resolution);
  refuseAddress(link.url, link, resolution);
  resolveChildren(link, resolution, blocks);
  if (link.children.length > 0 || !link.url.startsWith('#')) return [withTitle(link, resolution)];
  const position = link.position === undefined ? {} : { position: link.position };
  return [
    { type: 'reference', target: link.url.slice(1), children: [], at: resolution.at(link), ...position },
  ];
}

/** A report travels alone, so a link to a file beside the template would be dead, and a script has no place in it. */
function refuseAddress(url: string, node: Node, resolution: Resolution): void {
  if (hasToken(url) || hasToken(decodeSafely(url)) || /^(?:#|https?:\/\/|mailto:|tel:)/i.test(url)) return;
  resolution.refuse(node, 'content/link', { url });
}

function refuseTokens(text: string, node: Node, resolution: Resolution): void {
  if (!hasToken(text) && !hasToken(decodeSafely(text))) return;
  resolution.refuse(node, 'content/token-in-url.url');
}

function refuseHtml(node: Extract<RootContent, { type: 'html' }>, resolution: Resolution): void {
  const comment = node.value.startsWith('<!--');
  const tag = /^<\/?[A-Za-z][\w-]*/.exec(node.value)?.[0] ?? node.value.slice(0, 12);
  resolution.refuse(node, comment ? 'content/raw-html.comment' : 'content/raw-html.raw', { tag });
}
