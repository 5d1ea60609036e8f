/** The part of `fontkit` (which ships no types) that is read: when fonts are measured, and of a publisher's own fonts. */
declare module 'fontkit' {
  export interface Glyph {
    readonly advanceWidth: number;
  }
  export interface GlyphRun {
    readonly advanceWidth: number;
    readonly positions: readonly { readonly xAdvance: number }[];
  }
  export interface Font {
    readonly unitsPerEm: number;
    readonly familyName: string;
    readonly characterSet: readonly number[];
    readonly variationAxes: Readonly<Record<string, unknown>>;
    readonly 'OS/2'?: {
      readonly usWeightClass: number;
      readonly fsType: Readonly<
        Record<'noEmbedding' | 'viewOnly' | 'editable' | 'noSubsetting' | 'bitmapOnly', boolean>
      >;
      readonly fsSelection: { readonly italic: boolean; readonly oblique?: boolean };
    };
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string, features?: Readonly<Record<string, boolean>>): GlyphRun;
  }
  export function openSync(path: string): Font;
  export function create(bytes: Uint8Array): Font;
}
