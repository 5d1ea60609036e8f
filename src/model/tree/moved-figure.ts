/** A figure or table that stands later on paper than on the page: behind some of the text that follows it there. */
export interface MovedFigure {
  /** Of the figure. */
  readonly id: string;
  /** How many of the paragraphs and lists that follow it stand before it on paper. */
  readonly past: number;
}
