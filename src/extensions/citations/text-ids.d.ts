/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../language/message-id.js' {
  interface MessageIds {
  'document.citation.others': true;
  'document.citation.no-date': true;
  'document.citation.in': true;
  'document.citation.accessed': true;
  }
}
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'content/bibliography.contents': never;
  'content/bibliography.key': 'key';
  'content/bibliography.report': 'mostWorks';
  'content/bibliography.value': 'path';
  'content/citation.citation': 'message' | 'written';
  'content/citation.file': never;
  'content/citation.key': 'expected' | 'key';
  'content/citation.references': 'message';
  'content/citation.references-list': never;
  'content/citation.report': never;
  'content/read-bib.deep': 'deepest';
  'content/read-bib.end': never;
  'content/read-bib.entry': 'type';
  'content/read-bib.field': 'close' | 'endOf' | 'of';
  'content/read-bib.quotation': never;
  'content/read-bib.such': never;
  'content/read-bib.value': never;
  'content/uncited': 'uncited' | 'work';
  }
}
