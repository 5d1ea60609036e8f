import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { RenderedChart } from '../model/chart/chart.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { Operations } from '../model/operations/operations.js';

/** What the transforms of one report share: the tree that they change in place, and where they report. */
export interface TransformState {
  readonly root: Root;
  readonly language: Language;
  readonly operations: Operations;
  /** The data behind the numbers, for the words in which they answer; absent where only their addresses are known. */
  readonly data?: PublishedData;
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
