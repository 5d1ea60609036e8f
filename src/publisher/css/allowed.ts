import { listNames } from '../../diagnostics.js';

/** What a style sheet of a publisher may choose: elements and classes of pages. What is not named is left as it is. */
const elements = `
  html body main header footer nav section h1 h2 h3 h4 h5 h6 p a ul ol li blockquote strong em b i code pre hr dl dt dd
  figure figcaption table caption thead tbody tfoot tr th td details summary cite
`;

const classes = `
  annex band caption card card-label card-number cards chapter colophon contents cover cover-picture edition endnotes endnotes-title
  enumerator field foot frame imprint imprint-lines imprint-page imprint-title inner label landscape legend line listing
  listing-contents listing-figures listing-tables logo masthead note note-label notes number numbered paragraph-number pictured
  plain plain-table published publisher quoted-claim section series side-by-side source stub subtitle summary table tip title to-contents
  total unit warning wide words
`;

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const allowedElements = set(elements);
export const allowedClasses = set(classes);
export const allowedPseudo = set(
  'root is where not hover first-child last-child only-child nth-child nth-of-type first-of-type last-of-type',
);

/** Where the ground is the field of the accent, on which colours are the theme's. */
export const onField = set(
  'header h1 masthead cover cover-picture field pictured band plain publisher subtitle edition inner logo',
);

/** When the rules of a sheet hold: on paper, on a screen, in the light, in the dark, on narrow and wide windows. */
export const allowedMedia =
  /^(?:print|screen|(?:screen and )?\(prefers-color-scheme:(?:light|dark)\)|(?:screen and )?\((?:min|max)-width:\d+(?:\.\d+)?(?:rem|em|px)\))$/;

/** A number with a unit, and how much of each unit there may be. */
type Bounds = Readonly<Record<string, readonly [least: number, most: number]>>;

/** Letters that can be read: 11 pixels, 7 points. */
const letters: Bounds = {
  px: [11, 96],
  pt: [7, 72],
  rem: [0.6875, 6],
  // Parts stand inside one another, and each would shrink the next.
  em: [0.85, 4],
  '%': [85, 400],
};
const room: Bounds = {
  '': [0, 0],
  px: [0, 128],
  pt: [0, 96],
  rem: [0, 8],
  em: [0, 8],
  mm: [0, 40],
  cm: [0, 4],
};
const lines: Bounds = { '': [0, 0], px: [0, 24], pt: [0, 18], rem: [0, 1.5], em: [0, 1.5], mm: [0, 6] };

/** What may be said of a property: lengths within bounds, some words, colours. */
export interface AllowedValue {
  readonly bounds?: Bounds;
  readonly words?: ReadonlySet<string>;
  readonly colours?: true;
}

const sides = ['', '-top', '-right', '-bottom', '-left'];
const onSides = (name: string, end: string, value: AllowedValue): [string, AllowedValue][] =>
  sides.map((side) => [`${name}${side}${end}`, value]);

const styles = set('none solid dashed dotted double');
const anyLine: AllowedValue = { bounds: lines, words: styles, colours: true };

/** The properties of a publisher's style sheet, each with what may be said of it. None of them hides a word, moves it, or adds one. */
export const allowedProperties: ReadonlyMap<string, AllowedValue> = new Map<string, AllowedValue>([
  ['color', { colours: true }],
  ['background-color', { colours: true }],
  ['background', { colours: true }],
  ['font-size', { bounds: letters }],
  ['font-weight', { bounds: { '': [400, 800] }, words: set('normal bold') }],
  ['font-style', { words: set('normal italic') }],
  ['line-height', { bounds: { '': [1.1, 2.2] }, words: set('normal') }],
  ['letter-spacing', { bounds: { '': [0, 0], em: [-0.05, 0.2] }, words: set('normal') }],
  ['text-align', { words: set('left right center start end') }],
  ['text-decoration-color', { colours: true }],
  ['text-decoration-thickness', { bounds: lines }],
  ['text-underline-offset', { bounds: { em: [0, 0.4] } }],
  ...onSides('border', '', anyLine),
  ...onSides('border', '-width', { bounds: lines }),
  ...onSides('border', '-style', { words: styles }),
  ...onSides('border', '-color', { colours: true }),
  ['border-radius', { bounds: { ...room, '%': [0, 50] } }],
  ...onSides('padding', '', { bounds: room }),
  ...onSides('margin', '', { bounds: room }),
  ...['gap', 'row-gap', 'column-gap'].map((name): [string, AllowedValue] => [name, { bounds: room }]),
]);

/** Sizes and spaces of the theme that a sheet may set anew, below `:root`. */
export const allowedTokens: ReadonlyMap<string, AllowedValue> = new Map<string, AllowedValue>([
  ...['small', 'note', 'text', 'h4', 'h3', 'h2', 'number'].map((name): [string, AllowedValue] => [
    `--size-${name}`,
    { bounds: letters },
  ]),
  ...[1, 2, 3, 4, 5, 6, 7].map((step): [string, AllowedValue] => [`--space-${step}`, { bounds: room }]),
  ['--measure', { bounds: { em: [20, 60], rem: [20, 60], mm: [80, 170] } }],
]);

/** Colours that a publisher names itself. */
export const ownColour = /^--house-[a-z0-9-]+$/;

/** Why some of what is refused is refused. */
const reasons: readonly (readonly [property: RegExp, why: string])[] = [
  [
    /^(?:display|visibility|opacity|clip|clip-path|overflow.*|text-indent|height|width|max-.*|min-.*|position|inset.*|top|left|right|bottom|transform.*|translate|scale|rotate|float|z-index|filter|mask.*|content-visibility|color-scheme|mix-blend-mode)$/,
    'with it words and numbers could be hidden, moved or laid over one another, and a number hidden by a style is a lie',
  ],
  [
    /^(?:content|quotes|counter-.*|list-style.*)$/,
    'words that a style prints are in no list of numbers, and nobody can check them',
  ],
  [
    /^(?:animation.*|transition.*)$/,
    'reports do not move, for paper and for readers who are made ill by motion',
  ],
  [/^outline.*$/, 'who moves by keyboard must see where they are'],
  [
    /^(?:font|font-family)$/,
    'fonts are named under `theme: {fonts: ...}`, where they are checked and measured',
  ],
  [
    /^(?:text-transform|font-variant.*|font-feature-settings)$/,
    'letters that look otherwise than they are written are not found in the PDF',
  ],
  [/^(?:break-.*|page.*|orphans|widows|columns?.*)$/, 'where pages break is measured by the rules of layout'],
  [/^(?:fill|stroke).*$/, 'a chart is painted in the colours of its data'],
];

/** Why a style may not set a property, and what it may. */
export function reasonAgainst(property: string): string {
  if (property.startsWith('--'))
    return `below \`:root\` a sheet may set sizes, spaces and the length of lines (${listNames(['--size-text', '--space-4', '--measure'])}) and colours named \`--house-...\`; those of the house are under \`theme\``;
  const reason = reasons.find(([pattern]) => pattern.test(property))?.[1];
  return reason ?? 'a style may set colours, sizes of type, lines and spaces; docs/project.md lists them';
}
