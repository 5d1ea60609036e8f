import type { PdfFinisher } from './pdf-finisher.js';

/** Finishes prints in this thread and remembers nothing; it is loaded when there is a print. */
export const localPdfFinisher: PdfFinisher = {
  async read(input) {
    const { held: pdfFinisher } = await (await import('./finish.js')).openPdfFinisher();
    const { value, held } = await pdfFinisher.read(input);
    return {
      read: value,
      finish: () => held.finish(),
      setAside: () => void held.setAside(),
      drop: () => void held.drop(),
    };
  },
};
