/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../language/message-id.js' {
  interface MessageIds {
    'content.claim.having': true;
    'content.claim.chosen': true;
    'content.claim.test.increasing': true;
    'content.claim.test.decreasing': true;
    'content.claim.test.unchanged': true;
    'content.claim.test.stable-within': true;
    'content.claim.test.rises': true;
    'content.claim.test.falls': true;
    'content.claim.test.recorded': true;
    'content.claim.test.rose': true;
    'content.claim.test.fell': true;
    'content.claim.test.doubled': true;
    'content.claim.test.halved': true;
    'content.claim.test.at-least-times': true;
    'content.claim.test.higher-than': true;
    'content.claim.test.lower-than': true;
    'content.claim.test.about-times': true;
    'content.claim.test.equal': true;
    'content.claim.test.none': true;
    'content.claim.test.only': true;
    'content.claim.test.minority': true;
    'content.claim.test.between': true;
    'content.claim.test.highest': true;
    'content.claim.test.lowest': true;
    'content.claim.test.rank': true;
    'content.claim.test.majority': true;
    'content.claim.test.at-least-share': true;
    'content.claim.test.at-most-share': true;
    'content.claim.test.higher-limit': true;
    'content.claim.test.lower-limit': true;
    'content.claim.test.equal-limit': true;
    'content.claim.test.missing': true;
    'content.claim.test.known': true;
    'content.claim.test.first-known': true;
    'content.claim.test.last-known': true;
    'content.claim.test.every-row': true;
    'content.claim.test.some-rows': true;
    'content.claim.test.no-row': true;
    'content.claim.test.most-rows': true;
    'content.claim.test.count-rows': true;
  }
}
declare module '../../problems/text-id.js' {
  interface TextParameters {
    'claim/cause.figure': 'word';
    'claim/cause.figure-cause': 'word';
    'claim/false': 'expected' | 'what';
    'claim/kind.branch': 'holds' | 'word';
    'claim/kind.claim': 'names' | 'word';
    'claim/kind.claim-words': 'names' | 'word';
    'claim/kind.claim-words-tests': 'kind' | 'names' | 'word';
    'claim/scope.about': 'names' | 'word';
    'claim/scope.claim': 'scope' | 'word';
    'claim/scope.claim-looks': 'scope' | 'word';
    'claim/scope.counted': 'dimension' | 'label' | 'value' | 'word';
    'claim/scope.counts': 'datasets' | 'word';
    'claim/scope.says': 'measure' | 'word';
    'claim/scope.sentence': 'otherSpan' | 'span';
    'claim/strength.says': 'names' | 'word';
    'claim/strength.says-how': 'names' | 'word';
    'claim/strength.words': 'limits' | 'names' | 'word';
    'claim/untestable': 'what';
    'claim/verdict': 'expected' | 'kind' | 'scope' | 'verdict';
    'claim/word.left': 'suggestClaim' | 'word';
    'claim/word.outside': 'word';
    'claims/explain.claim': 'kind' | 'scope';
    'claims/explain.label': 'label' | 'quantity';
    'content/argument': 'kind';
    'content/argument.about': never;
    'content/argument.block': never;
    'content/argument.block-2': never;
    'content/argument.category-2': never;
    'content/argument.claim': 'example' | 'name' | 'otherName';
    'content/argument.claim-2': 'kindNames' | 'name';
    'content/argument.claim-3': never;
    'content/argument.compared': 'categories' | 'name' | 'own';
    'content/argument.dataset-2': 'name';
    'content/argument.expect': 'text' | 'verdicts';
    'content/argument.figure': 'before' | 'first' | 'name' | 'own';
    'content/argument.given': 'example' | 'given' | 'name';
    'content/argument.lacks': never;
    'content/argument.quantity-2': 'given' | 'name';
    'content/argument.quoted-claim-words': 'found';
    'content/argument.stands': 'datasetName' | 'name';
    'content/argument.such': never;
    'content/argument.symbol': 'argument' | 'name' | 'symbols' | 'value';
    'content/argument.unchecked': 'actual' | 'expectedReason';
    'content/unknown-field.column': 'argument' | 'known' | 'name' | 'wanted';
  }
}
