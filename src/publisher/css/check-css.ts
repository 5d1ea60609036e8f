import type { CssNode } from 'css-tree/dist/csstree.esm';
import type { Diagnostic, Outcome } from '../../diagnostics.js';
import { contrast } from '../../model/chart/colour.js';
import { leastContrast, paletteOf } from '../../model/chart/palette.js';
import { darkTokens, lightTokens, neutralTokens, type Tokens } from '../../model/project/house-tokens.js';
import { phrase, problem } from '../../problems/problem.js';
import {
  type AllowedValue,
  allowedClasses,
  allowedElements,
  allowedMedia,
  allowedProperties,
  allowedPseudo,
  allowedTokens,
  onField,
  ownColour,
  reasonAgainst,
} from './allowed.js';

/** The light in which a page is read; paper is light. */
type Scheme = 'light' | 'dark';

/** The colours that a style sheet may call by name, in each light. */
class HouseColours {
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
      if (fault !== undefined) return `${fault} on the ${scheme} page`;
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

type CssTree = typeof import('css-tree/dist/csstree.esm');

interface Input {
  readonly text: string;
  readonly file: string;
  readonly theme: { readonly accent: string; readonly second: string };
}

/**
 * Holds a publisher's style sheet to what no report loses by: from a list of what may be chosen and said, everything else
 * is refused where it stands. Gives the sheet as pages carry it: written anew from what was read, so that nothing in it was
 * overlooked.
 */
export async function checkCss(input: Input): Promise<Outcome<string>> {
  const tree = await import('css-tree/dist/csstree.esm');
  const checker = new CssChecker(tree, input);
  const sheet = tree.parse(input.text, {
    positions: true,
    parseCustomProperty: true,
    onParseError: ({ message, line, column }) =>
      checker.report(
        phrase('publisher/check-css.css', { message }),
        { start: { line, column } },
        'correct the sheet here',
      ),
  });
  checker.takeColours(kids(sheet), both);
  for (const node of kids(sheet)) checker.statement(node, both);
  const value = checker.rules.join('\n');
  return { value: checker.diagnostics.length > 0 ? '' : value, diagnostics: checker.diagnostics };
}

const both: readonly Scheme[] = ['light', 'dark'];

const kids = (node: CssNode | null | undefined): readonly CssNode[] => [...(node?.children ?? [])];

const isNode = (value: unknown): value is CssNode =>
  typeof value === 'object' && value !== null && 'type' in value;

class CssChecker {
  readonly diagnostics: Diagnostic[] = [];
  /** What pages carry, a statement each. */
  readonly rules: string[] = [];
  private readonly colours: HouseColours;

  constructor(
    private readonly tree: CssTree,
    private readonly input: Input,
  ) {
    this.colours = new HouseColours(input.theme);
  }

  report(found: string, at: CssNode['loc'], hint: string): void {
    const { line, column } = at?.start ?? { line: 1, column: 1 };
    this.diagnostics.push(
      problem('project/css', { file: this.input.file, line, column }, { found }, { hint }),
    );
  }

  /** Takes down the colours that the sheet names, which rules before them may call too. */
  takeColours(nodes: readonly CssNode[], schemes: readonly Scheme[]): void {
    for (const node of nodes) {
      const prelude = node.prelude ? this.tree.generate(node.prelude) : '';
      if (node.type === 'Atrule') this.takeColours(kids(node.block), schemesOf(prelude));
      if (node.type !== 'Rule' || prelude !== ':root') continue;
      for (const { property = '', value } of kids(node.block))
        if (ownColour.test(property) && isNode(value))
          this.colours.declare(property, this.tree.generate(value).trim(), schemes);
    }
  }

  statement(node: CssNode, schemes: readonly Scheme[]): void {
    if (node.type === 'Comment') return;
    if (node.type === 'Rule') {
      this.rule(node, schemes);
      this.rules.push(this.tree.generate(node));
      return;
    }
    if (node.type !== 'Atrule') {
      this.report(phrase('publisher/check-css.text'), node.loc, 'remove it');
      return;
    }
    const prelude = node.prelude ? this.tree.generate(node.prelude) : '';
    if (node.name !== 'media' || !allowedMedia.test(prelude)) {
      const hint =
        node.name === 'import' || node.name === 'font-face'
          ? 'a report requests nothing from the network, and fonts are named under `theme: {fonts: ...}`'
          : 'a sheet may have `@media` for `print`, `screen`, `(prefers-color-scheme: dark)` or a width';
      this.report(
        phrase('publisher/check-css.name', { name: node.name, prelude }).replace(/ `(?= is)/, '`'),
        node.loc,
        hint,
      );
      return;
    }
    for (const each of kids(node.block)) {
      if (each.type === 'Rule') this.rule(each, schemesOf(prelude));
      else if (each.type !== 'Comment')
        this.report(phrase('publisher/check-css.media'), each.loc, 'remove what is not a rule');
    }
    this.rules.push(this.tree.generate(node));
  }

  private rule(rule: CssNode, schemes: readonly Scheme[]): void {
    const selector = rule.prelude ? this.tree.generate(rule.prelude) : '';
    this.selectors(rule.prelude);
    let [words, ground]: (string | undefined)[] = [];
    for (const node of kids(rule.block)) {
      if (node.type === 'Comment') continue;
      if (node.type !== 'Declaration') {
        this.report(phrase('publisher/check-css.rule'), node.loc, 'write it beside the other');
        continue;
      }
      const value = this.declaration(node, selector, schemes);
      if (node.property === 'color') words = value;
      if (node.property === 'background' || node.property === 'background-color') ground = value;
    }
    if (words === undefined && ground === undefined) return;
    if (namesOf(rule.prelude).some((name) => onField.has(name))) {
      const hint =
        'head and cover are painted in the `accent` of the theme, and words on it in what can be read there';
      this.report(phrase('publisher/check-css.colours', { selector }), rule.loc, hint);
      return;
    }
    const fault = this.colours.unreadable(words, ground, schemes);
    if (fault === undefined) return;
    const hint =
      schemes.length === 2
        ? 'a colour of the house, such as `var(--accent)`, changes with the light; write others in `@media print` and `@media (prefers-color-scheme: ...)`'
        : 'set the colours of words and of their ground in one rule';
    this.report(phrase('publisher/check-css.fault', { fault }), rule.loc, hint);
  }

  private selectors(node: CssNode | null | undefined): void {
    for (const part of kids(node)) {
      const fine =
        (part.type === 'TypeSelector' && allowedElements.has(`${part.name}`)) ||
        (part.type === 'ClassSelector' && allowedClasses.has(`${part.name}`)) ||
        (part.type === 'PseudoClassSelector' && allowedPseudo.has(`${part.name}`)) ||
        ['Selector', 'SelectorList', 'Combinator', 'Nth', 'AnPlusB', 'Identifier'].includes(part.type);
      if (!fine) {
        const hint =
          part.type === 'PseudoElementSelector'
            ? 'a style cannot add words: they would be in no list of numbers'
            : 'marks, charts, signs and single parts are not for a style; docs/project.md lists what is';
        const found = phrase('publisher/check-css.selector', { generate: this.tree.generate(part) });
        this.report(found, part.loc, hint);
      }
      this.selectors(part);
    }
  }

  /** Looks at one declaration; returns its value as written where it is a colour. */
  private declaration(node: CssNode, selector: string, schemes: readonly Scheme[]): string | undefined {
    const property = `${node.property}`;
    if (node.important) {
      this.report(
        phrase('publisher/check-css.important'),
        node.loc,
        'print and accessibility keep the last word',
      );
      return undefined;
    }
    const value = isNode(node.value) ? node.value : { type: 'Raw' };
    const written = this.tree.generate(value).trim();
    if (ownColour.test(property) && selector === ':root') {
      if (!/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(written))
        this.report(
          phrase('publisher/check-css.property', { property, written }),
          node.loc,
          'write a colour as `#0b5d3b`',
        );
      return undefined;
    }
    const token = selector === ':root' ? allowedTokens.get(property) : undefined;
    const allowed = token ?? allowedProperties.get(property);
    if (allowed === undefined) {
      this.report(phrase('publisher/check-css.unexpected', { property }), node.loc, reasonAgainst(property));
      return undefined;
    }
    const strange = kids(value).find((part) => !this.isAllowed(part, allowed, schemes));
    const error = token ? undefined : this.mismatch(property, value);
    if (strange !== undefined || error !== undefined) {
      const found = strange === undefined ? written : this.tree.generate(strange);
      this.report(
        phrase('publisher/check-css.found', { found, property }),
        strange?.loc ?? node.loc,
        phrase('publisher/check-css.takes', { property, allowed: listed(allowed) }),
      );
      return undefined;
    }
    return allowed.colours ? written : undefined;
  }

  /** What the grammar of CSS says against a value; nothing of one with `var()`, which it does not know. */
  private mismatch(property: string, value: CssNode): string | undefined {
    if (this.tree.generate(value).includes('var(')) return undefined;
    return this.tree.lexer.matchProperty(property, value).error?.message;
  }

  private isAllowed(
    part: CssNode,
    { bounds, words, colours }: AllowedValue,
    schemes: readonly Scheme[],
  ): boolean {
    switch (part.type) {
      case 'Number':
      case 'Dimension':
      case 'Percentage':
        return isWithin(part, bounds);
      case 'Identifier':
        return words?.has(`${part.name}`) === true;
      case 'Hash':
      case 'Function': {
        const written = this.tree.generate(part);
        const named = /^var\(--((?:size|space)-[a-z0-9]+)\)$/.exec(written)?.[1];
        if (named !== undefined) return bounds !== undefined && allowedTokens.has(`--${named}`);
        return (
          colours === true && schemes.every((scheme) => this.colours.resolve(written, scheme) !== undefined)
        );
      }
      default:
        return false;
    }
  }
}

/** Every element and class that a selector names. */
const namesOf = (node: CssNode | null | undefined): readonly string[] =>
  kids(node).flatMap((part) => [
    ...(/^(?:Type|Class)Selector$/.test(part.type) ? [`${part.name}`] : []),
    ...namesOf(part),
  ]);

/** In which light a rule holds. */
function schemesOf(media: string): readonly Scheme[] {
  if (media === 'print' || media.includes(':light')) return ['light'];
  return media.includes(':dark') ? ['dark'] : ['light', 'dark'];
}

function listed({ bounds, words, colours }: AllowedValue): string {
  const lengths = Object.entries(bounds ?? {}).map(([unit, [least, most]]) =>
    least === most ? `\`${least}${unit}\`` : `\`${least}${unit}\` to \`${most}${unit}\``,
  );
  const parts = [
    ...(colours ? ['a colour `#rrggbb` or one of the house such as `var(--accent)`'] : []),
    ...lengths,
    ...[...(words ?? [])].map((word) => `\`${word}\``),
  ];
  return parts.join(', ');
}

/** True of a number in the bounds of its unit. */
function isWithin({ type, unit, value }: CssNode, bounds: AllowedValue['bounds']): boolean {
  const [least = Infinity, most = -Infinity] =
    bounds?.[type === 'Percentage' ? '%' : (unit ?? '').toLowerCase()] ?? [];
  return Number(value) >= least && Number(value) <= most;
}
