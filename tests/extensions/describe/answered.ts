/** A data package whose questions are answered from what they say themselves, as somebody does who knows nothing else. */

/**
 * Which answer of a question is taken, by words of the question: the number of it from 0, none, or what is put in the place of a
 * question mark. Default: the first.
 */
export type Choices = Readonly<Record<string, number | string>>;

/** The lines under a question that can be taken out of their comment. */
const isAnswer = (text: string): boolean => /^(?:- | {2}|[a-z][A-Za-z]*:(?: |$))/.test(text);

const numbered = (chosen: number | string | undefined): number => (typeof chosen === 'number' ? chosen : 0);

/** The package without its `ASK` lines; what stands in place of a field is left as it is where a question only doubts it. */
export function answered(text: string, choices: Choices = {}): string {
  const lines = text.split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, spaces = '', question] = /^( *)# ASK: (.*)$/.exec(line) ?? [];
    if (question === undefined) {
      out.push(line);
      continue;
    }
    const answers: string[] = [];
    const said = (): string =>
      (lines[at + 1] ?? '').startsWith(`${spaces}# `) ? (lines[at + 1] ?? '').slice(spaces.length + 2) : '';
    for (; isAnswer(said()); at++) answers.push(said());
    const chosen = Object.entries(choices).find(([words]) => question.includes(words))?.[1];
    if (question.includes('in the place of the field')) {
      const isDoubt = !question.startsWith('every mark');
      if (chosen === 'none' || (isDoubt && chosen === undefined)) continue;
      while (!(lines[at + 1] ?? '').startsWith(`${spaces}- `)) out.push(lines[++at] ?? '');
      at++;
      while ((lines[at + 1] ?? '').startsWith(`${spaces}  `)) at++;
      out.push(spaces + (answers[numbered(chosen)] ?? ''));
    } else if (chosen !== 'none') {
      const keys = answers.map((each) => /^[A-Za-z]+(?=:)/.exec(each)?.[0]);
      const isChoice = keys.length > 1 && keys.every((key) => key !== undefined && key === keys[0]);
      const taken = isChoice ? [answers[numbered(chosen)] ?? ''] : answers;
      for (const each of taken) out.push(spaces + each.replaceAll('"?"', String(chosen)));
    }
  }
  return out.join('\n');
}
