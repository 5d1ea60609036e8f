/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'host/package': never;
  'host/read.change': 'path';
  'queue/address': 'queueVariable' | 'where';
  'queue/elsewhere.jobs': 'jobThat' | 'shown' | 'withAnother';
  'queue/elsewhere.jobs-worker': 'jobThat' | 'shown' | 'withAnother';
  'queue/input.path': 'path' | 'shown';
  'queue/input.shared': 'lack' | 'path' | 'shown';
  'queue/job.end': 'report';
  'queue/job.list': 'report';
  'queue/job.reading': 'path' | 'report';
  'queue/job.worker': 'language' | 'reportName';
  'queue/share.failure': 'code' | 'shown';
  'queue/share.worker': never;
  'queue/unreachable.failure': 'code' | 'shown';
  'queue/unreachable.listens': never;
  'queue/unreachable.speak': never;
  }
}
