/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'data/empty.table': never;
  'usage/file.ends': 'path';
  'usage/file.file': 'file';
  'usage/file.folder': 'file' | 'files';
  'usage/file.languages': 'file' | 'language' | 'other' | 'otherLanguage';
  'usage/file.no-data': 'file';
  'usage/file.numbers': 'file';
  'usage/file.path': 'path';
  'usage/file.twice': 'file';
  }
}
