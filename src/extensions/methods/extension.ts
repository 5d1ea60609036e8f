import type { Call, Scope } from '../../content/helpers/call.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import type { ExtensionBlock, Label, TableBlock } from '../../content/printable.js';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Extension } from '../extension.js';
import { fillMethods } from './fill.js';
import { type MethodsPart, methodsBlock, methodsParts } from './parts.js';

/**
 * `{{methods}}`: sources, definitions, missing values, formulas and whatever else the data package and this run say of
 * how the figures came about. `only="sources|missing"` prints some of it. What the run used is known when the text has
 * been expanded, so a place is kept here and filled in the end (`fill.ts`). What was revised, another
 * helper prints, where there is one.
 */
const helper: HelperDefinition = {
  name: 'methods',
  first: 'none',
  arity: [0, 0],
  parameters: ['only'],
  checkWritten(written) {
    const only = written.get('only');
    if (only !== undefined) readParts(only.text, only.at);
  },
  run(call, scope): ExtensionBlock {
    const text = call.text('only');
    const only = text === undefined ? [] : readParts(text, call.hashAt('only'));
    const wantsRevisions = only.length === 0 || only.includes('revisions');
    const revised = wantsRevisions ? revisedFigures(call, scope) : undefined;
    return { kind: 'block', name: 'methods', content: { only, revisions: revised, at: call.at } };
  },
};

function readParts(text: string, at: Position): MethodsPart[] {
  return text.split('|').map((written) => {
    const name = written.trim();
    return (
      methodsParts.find((part) => part === name) ??
      fail(
        'content/argument.part',
        at,
        {
          name,
          methodsParts: listNames(methodsParts, methodsParts.length),
        },
        didYouMean(name, methodsParts),
      )
    );
  });
}

/** The table of revised figures, under an id that leaves `tbl-revisions` to the author. */
function revisedFigures(asked: Call, scope: Scope): TableBlock | Label | undefined {
  const call = asked.with({ name: 'revisions', params: [], hash: { id: 'tbl-methods-revisions' } });
  return scope.call(call) as TableBlock | Label | undefined;
}

/** The annex that says how the figures came about. */
export const methods = {
  content: { helpers: [helper], complete: fillMethods },
  blocks: { methods: methodsBlock },
} satisfies Extension;
