/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../language/message-id.js' {
  interface MessageIds {
  'document.operation.rate': true;
  'document.operation.thousands': true;
  'document.operation.millions': true;
  'document.operation.index': true;
  'content.methods.formula.rate.name': true;
  'content.methods.formula.rate.text': true;
  'content.methods.formula.thousands.name': true;
  'content.methods.formula.thousands.text': true;
  'content.methods.formula.millions.name': true;
  'content.methods.formula.millions.text': true;
  'content.methods.formula.index.name': true;
  'content.methods.formula.index.text': true;
  }
}
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'calculate/denominator': 'dataset' | 'name';
  'calculate/package.dataset': 'name' | 'names';
  'calculate/package.dimension': 'dataset' | 'name' | 'other';
  'calculate/package.key': 'key' | 'operation';
  'calculate/package.measure': 'dataset' | 'measure' | 'names';
  'calculate/package.one': 'operation';
  'calculate/package.taken': 'name';
  'calculate/package.time': 'dataset' | 'operation';
  'content/argument.millions': 'name' | 'unit';
  'content/argument.rate': never;
  'content/argument.rate-measures': 'dataset' | 'names';
  'content/argument.rate-per': 'bases' | 'per';
  'content/argument.rate-row': 'dataset' | 'keys';
  }
}
