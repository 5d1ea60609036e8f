import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { type AccessibilityRecord, checkedParts } from '../../model/accessibility.js';
import { isSameTarget, type TargetName } from '../../model/target-name.js';

/** What the command knows of a report; the rest of its entry belongs to people. */
export type WrittenRecord = TargetName & Pick<AccessibilityRecord, 'page' | 'checks'>;

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
  isThere: (about: TargetName) => boolean,
): string {
  const document = before.trim() === '' ? emptyDocument() : parseDocument(before);
  const list = document.get('reports');
  if (!isSeq<YAMLMap>(list)) throw new Error('the file was read before and has a list of reports');
  list.items = list.items.filter((item) => isMap(item) && isThere(aboutOf(item)));
  for (const { page, checks, ...about } of records) {
    let entry = list.items.find((each) => isSameTarget(aboutOf(each), about));
    if (entry === undefined) {
      entry = document.createNode(about) as YAMLMap;
      list.add(entry);
    }
    entry.set('page', page);
    entry.set(
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

const aboutOf = (entry: YAMLMap): TargetName => ({
  report: String(entry.get('report')),
  ...(entry.has('item') && { item: String(entry.get('item')) }),
  language: String(entry.get('language')),
});
