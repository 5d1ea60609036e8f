import type { DrawingFrame } from '../../model/chart/chart.js';

/** The room that a chart is drawn for. */
export interface Frame {
  readonly name: DrawingFrame;
  /** Of the chart with its labels, in CSS pixels. */
  readonly width: number;
  /** Labels beside horizontal bars break into lines beyond this width, in pixels. */
  readonly sideWidth: number;
  /** Labels among the marks, such as the name at the end of a line, break into lines beyond this width, in pixels. */
  readonly lineWidth: number;
  /** True where nothing has room beside anything else: names stand above their bars, panels below each other. */
  readonly isNarrow: boolean;
}

/**
 * Of the rows of a figure below a heading of a chapter and its lead, caption and source left out, in pixels: no figure goes
 * on on the next page.
 */
export const mostHeight = 650;

/**
 * Paper: an A4 text block of 170 mm at 96 pixels an inch, and a window of middle width. Desk: what tables of many columns have on
 * a wide window. Phone: 320 pixels without the margins of the page, the least that WCAG 2.2 asks for (1.4.10).
 */
export const frames: Readonly<Record<DrawingFrame, Frame>> = {
  paper: { name: 'paper', width: 640, sideWidth: 190, lineWidth: 190, isNarrow: false },
  desk: { name: 'desk', width: 760, sideWidth: 220, lineWidth: 190, isNarrow: false },
  phone: { name: 'phone', width: 288, sideWidth: 88, lineWidth: 120, isNarrow: true },
};
