import type { Change } from './change.js';

const key = /^(?:[ \t]*(?:-[ \t]+)?|[^\n#"']*[{,]\s*)(["']?)smallBase\1[ \t]*:[ \t]*(\d+)/gm;

/**
 * From version 2 on, one policy of the project says how percentages of few things are printed: `precision:` in
 * `tallybook.yaml` takes the place of `smallBase` of each resource. What several resources said only an author can put in one.
 */
export const onePrecision: Change = {
  version: 2,
  find: ({ kind, text }) =>
    kind !== 'data'
      ? []
      : [...text.matchAll(key)].map(({ 0: whole, 2: least = '', index }) => ({
          start: index + whole.search(/["']?smallBase/),
          end: index + whole.length,
          message: 'Unexpected `smallBase` of a resource, expected one policy of the project',
          remedy: `leave it out; \`precision: {percentages: ${least}}\` in tallybook.yaml says it of the whole project, which has 20 by default`,
        })),
};
