import type { Nodes } from 'mdast';
import { type Diagnostic, listNames } from '../diagnostics.js';
import { someFormat } from '../model/dataset/formats.js';
import {
  type Profile,
  type ProfileRule,
  type RuleName,
  type Submission,
  saidBy,
} from '../model/project/profile.js';
import type { LengthLimits, Target } from '../model/project/project.js';
import type { Document } from '../model/tree/document.js';
import { visit } from '../model/tree/visit.js';
import { problem, wording } from '../problems/problem.js';
import { chaptersOf, plainText } from './tree.js';

/** What a rule is broken by, and what is said of that; undefined where it is kept. */
type Look = (
  rule: ProfileRule,
  report: { readonly document: Document; readonly target: Target; readonly profile: Profile },
) => (Pick<Diagnostic, 'message'> & Partial<Pick<Diagnostic, 'hint' | 'severity' | 'code'>>) | undefined;

/** Words and pages are counted where all limits are. */
const looks: Readonly<Record<Exclude<RuleName, 'words'>, Look>> = {
  pages: (_, { target: { report } }) =>
    someFormat('hasPages', report.formats) ? undefined : wording('report/profile.pdf'),
  languages: ({ languages = [] }, { target: { language } }) =>
    languages.includes(language)
      ? undefined
      : wording('report/profile.language', { language, languages: listNames(languages) }),
  paragraphs: (_, { document: { meta } }) =>
    meta.paragraphs === 'numbered' ? undefined : wording('report/profile.paragraphs'),
  summary: (_, { document: { tree } }) => {
    let has = false;
    visit(tree, 'container', ({ name }) => {
      has ||= name === 'summary';
    });
    return has ? undefined : wording('report/profile.summary');
  },
  country: (_, { profile }) =>
    profile.country === undefined ? wording('report/profile.country') : undefined,
  // A body publishes nothing that it was not sent.
  website: (_, { profile: { website, submitted } }) =>
    website === undefined && submitted !== false ? wording('report/profile.website') : undefined,
  word: (_, { target: { report } }) =>
    report.formats.includes('docx') ? undefined : wording('report/profile.word'),
};

/** Rules of the body that a report is for and that it does not keep, each with its source. */
export function brokenRules(document: Document, target: Target): readonly Diagnostic[] {
  const { profile } = target.report;
  if (profile === undefined) return [];
  return profile.rules.flatMap((rule): Diagnostic[] => {
    const broken = rule.rule === 'words' ? undefined : looks[rule.rule](rule, { document, target, profile });
    if (broken === undefined) return [];
    const { hint, ...said } = broken;
    const source = saidBy(profile.name, rule);
    return [
      {
        severity: 'error',
        code: 'report/profile',
        position: profile.position,
        ...said,
        hint: hint === undefined ? source : `${hint}; ${source}`,
      },
    ];
  });
}

/** The report with what its imprint says of the body that it is for. */
export function withSubmission(document: Document, { language, report: { profile } }: Target): Document {
  if (profile === undefined) return document;
  const { name, website, submitted, languages } = profile;
  const country = document.meta.imprint?.country ?? profile.country;
  const submission: Submission = {
    ...{ to: name, country, website, submitted, words: wordsIn(document.tree) },
    submittedIn: languages?.includes(language) ? undefined : languages,
  };
  return { ...document, meta: { ...document.meta, submission } };
}

/** How many words each chapter has, what stands before the first among them. */
interface CountedChapter {
  readonly title: string;
  readonly words: number;
}

/** What holds words alone, and no other block. */
const phrasing: ReadonlySet<string> = new Set([
  ...[
    'text',
    'strong',
    'emphasis',
    'delete',
    'link',
    'linkReference',
    'inlineCode',
    'break',
    'image',
    'imageReference',
  ],
  ...['value', 'numeral', 'reference', 'foreign', 'noteMark', 'label', 'footnoteReference'],
]);

/** A report with more words than it may have: an error that says how many each chapter has. */
export function lengthProblems({ tree }: Document, length: LengthLimits | undefined): readonly Diagnostic[] {
  if (length?.words === undefined) return [];
  const chapters = chaptersOf(tree).map((chapter): CountedChapter => {
    const [heading] = chapter.children;
    return { title: heading === undefined ? chapter.id : plainText([heading]), words: wordsIn(chapter) };
  });
  const inChapters = chapters.reduce((sum, { words }) => sum + words, 0);
  const before = wordsIn(tree) - inChapters;
  const all = [...(before > 0 ? [{ title: 'before the first chapter', words: before }] : []), ...chapters];
  const words = inChapters + before;
  const { most, position, source } = length.words;
  if (words <= most) return [];
  const counted = `by chapter: ${all.map(({ title, words: own }) => `${title}: ${own}`).join('; ')}`;
  return [
    problem(source === undefined ? 'report/length.words' : 'report/length.words-most', position, {
      words,
      most,
      all: all.map(({ title, words: own }) => `${title}: ${own}`).join('; '),
      counted,
      source,
    }),
  ];
}

/** Words between spaces; signs alone are none. */
const wordsIn = (node: Nodes): number => textOf(node).match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;

/** All that a reader reads, without drawings and what describes them, and without the contents. */
function textOf(node: Nodes): string {
  if (node.type === 'listing' || node.type === 'description' || node.type === 'drawing') return '';
  if (!('children' in node)) return plainText([node]);
  const children: readonly Nodes[] = node.children;
  return children.length > 0 && children.every(({ type }) => phrasing.has(type))
    ? plainText(children)
    : children.map(textOf).join(' ');
}
