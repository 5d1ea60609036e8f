/** The texts of diagnostics and their parameters, written by `node src/message-ids.mjs` from the `problems.yaml` of all rooms. */
export interface TextParameters {
  'bytes/wrong.byte': 'byte';
  'content/character': 'name';
  'content/private-use': 'name';
  'limit/exceeded': 'countedBy' | 'found' | 'most' | 'name';
  'yaml/check.actual': 'actual' | 'expected';
  'yaml/check.further': 'mostFaults';
  'yaml/check.key': 'key' | 'known' | 'name';
  'yaml/positions.around': never;
  'yaml/positions.document': never;
  'yaml/positions.end': never;
  'yaml/positions.escape': never;
  'yaml/positions.further': 'mostProblems';
  'yaml/positions.indented': never;
  'yaml/positions.keys': never;
  'yaml/positions.line': never;
  'yaml/positions.list': never;
  'yaml/positions.parse': 'message';
  'yaml/positions.tab': never;
  'yaml/positions.tag': never;
  'yaml/refusals.anchor': 'source';
  'yaml/refusals.inside': 'source';
  'yaml/refusals.key': 'name';
}
