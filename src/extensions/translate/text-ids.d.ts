/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'messages/form.something': 'reason';
  'project/unknown-target.language': 'aProject' | 'tag';
  'project/value.speak': 'tag';
  'project/value.tag': 'tag';
  'project/value.yaml': never;
  'translation/placeholder.lost': 'part' | 'place';
  'translation/placeholder.new': 'part' | 'place';
  'translation/returned.csv': 'message';
  'translation/returned.form': 'shown';
  'translation/returned.head': 'head' | 'lacking';
  'translation/returned.language': 'language' | 'other';
  'translation/returned.tallybook': never;
  'translation/returned.texts': 'found' | 'shown';
  'translation/returned.translation': 'place';
  'translation/returned.xliff': 'reason';
  'translation/unused.partial': 'file';
  }
}
