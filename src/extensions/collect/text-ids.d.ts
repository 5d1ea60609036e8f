/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../language/message-id.js' {
  interface MessageIds {
  'content.collect.form': true;
  'content.collect.how': true;
  'content.collect.cover': true;
  'content.collect.cover-institution': true;
  'content.collect.cover-edition': true;
  'content.collect.cover-due': true;
  'content.collect.cover-day': true;
  }
}
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'collect/accept.contradictions': 'name';
  'collect/accept.csv': 'file' | 'written';
  'collect/accept.institution': 'known' | 'name';
  'collect/merge.absence': 'institution';
  'collect/merge.answer': 'code' | 'listed';
  'collect/merge.code': 'code' | 'name';
  'collect/merge.day': never;
  'collect/merge.implemented': never;
  'collect/merge.institution': 'institution';
  'collect/merge.returnwithout': 'day' | 'due';
  'collect/merge.sheet': 'name';
  'collect/merge.text': 'firstText' | 'place' | 'text' | 'title';
  'collect/merge.title': 'expected' | 'text' | 'title';
  'collect/merge.undated': 'due';
  'collect/nothing': never;
  'collect/read-return.edition': 'asked' | 'edition';
  'collect/read-return.workbook': never;
  'collect/workbook.link': 'file';
  'collect/workbook.workbook': 'file' | 'found';
  'project/not-empty.files': 'shown';
  }
}
