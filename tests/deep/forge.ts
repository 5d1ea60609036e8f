/** Faults for files that a stranger may have written, the same for the same seed. */

const signs = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '<',
  '>',
  '/',
  '=',
  '&',
  '\\',
  '\n',
  '\0',
  '-',
  '9',
  'e',
  '\u202e',
  'é',
];
const values = [
  'null',
  '[]',
  '{}',
  '-1',
  '1e999',
  '""',
  '"__proto__"',
  'true',
  `${'9'.repeat(400)}`,
  '{"__proto__":1}',
];

export interface Forged {
  readonly text: string;
  readonly what: string;
}

/** A text with one thing done to it: a sign put in or taken out, a stretch doubled or gone, a value changed, or nested deep. */
export function forge(text: string, random: () => number): Forged {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const at = Math.floor(random() * text.length);
  const to = Math.min(text.length, at + 1 + Math.floor(random() * 200));
  const cut = (middle: string, end = at): string => text.slice(0, at) + middle + text.slice(end);
  const sign = pick(signs);
  const json = [...text.matchAll(/: ?("(?:[^"\\]|\\.)*"|-?\d+|true|false)/g)];
  const target = json.length === 0 ? undefined : pick(json);
  const value = pick(values);
  const deep = pick(['[', '{"a":', '<b>', '<svg><g>', '<!-- ']).repeat(20_000);
  const ways: readonly (() => Forged)[] = [
    () => ({ text: cut(sign), what: `put ${JSON.stringify(sign)} at ${at}` }),
    () => ({ text: cut('', at + 1), what: `took the sign at ${at}` }),
    () => ({ text: cut('', to), what: `took ${at} to ${to}` }),
    () => ({ text: cut(text.slice(at, to)), what: `doubled ${at} to ${to}` }),
    () => ({ text: cut(sign, at + 1), what: `made the sign at ${at} ${JSON.stringify(sign)}` }),
    () => ({ text: cut(deep), what: `nested deep at ${at}` }),
    () => ({ text: text.slice(0, at), what: `ended at ${at}` }),
    () => {
      if (target === undefined) return { text: cut(sign), what: `put ${JSON.stringify(sign)} at ${at}` };
      const start = target.index + target[0].length - (target[1] ?? '').length;
      const changed = text.slice(0, start) + value + text.slice(target.index + target[0].length);
      return { text: changed, what: `made ${target[1]?.slice(0, 40)} at ${start} ${value.slice(0, 40)}` };
    },
  ];
  return pick(ways)();
}
