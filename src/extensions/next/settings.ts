import type { LineChange } from './years.js';

/** Keys whose years move with the edition. */
const moving = /^(\s*(?:- )?(?:title|subtitle|short-title|as-at):\s*)(.*?)\s*$/;

/** What somebody signed or corrected is of one edition; it stays in sight as a comment. */
const ofOneEdition = /^(?:signed-off|corrigendum):/;

/** The lines of `tallybook.yaml` that are others in the next edition. */
export function changesOfSettings(text: string, edition: number, kept: string): readonly LineChange[] {
  const lines = text.split('\n');
  const hasPrevious = lines.some((line) => /^previous:/.test(line));
  let isOfEdition = false;
  return lines.flatMap((line, index): LineChange[] => {
    isOfEdition = ofOneEdition.test(line) || (isOfEdition && /^\s+\S/.test(line));
    if (isOfEdition) return [{ line: index + 1, from: 0, to: 0, text: '# ' }];
    if (/^status:\s*final\b/.test(line))
      return [{ line: index + 1, from: 0, to: line.length, text: 'status: provisional' }];
    const [, before = '', value = ''] = /^((?:edition|previous):\s*)([^#]*?)\s*(?:#.*)?$/.exec(line) ?? [];
    const at = { line: index + 1, from: before.length, to: before.length + value.length };
    if (before.startsWith('edition'))
      return [{ ...at, text: `${edition + 1}${hasPrevious ? '' : `\nprevious: ${kept}`}` }];
    if (before.startsWith('previous')) return [{ ...at, text: kept }];
    return changeOfTitle(line, index, edition);
  });
}

/** The lines of the data package that say which year a file without years is of. */
export const changesOfPackage = (text: string, edition: number): readonly LineChange[] =>
  text.split('\n').flatMap((line, index): LineChange[] => {
    const [, before = '', period] =
      new RegExp(`^(\\s*period:\\s*)(${edition}/${edition})\\b`).exec(line) ?? [];
    const to = before.length + (period?.length ?? 0);
    const next = edition + 1;
    return period === undefined
      ? []
      : [{ line: index + 1, from: before.length, to, text: `${next}/${next}` }];
  });

/** The lines of the front matter of a template that are others in the next edition. */
export function changesOfFrontMatter(text: string, edition: number): readonly LineChange[] {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---') return [];
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  return lines.slice(0, Math.max(end, 0)).flatMap((line, index) => changeOfTitle(line, index, edition));
}

function changeOfTitle(line: string, index: number, edition: number): LineChange[] {
  const [, before = '', value = ''] = moving.exec(line) ?? [];
  const dated = value.replace(new RegExp(`(?<!\\d)${edition}(?!\\d)`, 'g'), '{edition}');
  if (dated === value) return [];
  // A brace at the beginning would be a mapping of YAML.
  const text = dated.startsWith('{') ? `"${dated}"` : dated;
  return [{ line: index + 1, from: before.length, to: before.length + value.length, text }];
}
