import type { Nodes } from 'mdast';
import { datasetsOfChart } from '../model/chart/chart-datasets.js';
import { isExact, type LedgerEntry } from '../model/quantity.js';
import type { ClassedPart } from '../model/tree/classed-text.js';
import type { ChartNode, SectionNode } from '../model/tree/nodes.js';
import { CONTINUE, EXIT, visitParents } from '../model/tree/visit.js';
import type { TransformState } from './transform-state.js';

/** What a part of a chapter says of it: `real` ends the band, `invented` asks for one. */
type Finding = 'real' | 'invented' | undefined;

/**
 * True for a chapter whose numbers come from data, all of them illustrative. It has no number that its author declares,
 * no table, figure or test of real data, and no mark in plain text, which cannot be taken away.
 */
export function isWhollyIllustrative(chapter: SectionNode, state: TransformState): boolean {
  const mark = state.language.message('document.illustrative-mark');
  let [isInvented, isReal] = [false, false];
  visitParents(chapter, (node, ancestors) => {
    const found = findingOf(node, state, mark);
    // What a list repeats stands elsewhere.
    isInvented ||= found === 'invented' && !ancestors.some(({ type }) => type === 'listing');
    isReal = found === 'real';
    return isReal ? EXIT : CONTINUE;
  });
  return isInvented && !isReal;
}

function findingOf(node: Nodes, state: TransformState, mark: string): Finding {
  switch (node.type) {
    case 'value':
      return ofEntry(node.entry);
    case 'numeral':
      if (node.literal !== undefined || node.class === 'literal') return 'real';
      return node.entry === undefined ? ofText(node.value, mark) : ofEntry(node.entry);
    case 'dataTable':
      return node.illustrative ? 'invented' : 'real';
    case 'chart':
      return ofChart(node, state);
    // What somebody else said is real, whatever it was tested on.
    case 'quotedClaim':
      return 'real';
    default:
      return isWords(node) ? ofWords(node, mark) : undefined;
  }
}

/** A symbol says already that there is no number. */
function ofEntry({ quantity }: LedgerEntry): Finding {
  if (!isExact(quantity.value)) return undefined;
  return quantity.illustrative ? 'invented' : 'real';
}

/** A chart draws numbers that it does not print. */
function ofChart(chart: ChartNode, { data = {} }: TransformState): Finding {
  const { constants = [] } = chart;
  const isInvented = datasetsOfChart(chart).every(
    (name) => Object.hasOwn(data, name) && data[name]?.illustrative === true,
  );
  const isReal = constants.some(({ quantity, literal }) => literal !== undefined || !quantity.illustrative);
  return isInvented && !isReal ? 'invented' : 'real';
}

/** Nodes whose words were printed into plain text. */
const wordTypes = ['text', 'inlineCode', 'code', 'image', 'link', 'linkReference', 'definition'] as const;
type Words = Extract<Nodes, { type: (typeof wordTypes)[number] }>;

const isWords = (node: Nodes): node is Words => wordTypes.some((type) => type === node.type);

/** Plain text of a page, which holds its marks as letters. */
function ofWords(node: Words, mark: string): Finding {
  const { printed, spoken, spokenTitle } = (node.data ?? {}) as {
    readonly printed?: readonly ClassedPart[];
    readonly spoken?: { readonly alt: readonly ClassedPart[]; readonly title: readonly ClassedPart[] };
    readonly spokenTitle?: readonly ClassedPart[];
  };
  const parts = [
    ...(printed ?? []),
    ...(spoken?.alt ?? []),
    ...(spoken?.title ?? []),
    ...(spokenTitle ?? []),
  ];
  if (parts.some(({ class: name, entry }) => entry !== undefined || name === 'literal')) return 'real';
  return 'value' in node ? ofText(node.value, mark) : undefined;
}

const ofText = (text: string, mark: string): Finding => (text.includes(mark) ? 'real' : undefined);
