/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'project/unknown-target.report': 'count' | 'example' | 'id';
  'trace/nothing': 'query' | 'reportName';
  'word/number': 'printed' | 'text';
  }
}
