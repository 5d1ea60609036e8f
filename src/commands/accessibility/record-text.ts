import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { type AccessibilityRecord, checkedParts } from '../../model/accessibility.js';

/** What the command knows of a report; the rest of its entry belongs to people. */
export type WrittenRecord = Pick<AccessibilityRecord, 'report' | 'language' | 'page' | 'checks'>;

const head = [
  ' What was checked of the accessibility of each report. `tallybook accessibility` writes `page` and `checks`;',
  ' `manual`, `limitations` and `conformity` are yours, and stay as you write them.',
].join('\n');

/**
 * The text of `accessibility.yaml` with new records in it. What people wrote, and their comments, stay. `isThere` says whether the
 * project still has a report in a language: what it has no more goes.
 */
export function recordText(
  before: string,
  records: readonly WrittenRecord[],
  isThere: (about: { readonly report: string; readonly language: string }) => boolean,
): string {
  const document = before.trim() === '' ? emptyDocument() : parseDocument(before);
  const list = document.get('reports');
  if (!isSeq<YAMLMap>(list)) throw new Error('the file was read before and has a list of reports');
  list.items = list.items.filter((item) => isMap(item) && isThere(aboutOf(item)));
  for (const { report, language, page, checks } of records) {
    let item = list.items.find(
      (each) => aboutOf(each).report === report && aboutOf(each).language === language,
    );
    if (item === undefined) {
      item = document.createNode({ report, language }) as YAMLMap;
      list.add(item);
    }
    item.set('page', page);
    item.set(
      'checks',
      document.createNode(checks.map(({ of, ...check }) => ({ of, standard: checkedParts[of], ...check }))),
    );
  }
  list.flow = false;
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function emptyDocument(): Document {
  const document = parseDocument('reports: []\n');
  document.commentBefore = head;
  return document;
}

const aboutOf = (item: YAMLMap): { report: string; language: string } => ({
  report: String(item.get('report')),
  language: String(item.get('language')),
});
