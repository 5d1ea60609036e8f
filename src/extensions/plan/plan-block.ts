import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import { chartFromFile, chartFromHelper } from '../../content/markdown/chart.js';
import { furniture } from '../../content/markdown/prose.js';
import type { BlockResolver, Resolution } from '../../content/markdown/resolution.js';
import { type ChartBlock, type Label, type TableBlock, tablesOf } from '../../content/printable.js';
import type { Language, MessageArguments } from '../../language/language.js';
import type { MessageId } from '../../language/message-id.js';
import type { LedgerEntry, Quantity } from '../../model/quantity.js';

/** A message whose words follow from the figures that it prints. */
export interface Told {
  readonly message: MessageId;
  readonly values: MessageArguments;
  /** What stands where the message has its name in capitals. */
  readonly numbers: Readonly<Record<string, Quantity>>;
}

/** Sentences of the tool. */
export interface PlanSentence {
  readonly kind: 'sentences';
  readonly sentences: readonly Told[];
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

const sentencesOf = ({ sentences }: PlanSentence, resolution: Resolution): PhrasingContent[] =>
  sentences.flatMap((told, index): PhrasingContent[] => {
    const parts = wordsOf(told, resolution.language, (quantity) => resolution.print(quantity, 'text'));
    return index === 0 ? parts : [{ type: 'text', value: ' ' }, ...parts];
  });

/** The words of a message, its numbers among them. */
export function wordsOf(
  { message, values, numbers }: Told,
  language: Language,
  print: (quantity: Quantity) => LedgerEntry,
): PhrasingContent[] {
  // The names in brackets that no message has otherwise.
  const parts = language.message(message, values).split(/\[([A-Z]+)\]/);
  return parts.flatMap((part, place): PhrasingContent[] => {
    const quantity = place % 2 === 1 ? numbers[part] : undefined;
    return quantity === undefined ? furniture(part) : [{ type: 'value', entry: print(quantity) }];
  });
}
