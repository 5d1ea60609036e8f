import type { LedgerEntry } from '../quantity.js';
import type { ClassedPart } from '../tree/classed-text.js';
import type { LegendEntry, TableColumn, TableRow } from '../tree/table-parts.js';
import type { ChartFlow } from './flow.js';

/** What a chart draws, as a table: the same rows, in the order in which they are drawn. */
export interface ChartTable {
  /** Of a chart that draws several datasets: the title of its own. */
  readonly title?: string;
  /** Head of the first column. */
  readonly stub: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** The symbols in it and what they mean; narrow tables say the meaning in the cell. */
  readonly legend: readonly LegendEntry[];
}

/** A text of a drawn chart and the box that it fills, in CSS pixels from the top left corner of the SVG. */
export interface LabelBox {
  readonly text: string;
  /** `label`: a text mark. The others are drawn by vega around the marks. */
  readonly role: 'label' | 'axis' | 'legend' | 'title';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The room that a drawing is made for: a window of middle width and paper, a wide window, a phone. */
export type DrawingFrame = 'paper' | 'desk' | 'phone';

/** Another drawing of a chart, of the same marks and labels, for windows of another width. */
export interface OtherDrawing {
  readonly frame: Exclude<DrawingFrame, 'paper'>;
  /** Names itself by title and description of the first drawing. `data-key` names entries of the chart that stand there. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly labels: readonly LabelBox[];
}

/** A chart as drawn. */
export interface RenderedChart {
  readonly id: string;
  /** Self-contained SVG: ids prefixed, no scripts, links, ARIA of vega, or external references. */
  readonly svg: string;
  /** Width and height in CSS pixels (96 per inch). */
  readonly width: number;
  readonly height: number;
  /** Level 1 of the text alternative: what is drawn, of what, in what unit. Plain text. */
  readonly alternative: string;
  /** Levels 2 and 3 and the author's addition: extremes, first and last, trend. Plain text, may be long. */
  readonly description: string;
  /** The alternative, then the lines of the description: the same words, their numerals with their classes. */
  readonly told: readonly (readonly ClassedPart[])[];
  /** What is drawn, as a table; absent when nothing of it is a number of the dataset or made from them. */
  readonly table?: ChartTable;
  /** Of a chart that draws several datasets: those of the others, where one table cannot hold all. */
  readonly furtherTables?: readonly ChartTable[];
  /** What the filters have left out, and why there are two axes: sentences for the line under the figure. */
  readonly remarks: readonly string[];
  /** The symbols that the drawing prints, and what they mean. */
  readonly legend: readonly LegendEntry[];
  /**
   * Every number that the drawn scene prints as a label, and every number in the text alternative and the table. In the
   * SVG `data-key` names the place of one in this list.
   */
  readonly entries: readonly LedgerEntry[];
  /** By which Vega calculates again what it calculated; absent where it calculated no number. */
  readonly flow?: ChartFlow;
  /** Every visible text with its box, so that a check can prove that none is cut or covers another. */
  readonly labels: readonly LabelBox[];
  /** Those for a wide window and for a phone, where they were asked for and could be made. */
  readonly others: readonly OtherDrawing[];
  /** Where the rows come from, for the line under the figure. */
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
  readonly illustrative: boolean;
}

/**
 * True where a JSON pointer in a chart names words: its titles and description, titles of axes, legends, panels and views, what a text
 * mark is given, and the reasons of exceptions.
 */
export const isChartWords = (pointer: string): boolean => words.test(pointer);

const words =
  /\/(?:title|subtitle)(?:\/(?:text|subtitle))?(?:\/\d+)?$|\/text\/(?:value|datum)$|\/mark\/text$|\/description$|^\/allow\/[^/]+$/;
