/** The part of pdf.js that reads files, whose exports are pdf.js's own. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
