import type { Diagnostic, Outcome, Position } from '../../diagnostics.js';
import { slugOf } from '../../language/serbian-latin.js';
import { type ListedItem, type MatrixItem, shownItem } from '../../model/project/matrix.js';
import { problem, wording } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { longestName, nameProblem } from '../portable-names.js';

/**
 * Gives each item the name that its folder and its files bear. Two of one name, or with the same parameters, would be one report twice.
 *
 * @param report The id of the report, which stands before the slug in the names of files.
 */
export function nameItems(
  listed: readonly ListedItem[],
  {
    report,
    limits,
    position,
  }: { readonly report: string; readonly limits: ResourceLimits; readonly position: Position },
): Outcome<readonly MatrixItem[]> {
  if (listed.length > limits.items) {
    const excess = { found: listed.length, which: report };
    return { value: [], diagnostics: [limitProblem({ name: 'items', limits, position, ...excess })] };
  }
  const diagnostics: Diagnostic[] = [];
  const bySlug = new Map<string, ListedItem>();
  const byParameters = new Map<string, ListedItem>();
  const value = listed.flatMap((item): MatrixItem[] => {
    const { parameters, position: at, given } = item;
    const key = JSON.stringify(Object.entries(parameters));
    const twin = byParameters.get(key);
    if (twin !== undefined) {
      diagnostics.push(
        problem('matrix/twice', at, { shownItem: shownItem(item), report }, { see: twin.position }),
      );
      return [];
    }
    byParameters.set(key, item);
    const slug = given?.slug ?? slugOf(item.names.join(' '));
    const fault = slugFault(slug, item, report, bySlug.get(slug));
    if (fault !== undefined) {
      const where = given?.position ?? at;
      diagnostics.push({ severity: 'error', code: 'matrix/slug', position: where, ...fault });
      return [];
    }
    bySlug.set(slug, item);
    return [{ slug, parameters, position: at }];
  });
  return { value: diagnostics.length > 0 ? [] : value, diagnostics };
}

/** What is wrong with the slug of an item: nothing can bear it, or `other` has it. */
function slugFault(
  slug: string,
  item: ListedItem,
  report: string,
  other: ListedItem | undefined,
): Pick<Diagnostic, 'message' | 'hint' | 'see'> | undefined {
  const failure = slugProblem(slug, report);
  if (failure !== undefined) {
    return slug === ''
      ? wording('project/name-items.none', { names: item.names.join(' ') })
      : wording('project/name-items.slug', { slug, problem: failure });
  }
  if (other === undefined) return undefined;
  return wording(
    'project/name-items.shownitem',
    { slug, shownItem: shownItem(item), otherShownItem: shownItem(other) },
    { see: [{ position: other.given?.position ?? other.position, note: shownItem(other) }] },
  );
}

/** Why no folder or file could be called by a slug. */
function slugProblem(slug: string, report: string): string | undefined {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) {
    return 'it has more than small letters, digits and single hyphens';
  }
  if (nameProblem(slug) !== undefined) return 'Windows keeps that name for a device';
  // The names of files have both.
  return `${report}-${slug}`.length > longestName
    ? `it has more than ${longestName - report.length - 1} characters`
    : undefined;
}
