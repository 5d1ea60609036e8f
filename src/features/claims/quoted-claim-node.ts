import type { BlockContent, Paragraph } from 'mdast';
import type { BlockResolver, ResolveTree } from '../../content/markdown/block-resolver.js';
import { parseMarkdown } from '../../content/markdown/parse.js';
import { Resolution } from '../../content/markdown/resolution.js';
import { placeText } from '../../content/template/positions.js';
import type { ClaimFigure } from '../../model/claim-record.js';
import type { QuotedClaimNode } from '../../model/nodes.js';
import type { TestedFigureNode } from '../../model/part-nodes.js';
import type { ValueNode } from '../../model/phrasing-nodes.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { labelNode, legendNode, sourcesNode } from '../../model/table-nodes.js';
import type { LegendEntry, Source } from '../../model/table-parts.js';
import { visit } from '../../model/visit.js';
import type { Family } from './family.js';
import type { ExpandedClaim } from './keep.js';
import { printedWords, untestedIn } from './untested.js';

/** A quoted claim that stands where its paragraph stood; its words are expanded and still have their marks. */
interface QuotedClaimBlock {
  readonly claim: ExpandedClaim;
  readonly by: string;
  readonly source: string;
  /** What was tested, in words. */
  readonly test: string;
  readonly subject: string;
  readonly family: Family;
}

declare module '../../content/blocks.js' {
  interface FeatureBlocks {
    'quoted-claim': QuotedClaimBlock;
  }
}

export const quotedClaimBlock: BlockResolver<QuotedClaimBlock> = {
  noun: 'quotation',
  resolve: (content, ...around) => [quotedClaimNode(content, ...around)],
};

/** A quoted claim as a block: its words parsed and resolved, its figures printed. */
function quotedClaimNode(
  block: QuotedClaimBlock,
  paragraph: Paragraph,
  resolution: Resolution,
  resolveTree: ResolveTree,
): QuotedClaimNode {
  const { claim, by, source, test, subject, family } = block;
  const said = wordsOf(block, paragraph, resolution, resolveTree);
  const quantities = claim.figures.flatMap(({ quantity }) => quantity ?? []);
  const open = untestedIn(said.map(printedWords), family, resolution.language.lexicon.claims);
  return {
    type: 'quotedClaim',
    children: [
      { type: 'said', children: said },
      { type: 'speaker', children: [{ type: 'text', value: by }] },
      { type: 'citation', children: source === '' ? [] : [{ type: 'text', value: source }] },
      labelNode(test),
      labelNode(subject),
      { type: 'testedFigures', children: claim.figures.map((figure) => printed(figure, resolution)) },
      legendNode(legendOf(quantities)),
      sourcesNode(sourcesOf(quantities, resolution)),
      ...open.map(({ what, words }) => labelNode(words, what)),
    ],
    verdict: claim.verdict,
    family,
    illustrative: quantities.length > 0 && quantities.every(({ illustrative }) => illustrative),
    at: claim.at,
    ...(paragraph.position === undefined ? {} : { position: paragraph.position }),
  };
}

/** The words as Markdown. Their own offsets are those of another text, so that each bears the place of the block. */
function wordsOf(
  { claim }: QuotedClaimBlock,
  { position }: Paragraph,
  resolution: Resolution,
  resolveTree: ResolveTree,
): BlockContent[] {
  const { tokens, marks, data, language } = resolution;
  const placed = placeText(claim.marked, marks, claim.at);
  const inner = new Resolution(placed, tokens, marks, data, language);
  const root = resolveTree(parseMarkdown(inner.placed.text), inner);
  const words = root.children.filter((child) => child.type === 'paragraph');
  const other = root.children.find((child) => child.type !== 'paragraph');
  if (other !== undefined || words.length === 0) {
    inner.report(
      'content/argument',
      `Unexpected ${other === undefined ? 'quotation without words' : 'block'} in \`quoted-claim\`, expected the words that were said`,
      other === undefined ? claim.at : inner.at(other),
    );
  }
  for (const each of inner.diagnostics) resolution.diagnostics.push(each);
  visit(root, (node) => {
    if (position === undefined) delete node.position;
    else node.position = position;
  });
  return words;
}

function printed({ label, quantity, pointed }: ClaimFigure, resolution: Resolution): TestedFigureNode {
  const value: ValueNode[] =
    quantity === undefined ? [] : [{ type: 'value', entry: resolution.print(quantity, 'table') }];
  return { type: 'testedFigure', pointed, children: [labelNode(label), ...value] };
}

function legendOf(quantities: readonly Quantity[]): LegendEntry[] {
  const meanings = new Map(
    quantities.flatMap(({ value }) => (isExact(value) ? [] : [[value.symbol, value.meaning] as const])),
  );
  return [...meanings].map(([symbol, meaning]) => ({ symbol, meaning }));
}

/** The sources of the datasets that the figures come from, each once. */
function sourcesOf(quantities: readonly Quantity[], { data }: Resolution): readonly Source[] {
  const names = [...new Set(quantities.map(({ dataset }) => dataset))];
  const sources = names.flatMap((name) => data[name]?.sources ?? []);
  return [
    ...new Map(sources.map((source) => [JSON.stringify([source.title, source.path]), source])).values(),
  ];
}
