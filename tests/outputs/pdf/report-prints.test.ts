/** Which prints of a report are made, when, and what comes of those that were made ahead. */
import { expect, test } from 'vitest';
import type { Printer, PrintPage } from '../../../src/host/host.js';
import type { HeldPrint } from '../../../src/outputs/pdf/print/print.js';
import {
  keyOfOrder,
  type PrintGuess,
  type PrintOrder,
  plainOrder,
  ReportPrints,
} from '../../../src/outputs/pdf/print/report-prints.js';

const moved = (id: string): PrintOrder => ({ moves: [{ id, past: 1 }], starts: [] });

/** A browser that notes what it prints: by whom it was asked, and in which order. */
function scene({
  tried = [] as PrintOrder[],
  kept = plainOrder,
  hasTurn = true,
  fails = '',
  isHeld = false,
} = {}) {
  const events: string[] = [];
  const aside: string[] = [];
  let release = (): void => {};
  const ready = isHeld
    ? new Promise<void>((resolve) => {
        release = resolve;
      })
    : Promise.resolve();
  const nameOf = (order: PrintOrder): string => order.moves[0]?.id ?? 'plain';
  const printerOf = (by: string): Pick<Printer, 'print'> => ({
    async print(name, work) {
      const page: PrintPage = {
        reservePageNumbers: async () => {},
        setPageNumbers: async () => {},
        pdf: async () => {
          events.push(`${by} ${name}`);
          if (by === 'ahead') await ready;
          if (fails === by) throw new Error(`${by} failed`);
          return new Uint8Array();
        },
        picture: async () => new Uint8Array(),
      };
      return await work(page);
    },
  });
  const make = async (
    order: PrintOrder,
    printer: Pick<Printer, 'print'>,
    measured: (print: HeldPrint) => void,
  ) => {
    const name = nameOf(order);
    await printer.print(name, (page) => page.pdf({ tagged: true }));
    const print: HeldPrint = {
      value: { pages: {}, pageCount: 1, prints: 1 },
      diagnostics: [],
      finish: async () => {
        events.push(`finish ${name}`);
        return new TextEncoder().encode(name);
      },
      setAside: () => void aside.push(name),
      drop: () => void events.push(`drop ${name}`),
    };
    measured(print);
    return { form: { name }, print };
  };
  const guess: PrintGuess = {
    before: async () => undefined,
    keep: () => {},
    print(work) {
      const begun = hasTurn ? work(printerOf('ahead')) : undefined;
      begun?.catch(() => {});
      return () => begun;
    },
  };
  const known = tried.length === 0 ? undefined : { guess, before: { tried, kept } };
  return {
    prints: new ReportPrints(make, printerOf('asked'), known),
    events,
    aside,
    release: () => release(),
  };
}

async function pdfOf(
  prints: ReturnType<typeof scene>['prints'],
  form: { readonly name: string },
): Promise<string> {
  try {
    return new TextDecoder().decode(await prints.finish(form));
  } finally {
    prints.drop();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('without a guess each print is made when it is asked for, and all are dropped', async () => {
  const { prints, events } = scene();
  await prints.first();
  expect(await pdfOf(prints, await prints.print(moved('a')))).toBe('a');
  expect(events).toEqual(['asked plain', 'asked a', 'finish a', 'drop plain', 'drop a']);
});

test('without a guess a print in another order is finished once it is measured, the plain one when it is kept', async () => {
  const { prints, events } = scene();
  const first = await prints.first();
  await prints.print(moved('a'));
  expect(events).toEqual(['asked plain', 'asked a', 'finish a']);
  expect(await pdfOf(prints, first)).toBe('plain');
  expect(events.slice(3)).toEqual(['drop a', 'finish plain', 'drop plain']);
});

test('what is not kept is let go before the other is finished, also what nobody has asked for', async () => {
  const { prints, events } = scene({ tried: [moved('a'), moved('b')], kept: moved('b') });
  const first = await prints.first();
  await prints.print(moved('a'));
  await new Promise((resolve) => setImmediate(resolve));
  events.splice(0);
  expect(await pdfOf(prints, first)).toBe('plain');
  expect(events).toEqual(['drop a', 'finish plain', 'drop b', 'drop plain']);
});

test('a print is set aside once another is asked for', async () => {
  const { prints, aside } = scene();
  await prints.first();
  expect(aside).toEqual([]);
  await prints.print(moved('a'));
  expect(aside).toEqual(['plain']);
});

test('a print is set aside once it is measured where another was kept before', async () => {
  const { prints, aside } = scene({ tried: [moved('a'), moved('b')], kept: moved('b') });
  await prints.first();
  await new Promise((resolve) => setImmediate(resolve));
  expect(aside).toEqual(['plain', 'a']);
  const other = scene({ tried: [moved('a')], kept: plainOrder });
  await other.prints.first();
  await new Promise((resolve) => setImmediate(resolve));
  expect(other.aside).toEqual(['a']);
});

test('what was needed before is printed beside the first print, and finished once it is measured', async () => {
  const { prints, events } = scene({ tried: [moved('a')], kept: moved('a') });
  await prints.first();
  expect(events).toEqual(['asked plain', 'ahead a', 'finish a']);
  expect(await pdfOf(prints, await prints.print(moved('a')))).toBe('a');
  expect(events.slice(3)).toEqual(['drop plain', 'drop a']);
});

test('a print that is not needed is dropped, and what is needed is printed', async () => {
  const { prints, events } = scene({ tried: [moved('a')], kept: moved('a') });
  await prints.first();
  expect(await pdfOf(prints, await prints.print(moved('b')))).toBe('b');
  expect(events).toEqual([
    ...['asked plain', 'ahead a', 'finish a'],
    ...['asked b', 'finish b', 'drop plain', 'drop a', 'drop b'],
  ]);
});

test('what is measured when it is known not to be kept is not finished', async () => {
  const { prints, events, release } = scene({ tried: [moved('a')], kept: moved('a'), isHeld: true });
  await prints.first();
  const other = await prints.print(moved('b'));
  release();
  expect(await pdfOf(prints, other)).toBe('b');
  expect(events).not.toContain('finish a');
  expect(events.at(-1)).toBe('drop a');
});

test('a print that fails ahead is made when it is needed, and fails nothing else', async () => {
  const { prints, events } = scene({ tried: [moved('a')], kept: moved('a'), fails: 'ahead' });
  await prints.first();
  expect(await pdfOf(prints, await prints.print(moved('a')))).toBe('a');
  expect(events).toEqual(['asked plain', 'ahead a', 'asked a', 'finish a', 'drop plain', 'drop a']);
  const other = scene({ tried: [moved('a')], fails: 'ahead' });
  expect(await pdfOf(other.prints, await other.prints.first())).toBe('plain');
});

test('a print that fails when it is asked for fails the report, whatever was printed ahead', async () => {
  const { prints } = scene({ tried: [moved('a')], fails: 'asked' });
  await expect(prints.first()).rejects.toThrow('asked failed');
  prints.drop();
});

test('what found no turn ahead is printed when it is needed', async () => {
  const { prints, events } = scene({ tried: [moved('a')], kept: moved('a'), hasTurn: false });
  await prints.first();
  expect(await pdfOf(prints, await prints.print(moved('a')))).toBe('a');
  expect(events).toEqual(['asked plain', 'asked a', 'finish a', 'drop plain', 'drop a']);
});

test('orders are told apart by what is moved and where pages begin', () => {
  const start = { figure: 'f', row: 3 };
  const keys = [plainOrder, moved('a'), moved('b'), { moves: [], starts: [start] }].map(keyOfOrder);
  expect(new Set(keys).size).toBe(4);
  expect(keyOfOrder({ starts: [{ ...start }], moves: [] })).toBe(keys[3]);
});
