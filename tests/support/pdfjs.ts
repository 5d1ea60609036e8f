/**
 * pdf.js. Its build for the oldest Node that we support replaces functions of the language for all that runs in the
 * process, by others in JavaScript which are many times slower: a third of the time of all tests that read a PDF. They
 * are put back, so that tests run what users run.
 */
const { parse, stringify } = JSON;
const { push } = Array.prototype;

// What reads a file is loaded when the first is read, if it is not yet.
await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
export const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');

const replaced = { configurable: true, enumerable: false, writable: true };
Object.defineProperties(JSON, {
  parse: { ...replaced, value: parse },
  stringify: { ...replaced, value: stringify },
});
Object.defineProperty(Array.prototype, 'push', { ...replaced, value: push });
