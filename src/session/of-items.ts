import { type Diagnostic, formatDiagnostic } from '../diagnostics.js';
import type { Target } from '../model/project.js';

/** What was said of a target. */
interface SaidOf {
  readonly target: Target;
  readonly diagnostics: readonly Diagnostic[];
}

/** As many items are named of those that a problem is found in. */
const mostNamed = 3;

/**
 * What was said of targets, each problem once: where it was found in an item of a matrix it says with which parameters, and where these stand, of
 * the first few items.
 */
export function ofItems(said: readonly SaidOf[]): Diagnostic[] {
  const found = new Map<string, { readonly diagnostic: Diagnostic; readonly targets: Target[] }>();
  for (const { target, diagnostics } of said) {
    for (const diagnostic of diagnostics) {
      const key = formatDiagnostic(diagnostic);
      const same = found.get(key) ?? { diagnostic, targets: [] };
      found.set(key, same);
      if (target.item !== undefined && same.targets.at(-1)?.item !== target.item) same.targets.push(target);
    }
  }
  return [...found.values()].map(({ diagnostic, targets }) => withItems(diagnostic, targets));
}

function withItems(diagnostic: Diagnostic, targets: readonly Target[]): Diagnostic {
  // The languages of an item come one after the other, but not beside those of another report.
  const named = targets.slice(0, mostNamed).flatMap(({ item, report }) => {
    if (item === undefined) return [];
    const parameters = Object.entries(item.parameters).map(([name, value]) => `${name} \`${value}\``);
    return [{ position: item.position, note: `\`${report.id}/${item.slug}\`: ${parameters.join(', ')}` }];
  });
  const more = targets.length - named.length;
  const last = named.at(-1);
  if (last === undefined) return diagnostic;
  const counted = more > 0 ? { ...last, note: `${last.note}, and ${more} more` } : last;
  return { ...diagnostic, see: [...(diagnostic.see ?? []), ...named.slice(0, -1), counted] };
}
