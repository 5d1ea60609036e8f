/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../language/message-id.js' {
  interface MessageIds {
  'document.operation.earlier-edition': true;
  'document.operation.revision': true;
  'content.methods.formula.revision.name': true;
  'content.methods.formula.revision.text': true;
  'content.corrections.caption': true;
  'content.corrections.before': true;
  'content.corrections.after': true;
  'content.corrections.words': true;
  'content.corrections.none': true;
  'content.revisions.caption': true;
  'content.revisions.figure': true;
  'content.revisions.edition': true;
  'content.revisions.difference': true;
  'content.revisions.reason': true;
  'content.revisions.date': true;
  'content.revisions.words': true;
  'content.revisions.word': true;
  'content.revisions.whole': true;
  'content.revisions.what.unit': true;
  'content.revisions.what.label': true;
  'content.revisions.what.definition': true;
  'content.revisions.what.meaning': true;
  'content.revisions.absent': true;
  'content.revisions.first': true;
  'content.revisions.none': true;
  }
}
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'data/previous-edition.before': 'edition' | 'file' | 'otherEdition';
  'data/previous-edition.confidential': 'file';
  'data/previous-edition.corrects': 'edition' | 'file' | 'otherEdition';
  'data/previous-edition.draft': 'file';
  'data/previous-edition.earlier': 'file' | 'reason';
  'data/previous-edition.prints': 'file' | 'lost';
  'data/revision.day': 'date' | 'edition' | 'mostYears';
  'data/revision.empty': 'measures';
  'data/revision.line': 'dataset' | 'keys' | 'measure';
  'data/revision.what': 'name' | 'names' | 'what';
  'data/unexplained-revision.absence': 'before' | 'edition' | 'lineToAdd' | 'name' | 'reasonsFile';
  'data/unexplained-revision.absence-means': 'before' | 'edition' | 'line' | 'name' | 'reasonsFile';
  'data/unexplained-revision.figure': 'after' | 'before' | 'edition' | 'lineToAdd' | 'name' | 'reasonsFile';
  'data/unexplained-revision.means': 'after' | 'before' | 'edition' | 'line' | 'name' | 'reasonsFile';
  'data/unexplained-revision.new': 'after' | 'edition' | 'lineToAdd' | 'name' | 'reasonsFile';
  'data/unexplained-revision.period': 'differ' | 'earlier' | 'edition' | 'figures' | 'name' | 'reasonsFile';
  'data/unused-revision.category': 'category' | 'edition' | 'name';
  'data/unused-revision.corrigendum': never;
  'data/unused-revision.differs': 'edition' | 'what';
  'data/unused-revision.project': never;
  'data/unused-revision.revision': 'edition';
  'editions/read-revisions.actual': 'reason';
  'editions/read-revisions.blank': never;
  'editions/read-revisions.cell': never;
  'editions/read-revisions.column': 'columns' | 'name';
  'editions/read-revisions.csv': never;
  'editions/read-revisions.dataset': never;
  'editions/read-revisions.date': 'text';
  'editions/read-revisions.empty': 'columns';
  'editions/read-revisions.found': 'found';
  'editions/read-revisions.header': 'absent' | 'columns';
  'editions/read-revisions.line': 'cells' | 'expected';
  'editions/read-revisions.link': never;
  'editions/read-revisions.number': 'text' | 'textKinds';
  'editions/read-revisions.once': 'name';
  'editions/read-revisions.pairs': 'pair';
  'editions/read-revisions.printed': never;
  'editions/read-revisions.several': 'name';
  'project/release.figures': 'by' | 'figures' | 'on';
  'project/release.other-figures': 'by' | 'figures' | 'on';
  'project/release.signed-before': 'by' | 'edition' | 'on';
  }
}
