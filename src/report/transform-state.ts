import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { RenderedChart } from '../model/chart.js';

/** What the transforms of one report share: the tree that they change in place, and where they report. */
export interface TransformState {
  readonly root: Root;
  readonly language: Language;
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  /** `numbered`: the report asks for numbers at its paragraphs. */
  readonly paragraphs?: 'numbered';
  /** Where a node stands in the template. */
  positionOf(node: Nodes): Position;
  report(diagnostic: Diagnostic): void;
}

/** One step from content to a finished report. It changes `state.root` in place. */
export type Transform = (state: TransformState) => void;
