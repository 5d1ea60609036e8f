import type { Change, OldWriting } from './change.js';

const old = /\ballow-(small-base|periods)=(?:"([^"]*)"|'([^']*)')/g;

/**
 * From version 2 on, one argument says which rules an author means to break: `allow="small-base: reason"` takes the place
 * of `allow-small-base="reason"`, `allow="periods: reason"` that of `allow-periods="reason"`.
 */
export const allowRules: Change = {
  version: 2,
  find: ({ kind, text }) =>
    kind !== 'template'
      ? []
      : [...text.matchAll(old)].map((match) => writing(match, isTwofold(text, match.index))),
};

function writing(match: RegExpExecArray, isTwofold: boolean): OldWriting {
  const [whole, rule = '', double, single = ''] = match;
  const reason = double ?? single;
  const quote = double === undefined ? "'" : '"';
  const written = `allow=${quote}${rule}: ${reason}${quote}`;
  return {
    start: match.index,
    end: match.index + whole.length,
    message: `Unexpected \`allow-${rule}\`, expected \`allow\` with the name of the rule`,
    remedy: isTwofold
      ? 'write both reasons in one: `allow="small-base: ... | periods: ..."`'
      : `write \`allow="${rule}: ..."\``,
    // What separates the reasons of several rules cannot stand in one of them.
    ...(isTwofold || reason.includes('|') ? {} : { replacement: written }),
  };
}

/** True where the call around a place says both: they become one argument, which only an author can word. */
function isTwofold(text: string, at: number): boolean {
  const from = Math.max(text.lastIndexOf('{{', at), text.lastIndexOf('(', at));
  const end = /\}\}|\)/.exec(text.slice(at));
  const call = text.slice(Math.max(from, 0), end === null ? text.length : at + end.index);
  return (call.match(/\ballow-(?:small-base|periods)=/g) ?? []).length > 1;
}
