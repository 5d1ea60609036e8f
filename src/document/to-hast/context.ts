import type { ElementContent } from 'hast';
import type { Nodes, RootContentMap } from 'mdast';
import type { State } from 'mdast-util-to-hast';
import type { RenderedChart } from '../../charts/chart.js';
import type { Language } from '../../language/language.js';

/** What handlers may ask for besides their node. */
export interface HastContext {
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  readonly language: Language;
}

/** Types that mdast has of its own, or that other tools declare and content never hands on. */
type StandardType =
  | Exclude<keyof import('mdast').PhrasingContentMap, OwnPhrasing>
  | Exclude<keyof import('mdast').BlockContentMap, OwnBlock>
  | 'definition'
  | 'footnoteDefinition'
  | 'listItem'
  | 'tableCell'
  | 'tableRow'
  | 'yaml';
type OwnPhrasing = 'value' | 'reference' | 'noteMark';
type OwnBlock = 'dataTable' | 'chart' | 'container' | 'listing' | 'section' | 'endnotes';

/** The node types that Tallybook adds: what the registry must have a handler for. */
export type OwnType = Exclude<keyof RootContentMap, StandardType>;

/** Turns one of our nodes into hast. `state` turns the Markdown inside it. */
export type NodeHandler<T extends OwnType> = (
  node: Extract<Nodes, { type: T }>,
  context: HastContext,
  state: State,
) => ElementContent | ElementContent[];
