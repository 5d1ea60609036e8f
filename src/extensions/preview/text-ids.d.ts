/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'host/internal.page': 'message';
  'preview/page-thread.call': never;
  'usage/port': 'code' | 'port';
  }
}
