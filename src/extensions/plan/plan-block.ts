import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import { chartFromFile, chartFromHelper } from '../../content/markdown/chart.js';
import { furniture } from '../../content/markdown/prose.js';
import type { BlockResolver, Resolution } from '../../content/markdown/resolution.js';
import { type ChartBlock, type Label, type TableBlock, tablesOf } from '../../content/printable.js';
import type { MessageArguments } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import type { Quantity } from '../../model/quantity.js';

/** Sentences of the tool whose words follow from the figures that they print. */
export interface PlanSentence {
  readonly kind: 'sentences';
  readonly sentences: readonly {
    readonly message: MessageId;
    readonly values: MessageArguments;
    /** What stands where the message has its name in capitals. */
    readonly numbers: Readonly<Record<string, Quantity>>;
  }[];
}

/** Parts of a plan that stand below one another where their paragraph stood. */
export interface PlanBlock {
  readonly parts: readonly (PlanSentence | TableBlock | ChartBlock | Label)[];
}

declare module '../../content/printable.js' {
  interface ExtensionBlocks {
    plan: PlanBlock;
  }
}

export const planBlock: BlockResolver<PlanBlock> = {
  noun: 'part of a plan',
  resolve: ({ parts }, paragraph, resolution) => parts.flatMap((part) => partOf(part, paragraph, resolution)),
};

function partOf(
  part: PlanBlock['parts'][number],
  paragraph: Paragraph,
  resolution: Resolution,
): RootContent[] {
  switch (part.kind) {
    case 'table':
      return tablesOf(part);
    case 'chart':
      return chartFromFile(part, resolution, resolution.at(paragraph));
    case 'made-chart':
      return chartFromHelper(part, resolution);
    case 'label':
      return [around(paragraph, furniture(part.text))];
    case 'sentences':
      return [around(paragraph, sentencesOf(part, resolution))];
  }
}

const around = (paragraph: Paragraph, children: PhrasingContent[]): Paragraph => ({ ...paragraph, children });

function sentencesOf({ sentences }: PlanSentence, resolution: Resolution): PhrasingContent[] {
  return sentences.flatMap(({ message, values, numbers }, index): PhrasingContent[] => {
    const text = resolution.language.message(message, values);
    // The names in brackets that no message has otherwise.
    const parts = text.split(/\[([A-Z]+)\]/).flatMap((part, place): PhrasingContent[] => {
      const quantity = place % 2 === 1 ? numbers[part] : undefined;
      return quantity === undefined
        ? furniture(part)
        : [{ type: 'value', entry: resolution.print(quantity, 'text') }];
    });
    return index === 0 ? parts : [{ type: 'text', value: ' ' }, ...parts];
  });
}
