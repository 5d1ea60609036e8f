/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'review/applied': 'said';
  'review/change': 'said';
  'review/comment': 'about' | 'names' | 'state' | 'text';
  'review/comment.paragraph': 'names' | 'state' | 'text';
  'review/conflict': 'sides';
  'review/left.cell': never;
  'review/left.changed': never;
  'review/left.elsewhere': never;
  'review/left.helper': never;
  'review/left.kind': never;
  'review/left.mark': never;
  'review/left.others': never;
  'review/left.place': never;
  'review/left.proof': never;
  'review/number': 'names' | 'text' | 'was';
  'review/number.calculated': 'names' | 'others' | 'place' | 'text' | 'was';
  'review/number.cell': 'names' | 'place' | 'text' | 'was' | 'would';
  'review/others': 'count';
  'review/resolved': never;
  'review/said.absent': 'file' | 'was';
  'review/said.delete': 'names' | 'was';
  'review/said.gone': 'names' | 'was';
  'review/said.insert': 'names' | 'text';
  'review/said.moved': 'after' | 'names' | 'was';
  'review/said.new': 'names' | 'text';
  'review/said.older': 'file' | 'text' | 'was';
  'review/said.words': 'names' | 'text' | 'was';
  'review/who': 'file' | 'names';
  'review/who.nobody': 'file';
  'word/file.project': 'own' | 'report' | 'title';
  }
}
