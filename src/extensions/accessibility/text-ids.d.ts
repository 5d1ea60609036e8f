/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../language/message-id.js' {
  interface MessageIds {
  'content.accessibility.scope': true;
  'content.accessibility.part.status': true;
  'content.accessibility.part.faults': true;
  'content.accessibility.part.preparation': true;
  'content.accessibility.part.unchecked': true;
  'content.accessibility.part.feedback': true;
  'content.accessibility.status.unknown': true;
  'content.accessibility.status.partial': true;
  'content.accessibility.status.nothing-found': true;
  'content.accessibility.status.stated.full': true;
  'content.accessibility.status.stated.partial': true;
  'content.accessibility.status.stated.none': true;
  'content.accessibility.faults.unknown': true;
  'content.accessibility.faults.none': true;
  'content.accessibility.faults.some': true;
  'content.accessibility.preparation.none': true;
  'content.accessibility.preparation.checked': true;
  'content.accessibility.checked': true;
  'content.accessibility.tried': true;
  'content.accessibility.of.page': true;
  'content.accessibility.of.browser': true;
  'content.accessibility.of.pdf': true;
  'content.accessibility.of.pdf-ua': true;
  'content.accessibility.of.pdf-a': true;
  'content.accessibility.of.keyboard': true;
  'content.accessibility.of.zoom': true;
  'content.accessibility.of.screen-reader': true;
  'content.accessibility.of.alternatives': true;
  'content.accessibility.of.reading-order': true;
  'content.accessibility.found': true;
  'content.accessibility.outcome.passed': true;
  'content.accessibility.outcome.failed': true;
  'content.accessibility.unchecked.none': true;
  'content.accessibility.unchecked.some': true;
  'content.accessibility.against': true;
  'content.accessibility.feedback.publisher': true;
  'content.accessibility.feedback.contact': true;
  }
}
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'accessibility/missing': 'accessibilityFile';
  'accessibility/read-records.place': 'accessibilityFile' | 'found';
  'accessibility/stale': 'language' | 'reportName';
  'accessibility/unchecked': 'name' | 'thePage';
  }
}
