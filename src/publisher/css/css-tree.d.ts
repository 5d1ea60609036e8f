/** The part of `css-tree` (which ships no types; one file, since its parts look for others where a bundle has none) that reads a publisher's style sheet. */
declare module 'css-tree/dist/csstree.esm' {
  export interface Place {
    readonly start: { readonly line: number; readonly column: number };
  }
  /** A node of any type; what it has depends on that. */
  export interface CssNode {
    readonly type: string;
    readonly loc?: Place | null;
    readonly name?: string;
    readonly value?: unknown;
    readonly unit?: string;
    readonly property?: string;
    readonly important?: boolean | string;
    readonly prelude?: CssNode | null;
    readonly selector?: CssNode;
    readonly block?: CssNode | null;
    readonly children?: Iterable<CssNode> | null;
  }
  export interface ParseFault {
    readonly message: string;
    readonly line: number;
    readonly column: number;
  }
  export function parse(
    text: string,
    options: {
      readonly positions: true;
      readonly parseCustomProperty: true;
      onParseError(fault: ParseFault): void;
    },
  ): CssNode;
  export function generate(node: CssNode): string;
  export const lexer: {
    matchProperty(name: string, value: CssNode): { readonly error: { readonly message: string } | null };
  };
}
