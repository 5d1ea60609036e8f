import type { Printer, PrintPage } from '../../../host/host.js';
import type { MovedFigure } from '../../../model/tree/moved-figure.js';
import type { PageStart } from '../../continued.js';
import type { ChapterPages } from '../../html/running-heads.js';
import type { PdfFinisher } from '../pdf-finisher.js';
import type { HeldPrint, PrintInput } from './print.js';

/** In which order a report is printed. */
export interface PrintOrder {
  /** The figures that let text go first. */
  readonly moves: readonly MovedFigure[];
  /** The rows that begin pages, marked with the group that they go on with. */
  readonly starts: readonly PageStart[];
  /** The chapters that are set tighter. */
  readonly tight?: readonly string[];
  /** The pages of the chapters, where the heads of shared pages say them. */
  readonly pages?: ChapterPages;
}

/** As it stands on the page. */
export const plainOrder: PrintOrder = { moves: [], starts: [] };

export const keyOfOrder = ({ moves, starts, tight = [], pages = [] }: PrintOrder): string =>
  JSON.stringify([moves, starts, tight, pages]);

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

/** What finishes prints, and what is known of earlier ones. */
export interface PrintTools {
  readonly finisher: PdfFinisher;
  /** Absent where nothing is remembered. */
  readonly guess?: PrintGuess;
  /** The print that was made of the same input before, by the same browser and program; else what `make` makes, which is kept. */
  recall(input: PrintInput, make: () => Promise<HeldPrint>): Promise<HeldPrint>;
  /** Pictures of drawings that were made before, by what they were made from; absent where nothing is remembered. */
  readonly pictures?: {
    read(of: unknown): Promise<Uint8Array | undefined>;
    keep(of: unknown, png: Uint8Array): void;
  };
}

/** A form, and the print that it is of. */
export interface HeldForm<Form> {
  readonly form: Form;
  readonly print: HeldPrint;
}

/** Makes a print, and tells of it as soon as it is measured. */
type Make<Form> = (
  order: PrintOrder,
  printer: Pick<Printer, 'print'>,
  measured: (print: HeldPrint) => void,
) => Promise<HeldForm<Form>>;

interface Known {
  readonly guess: PrintGuess;
  readonly before: PrintedOrders;
}

/**
 * The prints of one report, by their orders. Those that an earlier print needed are begun while the browser is at the
 * first one, and taken where they turn out to be needed. What a print is like depends on its order and the report
 * alone, whoever asked for it. One that fails ahead is made anew when it is needed.
 */
export class ReportPrints<Form> {
  readonly #make: Make<Form>;
  readonly #printer: Pick<Printer, 'print'>;
  readonly #known: Known | undefined;
  /** By the keys of their orders. */
  readonly #ahead = new Map<string, () => Promise<HeldForm<Form>> | undefined>();
  readonly #made: HeldForm<Form>[] = [];
  readonly #finishing = new Map<HeldPrint, Promise<Uint8Array>>();
  /** True once another order was needed than before, or it is known which is kept: what was kept before tells no more. */
  #isAstray = false;

  constructor(make: Make<Form>, printer: Pick<Printer, 'print'>, known?: Known) {
    this.#make = make;
    this.#printer = printer;
    this.#known = known;
  }

  /** The report as it stands on the page. */
  async first(): Promise<Form> {
    return await this.#keep(
      this.#begin(
        plainOrder,
        whilePrinting(this.#printer, () => this.#printAhead()),
        () => this.#wasKept(plainOrder),
      ),
    );
  }

  async print(order: PrintOrder): Promise<Form> {
    // What is asked for now is reckoned to be better than what was printed until now.
    for (const { print } of this.#made) print.setAside();
    const key = keyOfOrder(order);
    this.#isAstray ||= !this.#tried.some((each) => keyOfOrder(each) === key);
    const ahead = this.#ahead.get(key)?.();
    this.#ahead.delete(key);
    const isLikely = (): boolean => this.#isAstray || this.#wasKept(order);
    const here = (): Promise<HeldForm<Form>> => this.#begin(order, this.#printer, isLikely);
    return await this.#keep(ahead === undefined ? here() : ahead.catch(here));
  }

  /** The PDF of one of these forms, the one that is kept. */
  async finish(form: Form): Promise<Uint8Array> {
    this.#isAstray = true;
    const held = this.#made.find((each) => each.form === form);
    if (held === undefined) throw new Error('The form that is kept was not printed.');
    // First, since what they take serves to finish this one.
    const others = this.#made.filter((each) => each !== held);
    this.#made.splice(0, this.#made.length, held);
    this.#letGo(others);
    return await (this.#finishing.get(held.print) ?? held.print.finish());
  }

  /** Lets all go, also what is still made. */
  drop(): void {
    this.#letGo(this.#made);
  }

  /** These, and what nobody has asked for. */
  #letGo(made: readonly HeldForm<Form>[]): void {
    for (const { print } of made) print.drop();
    for (const ahead of this.#ahead.values()) {
      ahead()?.then(
        ({ print }) => print.drop(),
        () => {},
      );
    }
    this.#ahead.clear();
  }

  /** What was needed before. */
  get #tried(): readonly PrintOrder[] {
    return this.#known?.before.tried ?? [];
  }

  #printAhead(): void {
    for (const order of this.#tried) {
      const ahead = this.#known?.guess.print((printer) =>
        this.#begin(order, printer, () => !this.#isAstray && this.#wasKept(order)),
      );
      if (ahead !== undefined) this.#ahead.set(keyOfOrder(order), ahead);
    }
  }

  #wasKept(order: PrintOrder): boolean {
    const { before } = this.#known ?? {};
    return before !== undefined && keyOfOrder(before.kept) === keyOfOrder(order);
  }

  /**
   * One that is likely to be kept is finished once it is measured: nothing else is done there until that is known. Of the others each may
   * be kept, unless it is known what was.
   */
  #begin(
    order: PrintOrder,
    printer: Pick<Printer, 'print'>,
    isLikely: () => boolean,
  ): Promise<HeldForm<Form>> {
    return this.#make(order, printer, (print) => {
      if (!isLikely()) {
        if (this.#known !== undefined) print.setAside();
        return;
      }
      const finishing = print.finish();
      finishing.catch(() => {});
      this.#finishing.set(print, finishing);
    });
  }

  async #keep(making: Promise<HeldForm<Form>>): Promise<Form> {
    const made = await making;
    this.#made.push(made);
    return made.form;
  }
}

/** The printer, which tells once when the browser has a document and prints it. */
function whilePrinting(printer: Pick<Printer, 'print'>, begun: () => void): Pick<Printer, 'print'> {
  let isTold = false;
  const tell = (): void => {
    if (!isTold) begun();
    isTold = true;
  };
  const telling = (page: PrintPage): PrintPage => ({
    ...page,
    pdf: (options) => {
      const printing = page.pdf(options);
      tell();
      return printing;
    },
  });
  return { print: (html, work) => printer.print(html, (page) => work(telling(page))) };
}
