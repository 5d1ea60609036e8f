/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'next/claims': never;
  'next/edition': 'asked' | 'edition' | 'following';
  'next/kept.changed': 'edition' | 'file';
  'next/kept.draft': 'file';
  'next/kept.edition': 'edition' | 'file' | 'found';
  'next/kept.missing': 'edition' | 'file';
  'next/kept.other': 'edition' | 'file';
  'next/kept.unreadable': 'edition' | 'fault' | 'file';
  'next/settings': 'edition';
  'next/unchanged': 'edition' | 'text';
  'next/unchanged.count': 'count' | 'edition';
  'next/unchecked': 'edition' | 'text';
  'next/unchecked.literal': 'edition' | 'text';
  'next/undo.changed': 'file';
  'next/undo.nothing': never;
  'next/waiting': 'count' | 'edition';
  'next/words': 'edition' | 'text' | 'words';
  'next/words.partial': 'edition' | 'text';
  'next/year.ahead': 'edition' | 'text' | 'written' | 'year';
  'next/year.before': 'own' | 'text' | 'written' | 'year';
  'next/year.edition': 'text' | 'written' | 'year';
  'next/year.list': 'edition' | 'text' | 'years';
  'next/year.typed': 'text' | 'year';
  }
}
