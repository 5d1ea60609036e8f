import type { Printer } from '../../../host/host.js';
import type { MovedFigure } from '../../../model/tree/moved-figure.js';
import type { PageStart } from '../../continued.js';

/** In which order a report is printed. */
export interface PrintOrder {
  /** The figures that let text go first. */
  readonly moves: readonly MovedFigure[];
  /** The rows that begin pages, marked with the group that they go on with. */
  readonly starts: readonly PageStart[];
}

/** As it stands on the page. */
export const plainOrder: PrintOrder = { moves: [], starts: [] };

export const keyOfOrder = ({ moves, starts }: PrintOrder): string => JSON.stringify([moves, starts]);

/** In which orders a report was printed. */
export interface PrintedOrders {
  /** All behind the first print, which is in the plain one. */
  readonly tried: readonly PrintOrder[];
  readonly kept: PrintOrder;
}

/**
 * What is known of a report that was printed before, as a guess of how it will be printed now. Nothing of a report depends on it, but when
 * its prints are made.
 */
export interface PrintGuess {
  before(): Promise<PrintedOrders | undefined>;
  keep(now: PrintedOrders): void;
  /**
   * Prints what nobody has asked for yet, as soon as the browser has nothing else to do. What it returns is called by whoever needs the
   * print, or knows that nobody does: undefined where it has not begun, and then it never will.
   */
  print<T>(work: (printer: Pick<Printer, 'print'>) => Promise<T>): () => Promise<T> | undefined;
}
