/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'diff/audience': 'before';
  'diff/side.byte': 'byte';
  'diff/side.project': 'typed';
  'diff/side.published': 'fault' | 'shown';
  'diff/side.revision': 'typed';
  'diff/side.snapshots': 'shown';
  'diff/side.utf': never;
  'host/git.failure': 'reason';
  'host/git.machine': never;
  }
}
