import type { Code, Nodes, Parent, Root, Text } from 'mdast';
import type { Diagnostic } from '../../diagnostics.js';
import { visitParents } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import { locate, type PlacedText } from '../template/marks.js';

/** What other programs read as syntax and Tallybook does not: without a word it would be printed as it stands. */
interface Lookalike {
  /** What it is, for a message: "a citation". */
  readonly noun: string;
  /** In the source, whose escapes are still there. Every repetition has an end, so that no text takes long. */
  readonly pattern: RegExp;
  /** What is to be written in its place. */
  readonly instead: string;
  /** True where more is lost than a look: a link, a text of another file. */
  readonly losesMeaning?: true;
}

const name = String.raw`[A-Za-z][\w:.#$%&+?<>~/-]{0,80}`;

/** In the order in which they are looked for: of two at one place the first is told. */
const lookalikes: readonly Lookalike[] = [
  {
    noun: 'a reference',
    pattern: /(?<![\w\\@.])@(?:fig|tbl|sec|par)-[a-z0-9-]{1,60}/,
    instead: '`[](#id)`, which prints the name and number of its target',
    losesMeaning: true,
  },
  {
    noun: 'a citation',
    pattern: new RegExp(String.raw`(?<!\\)\[[^\][\n]{0,80}(?<![\w\\])@${name}[^\][]{0,200}\]`),
    instead: '`[@key]`, `[@key, p. 3]` or `[@a; @b]`, or `\\[` where brackets are meant',
    losesMeaning: true,
  },
  {
    noun: 'a list of contents',
    pattern: /(?<!\\)\[(?:\[TOC\]|TOC)\]/i,
    instead: '`::contents` alone in its paragraph',
    losesMeaning: true,
  },
  {
    noun: 'a wiki link',
    pattern: /(?<![\\[])\[\[[^\][\n]{1,120}\]\]/,
    instead: '`[](#id)` or `[words](#id)`, or `\\[` where brackets are meant',
    losesMeaning: true,
  },
  {
    noun: 'an inclusion',
    pattern:
      /(?<!\\)<<\s{0,3}[[(]?[\w./-]{1,120}[\])]?(?:>>)?|(?<!\S)!include\b|\{!\s{0,3}[\w./-]{1,120}\s{0,3}!\}|\{%.{1,120}?%\}/,
    instead: 'a partial: `{{> name}}` prints `templates/partials/name.md`',
    losesMeaning: true,
  },
  {
    noun: 'a command of LaTeX',
    pattern: /\\(?:[a-zA-Z]{2,30}\{|(?:newpage|pagebreak|clearpage|tableofcontents)\b)/,
    instead: 'Markdown; `::page-break` begins a page',
    losesMeaning: true,
  },
  {
    noun: 'a link whose address is defined nowhere',
    pattern: /(?<![\\\]!])\[[^\][\n^]{1,200}\]\[[^\][\n^]{0,200}\]/,
    instead: '`[words](address)`, or a line `[name]: address` below',
    losesMeaning: true,
  },
  {
    noun: 'a link with a space inside',
    pattern: /(?<!\\)\[[^\][\n]{1,200}\] {1,3}\(#[\w-]{1,100}\)/,
    instead: '`[words](#id)` without a space between',
  },
  {
    noun: 'a formula',
    // Dollars stand before amounts and behind currencies: "$5m, US$6m".
    pattern:
      /(?<![\w\\$\p{L}])(?:\$\$[^$\n]{1,300}\$\$|\$(?=[^\s$\d\p{Co}])(?:[^$\s]{1,80}|[^$\n]{0,80}[\\^_=+<>][^$\n]{0,80})(?<=[^\s\\$])\$)(?![\w$\p{L}\p{Co}])/u,
    instead: 'an equation ($`x^2`$), or plain characters (`x²`, `CO₂`), or `\\$` for the sign itself',
  },
  {
    noun: 'a comment',
    pattern: /(?<![\\%])%%[^%\n]{1,300}%%(?!%)/,
    instead: '`{{!-- ... --}}`, which is not printed',
    losesMeaning: true,
  },
  {
    noun: 'a table',
    // A row of dashes with another number of cells than the head makes no table.
    pattern:
      /(?<=\|[^\n]{0,400}\n)[ \t>]{0,20}\|?[ \t]{0,9}:?-{1,99}:?[ \t]{0,9}(?:\|[ \t]{0,9}:?-{1,99}:?[ \t]{0,9}){0,60}\|?[ \t]*$/m,
    instead: 'a row of dashes with as many cells as the head has',
    losesMeaning: true,
  },
  {
    noun: 'a mark of a change',
    pattern: /(?<!\\)\{(?:\+\+|--|~~|>>|==)|(?<![\\+\w])\+\+[^\s+][^+\n]{0,200}\+\+(?![+\w])/,
    instead: 'the text as it is to be published',
  },
  {
    noun: 'attributes',
    pattern:
      /(?<![\\{])\{\s{0,3}(?:[.#][A-Za-z][\w-]{0,80}|=[a-z]{2,20}|[a-z][\w-]{0,40}=(?:"[^"\n]{0,120}"|[^\s{}]{1,80}))(?:\s[^{}\n]{0,200})?\s{0,3}\}/,
    instead:
      'words alone: `{#id}` and `{.unnumbered}` end a heading, `{#par-id}` a paragraph, `{#tbl-id}` a caption, `{#fig-id caption="..."}` a picture; looks come from the theme',
  },
  {
    noun: 'a highlight',
    pattern: /(?<![\\=\w])==(?=[^\s=])[^=\n]{0,200}[^\s=]==(?![=\w])|(?<![\\=\w])==[^\s=]==(?![=\w])/,
    instead: '`**strong**` or `_emphasis_`',
  },
  {
    noun: 'hidden text',
    pattern: /(?<![\\|\w])\|\|[^\s|][^|\n]{0,200}\|\|(?![|\w])/,
    instead: 'words that every reader may see, or none',
    losesMeaning: true,
  },
  {
    noun: 'an inline note',
    pattern: /(?<!\\)\^\[[^\][\n]{1,300}\]/,
    instead: 'a footnote: `[^name]` and `[^name]: ...`',
    losesMeaning: true,
  },
  {
    noun: 'a superscript',
    pattern: /(?<=[\p{L}\d)])\^[^\s^[\]]{1,40}\^/u,
    instead: 'the raised character itself (`m²`, `1ˢᵗ`)',
  },
  {
    noun: 'a subscript',
    pattern: /(?<![~\\\s])~[^\s~]{1,40}~(?!~)|(?<![^\s(])~[^\s~\d][^\s~]{0,40}~(?![~\p{L}\d])/u,
    instead: 'the lowered character itself (`CO₂`)',
  },
  {
    noun: 'a box',
    pattern:
      /^[ \t>]{0,20}(?:(?:!!!|\?\?\?\+?)[ \t]{1,3}\w{2,20}|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])/im,
    instead: '`:::note`, and `:::` after it',
  },
  {
    noun: 'a definition',
    pattern: /(?<=\n)[ \t>]{0,20}:[ \t][^\n]{0,80}/,
    instead:
      'one line with the term above it, and nothing else in its paragraph, or `\\:` where a line begins with a colon',
    losesMeaning: true,
  },
  {
    noun: 'a list or box',
    pattern:
      /^[ \t>]{0,20}::?[ \t]{0,3}(?:contents|figures|tables|note|summary|cards|annex|landscape)[ \t]*$/m,
    instead: '`::contents` for a list, `:::note` for a box, without a space',
    losesMeaning: true,
  },
  {
    noun: 'an inline directive',
    pattern: /(?<![\w\\:]):[a-z][\w-]{1,30}\[[^\][\n]{0,200}\]/,
    instead: 'words alone',
  },
  {
    noun: 'a picture by name',
    pattern: /(?<![\w\\:/.]):[a-z][a-z_]{2,30}:(?![\w:])/,
    instead: 'words, or the character itself',
  },
  {
    noun: 'an abbreviation',
    pattern: /(?<!\\)\*\[[^\][\n]{1,80}\]:/,
    instead: 'the long form where it first comes, or a list of terms',
  },
  {
    noun: 'emphasis with a space inside',
    pattern: /(?<![\w\\*)\]])\*\*(?: [^*\n]{1,200}|[^\s*][^*\n]{0,200} )\*\*(?![\w*])/,
    instead: '`**strong**`, with the stars directly beside the words',
  },
];

/** A text that was written for another program says so in its first hundred places. */
const mostTold = 100;

/** Without one of these a text looks like no syntax. */
const anySign = /[[\]@$^=~{}<:!?\\*%+|]/;

/**
 * What looks like syntax in parsed Markdown, is none, and would be printed as it stands: a warning, or an error where more is lost
 * than a look. Samples of code are left alone, and so is what is escaped (`\[`), since the source is read.
 */
export function checkLookalikes(root: Root, { text, map }: PlacedText): Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell = (offset: number, written: string, like: Omit<Lookalike, 'pattern'>): void => {
    if (found.length >= mostTold) return;
    found.push(
      problem(
        'content/lookalike',
        locate(map, offset),
        { noun: like.noun, written: shortened(written), instead: like.instead },
        { severity: like.losesMeaning === true ? 'error' : 'warning' },
      ),
    );
  };
  visitParents(root, (node, ancestors) => {
    if (node.type === 'code') checkFence(node, tell);
    if (node.type !== 'text' || !anySign.test(node.value)) return;
    const from = node.position?.start.offset;
    const source = from === undefined ? node.value : text.slice(from, node.position?.end.offset ?? from);
    const start = from ?? ancestors.at(-1)?.position?.start.offset ?? 0;
    const readBy = suffixes(node, ancestors.at(-1));
    const told: number[] = [];
    for (const like of lookalikes) {
      const match = like.pattern.exec(source);
      if (match === null || (readBy !== undefined && isSuffix(match, source, readBy))) continue;
      // A citation in two brackets is one thing.
      if (told.some((each) => Math.abs(each - match.index) <= 1)) continue;
      told.push(match.index);
      tell(start + match.index, match[0], like);
    }
  });
  return found;
}

/** The attributes that a block reads at its end. */
function suffixes(node: Text, parent: Parent | undefined): RegExp | undefined {
  if (parent === undefined || parent.children.at(-1) !== node) return undefined;
  switch ((parent as Nodes).type) {
    case 'heading':
    case 'definitionTerm':
      return /^\{\s*[#.]/;
    case 'paragraph':
      return startsCaption(parent) ? /^\{/ : /^\{\s*#par-/;
    case 'tableCell':
      return startsCaption(parent) ? /^\{/ : undefined;
    default:
      return undefined;
  }
}

function startsCaption({ children: [first] }: Parent): boolean {
  return first?.type === 'text' && /^:\s/.test((first as Text).value);
}

const isSuffix = (match: RegExpExecArray, source: string, suffix: RegExp): boolean =>
  suffix.test(match[0]) && /^(?:\s|\{[^{}]{0,200}\})*$/.test(source.slice(match.index + match[0].length));

const drawn = new Set(['mermaid', 'plantuml', 'dot', 'graphviz', 'latex']);

/** Words after a fence that make something else of it in other programs. */
function checkFence(
  { lang, meta, position }: Code,
  tell: (offset: number, written: string, like: Omit<Lookalike, 'pattern'>) => void,
): void {
  const offset = position?.start.offset ?? 0;
  const written = [lang, meta].filter((part) => typeof part === 'string').join(' ');
  if (/^\{?\s*\.?=?vega(?:-?lite|lite)?\b/i.test(written) && lang !== 'vega-lite') {
    const like = { noun: 'a chart', instead: '`vega-lite` behind the fence' };
    tell(offset, written, { ...like, losesMeaning: true });
  } else if (/^\{/.test(written)) {
    tell(offset, written, {
      noun: 'code that is run',
      instead: 'the name of a language alone, such as `python`',
    });
  } else if (drawn.has(lang ?? '')) {
    const instead = 'a chart (`vega-lite`), or a picture: `![what it shows](images/x.svg)`';
    tell(offset, written, { noun: 'a drawing', instead, losesMeaning: true });
  }
}

const shortened = (written: string): string => {
  const line = written
    .replaceAll(/\s+/g, ' ')
    .replaceAll('`', "'")
    .replaceAll(/[\uE000-\uF8FF]+/g, '…')
    .trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
};
