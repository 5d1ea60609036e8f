import type { BlockResolver } from '../../../src/content/markdown/resolution.js';
import type { Extension } from '../../../src/extensions/extension.js';
import { messagesOf, type OperationDefinition } from '../../../src/model/operations/definition.js';
import { difference } from '../../../src/model/operations/formulas.js';

/** An extension of which no part of the tool knows: `{{greeting}}` prints a paragraph that says hello. */
export const greetings: Extension = {
  content: {
    helpers: [
      {
        name: 'greeting',
        first: 'none',
        arity: [0, 0],
        parameters: ['to'],
        run: (call, { language }) =>
          // A block of a made-up extension is none that the tool declares; the test hands over its resolver.
          ({
            kind: 'block',
            name: 'greeting',
            content: {
              words: language.message('greetings.hello' as never, { name: call.requiredText('to') }),
            },
          }) as never,
      },
    ],
  },
};

/** Its block as a paragraph. */
export const greetingBlock: BlockResolver<{ readonly words: string }> = {
  noun: 'greeting',
  resolve: ({ words }, paragraph) => [{ ...paragraph, children: [{ type: 'text', value: words }] }],
};

/** Its operation. */
export const greetingOperations = {
  surplus: {
    digits: 0,
    calculation: { kind: 'formula', formula: difference },
    // Messages of an extension that the tool does not have.
    ...(messagesOf('surplus') as unknown as Pick<OperationDefinition, 'origin' | 'explained'>),
    counts: 'never',
    onSmallBase: 'none',
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;

/** What it says, as its message file would. */
export const greetingMessages = `greetings:
  hello: "Hello, {name}."
`;
