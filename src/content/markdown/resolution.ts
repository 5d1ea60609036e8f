import type { Node } from 'mdast';
import type { Diagnostic, DiagnosticCode, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { printQuantity } from '../../language/print.js';
import type { PublishedData } from '../../model/dataset.js';
import type { LedgerEntry, Place, Quantity } from '../../model/quantity.js';
import type { BlockResolvers } from '../blocks.js';
import type { TokenContent } from '../printable.js';
import { locate, type PlacedText } from '../template/positions.js';

/** What resolving one report's Markdown needs and gathers; lives for one run of the content stage. */
export class Resolution {
  readonly diagnostics: Diagnostic[] = [];
  /** In reading order. */
  readonly ledger: LedgerEntry[] = [];

  constructor(
    readonly placed: PlacedText,
    readonly tokens: readonly TokenContent[],
    readonly marks: readonly Position[],
    readonly data: PublishedData,
    readonly language: Language,
    readonly blocks: BlockResolvers,
  ) {}

  /** The template position that a node starts at. */
  at(node: Pick<Node, 'position'>): Position {
    return locate(this.placed.map, node.position?.start.offset ?? 0);
  }

  report(
    code: DiagnosticCode,
    message: string,
    position: Position,
    extra: Pick<Diagnostic, 'hint' | 'see'> = {},
  ): void {
    this.diagnostics.push({ severity: 'error', code, message, position, ...extra });
  }

  /** Prints a quantity and enters it in the ledger. */
  print(quantity: Quantity, place: Place): LedgerEntry {
    const entry = printQuantity(quantity, place, this.language);
    this.ledger.push(entry);
    return entry;
  }

  /** A token as plain text, for inline code, alternative texts and the like. */
  tokenText(index: number, place: Place): string {
    const token = this.tokens[index];
    if (token?.kind === 'quantity') {
      const { text } = this.print(token, place);
      // Plain text cannot carry a node, so the mark of an illustrative number is part of it.
      return token.illustrative ? text + this.language.message('document.illustrative-mark') : text;
    }
    return token?.kind === 'label' || token?.kind === 'literal' ? token.text : '';
  }
}
