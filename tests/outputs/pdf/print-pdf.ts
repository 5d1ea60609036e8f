import type { Outcome } from '../../../src/diagnostics.js';
import type { Printer } from '../../../src/host/host.js';
import type { PdfFinisher } from '../../../src/outputs/pdf/pdf-finisher.js';
import { type MeasuredPrint, measurePdf, type PrintInput } from '../../../src/outputs/pdf/print/print.js';

/** Finishes prints in this thread and remembers nothing; it is loaded when there is a print. */
export const localPdfFinisher: PdfFinisher = {
  async read(input) {
    const { openPdfFinisher } = await import('../../../src/outputs/pdf/finish.js');
    const { held: pdfFinisher } = await openPdfFinisher();
    const { value, held } = await pdfFinisher.read(input);
    return {
      read: value,
      finish: () => held.finish(),
      setAside: () => void held.setAside(),
      drop: () => void held.drop(),
    };
  },
};

export interface PrintedPdf extends MeasuredPrint {
  readonly pdf: Uint8Array;
}

/** Prints a document once and makes the print conform. */
export async function printPdf(
  input: PrintInput,
  printer: Pick<Printer, 'print'>,
): Promise<Outcome<PrintedPdf>> {
  const { value, diagnostics, finish, drop } = await measurePdf(input, printer, localPdfFinisher);
  try {
    return { value: { ...value, pdf: await finish() }, diagnostics };
  } finally {
    drop();
  }
}
