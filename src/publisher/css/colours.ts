import { contrast } from '../../model/colour.js';
import { darkTokens, lightTokens, neutralTokens, type Tokens } from '../../model/house-tokens.js';
import { leastContrast, paletteOf } from '../../model/palette.js';

/** The light in which a page is read; paper is light. */
export type Scheme = 'light' | 'dark';

/** The colours that a style sheet may call by name, in each light. */
export class HouseColours {
  private readonly own: Record<Scheme, Record<string, string>> = { light: {}, dark: {} };
  private readonly tokens: Readonly<Record<Scheme, Tokens>>;

  constructor(theme: { readonly accent: string; readonly second: string }) {
    const palette = paletteOf(theme);
    const light = { ...neutralTokens.light, ...lightTokens(palette) };
    this.tokens = { light, dark: { ...light, ...neutralTokens.dark, ...darkTokens(palette) } };
  }

  /** Takes down a colour that the sheet names itself. */
  declare(name: string, colour: string, schemes: readonly Scheme[]): void {
    for (const scheme of schemes) this.own[scheme][name.slice(2)] = colour;
  }

  /** The colour that stands behind a written one in a light, as `#rrggbb`; undefined where there is none. */
  resolve(written: string, scheme: Scheme): string | undefined {
    const name = /^var\(--([a-z0-9-]+)\)$/.exec(written)?.[1];
    if (name !== undefined) return this.own[scheme][name] ?? this.tokens[scheme][name];
    if (/^#[0-9a-f]{3}$/i.test(written)) return written.replace(/[0-9a-f]/gi, '$&$&').toLowerCase();
    return /^#[0-9a-f]{6}$/i.test(written) ? written.toLowerCase() : undefined;
  }

  /** What is wrong with words in a colour on a ground, each as written or undefined where a rule says nothing of it. */
  unreadable(
    words: string | undefined,
    ground: string | undefined,
    schemes: readonly Scheme[],
  ): string | undefined {
    for (const scheme of schemes) {
      const own = this.tokens[scheme];
      // On a ground stand soft words, links and marks too, whatever colour a rule gives to the rest.
      const others = ground === undefined ? [] : [own.ink, own['ink-soft'], own.accent, own.warn];
      const inks = words === undefined ? others : [this.resolve(words, scheme), ...others.slice(1)];
      // Without a ground of its own a word may stand on paper, in a box or in a summary.
      const grounds =
        ground === undefined ? [own.paper, own.panel, own['accent-soft']] : [this.resolve(ground, scheme)];
      const fault = leastReadable(inks, grounds);
      if (fault !== undefined) return `${fault} in the ${scheme}`;
    }
    return undefined;
  }
}

type Colours = readonly (string | undefined)[];

function leastReadable(inks: Colours, grounds: Colours): string | undefined {
  for (const ink of inks)
    for (const ground of grounds) {
      const found = contrast(ink ?? '', ground ?? '');
      if (found !== undefined && found < leastContrast.words)
        return `a contrast of ${found.toFixed(2)} : 1 (\`${ink}\` on \`${ground}\`)`;
    }
  return undefined;
}
