import type { Element } from 'xast';
import type { Diagnostic } from '../../diagnostics.js';
import { saidBy } from '../../model/project/profile.js';
import type { Report } from '../../model/project/project.js';
import type { WordSetting } from '../../model/project/word.js';
import { problem } from '../../problems/problem.js';
import { defaultsOf, fontIn } from './fonts.js';
import { attributeOf, childOf, childrenOf } from './ooxml.js';
import type { Reference } from './reference.js';
import { keyOf } from './styles.js';

/** What is said of each part of the setting. */
const texts = {
  font: 'report/profile.font',
  points: 'report/profile.points',
  notePoints: 'report/profile.notePoints',
  justified: 'report/profile.justified',
} as const;
const keys = Object.keys(texts) as (keyof typeof texts)[];

/** What a document of an office sets otherwise than the body asks that a report is for, said where the document is named. */
export function unlikeRule(
  reference: Pick<Reference, 'styles' | 'theme'>,
  { profile, word }: Pick<Report, 'profile' | 'word'>,
): readonly Diagnostic[] {
  const rule = profile?.rules.find((each) => each.rule === 'word');
  if (profile === undefined || rule?.setting === undefined || word?.reference === undefined) return [];
  const { file, position } = word.reference;
  const { setting } = rule;
  const found = settingOf(reference);
  const source = saidBy(profile.name, rule);
  return keys.flatMap((key) =>
    setting[key] === undefined || setting[key] === found[key]
      ? []
      : [
          problem(texts[key], position, {
            file,
            found: found[key],
            asked: setting[key],
            source,
          }),
        ],
  );
}

/** How a document of an office sets its text and its notes. What says nothing of either is as Word has it: Times New Roman in 10 points. */
function settingOf({ styles, theme }: Pick<Reference, 'styles' | 'theme'>): WordSetting {
  const [text, notes] = ['normal', 'footnote text'].map((name) => chainOf(styles, name));
  const size = (chain: readonly Element[] = []): number =>
    Number(firstOf(chain, 'w:rPr', (letters) => attributeOf(childOf(letters, 'w:sz'))) ?? 20) / 2;
  const across = firstOf(text ?? [], 'w:pPr', (paragraph) => attributeOf(childOf(paragraph, 'w:jc')));
  return {
    font: firstOf(text ?? [], 'w:rPr', (letters) => fontIn(letters, theme)) ?? 'Times New Roman',
    points: size(text),
    notePoints: size(notes),
    justified: across === 'both',
  };
}

/** A style, what it is based on, and last what holds where no style says anything. */
function chainOf(styles: Element | undefined, name: string): readonly Element[] {
  const all = childrenOf(styles, 'w:style');
  const chain: Element[] = [];
  let style = all.find((each) => keyOf(attributeOf(childOf(each, 'w:name')) ?? '') === name);
  while (style !== undefined && !chain.includes(style)) {
    chain.push(style);
    const parent = attributeOf(childOf(style, 'w:basedOn'));
    style = all.find((each) => attributeOf(each, 'w:styleId') === parent);
  }
  const paragraphs = childOf(childOf(styles, 'w:docDefaults'), 'w:pPrDefault');
  return [...chain, ...[defaultsOf(styles), paragraphs].filter((each) => each !== undefined)];
}

const firstOf = (
  chain: readonly Element[],
  part: string,
  look: (properties: Element | undefined) => string | undefined,
): string | undefined => chain.map((each) => look(childOf(each, part))).find((found) => found !== undefined);
