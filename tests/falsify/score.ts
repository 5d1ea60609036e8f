import type { Coverage } from './coverage.js';
import { type Fate, leftOut, type Tried } from './falsify.js';

/** A score as it is printed: how many were stopped, told anew and survived, and by name those that did. */
export function scoreOf(report: string, tried: readonly Tried[], coverage?: Coverage): string {
  const count = (fate: Fate): number => tried.filter((each) => each.fate === fate).length;
  const [stopped, told, survived] = [count('stopped'), count('told anew'), count('survived')];
  const left = tried.filter(({ found }) => found === leftOut).length;
  const share = (part: number, whole: number): string =>
    whole === 0 ? 'none' : `${((part / whole) * 100).toFixed(1)} %`;
  const lines = [
    `${report}: ${tried.length} falsifications: stopped ${stopped}, told anew ${told} (left out ${left}), survived ${survived}: ${share(stopped + told, tried.length)}; without those told anew ${share(stopped, stopped + survived)}`,
    ...tried
      .filter(({ fate }) => fate === 'survived')
      .map(
        ({ falsification, found }) =>
          `  survived: ${falsification.in}: ${falsification.says}\n    wrong: ${falsification.wrong} (${found})\n    ${falsification.survives ?? 'not said to survive'}`,
      ),
  ];
  if (coverage !== undefined) {
    lines.push(
      `  ${coverage.unfalsifiable} sentences that no figure falsifies, ${coverage.silent} that speak of none`,
    );
    for (const each of coverage.stale) lines.push(`  not on the page: ${each}`);
    for (const { section, kind, text } of coverage.unlisted)
      lines.push(`  in no list: ${section} (${kind}): ${text}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What a list says of its survivors and is not so: they survive and are not named, or are named and held. */
export function wrongSurvivors(tried: readonly Tried[]): string[] {
  return tried
    .filter(({ fate, falsification: { survives } }) => (fate === 'survived') !== (survives !== undefined))
    .map(
      ({ fate, falsification, found }) => `${fate}: ${falsification.says}: ${falsification.wrong} (${found})`,
    );
}
