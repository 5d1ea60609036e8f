/** What the makers of the data give as reasons beside their texts. */
import type { PhrasingContent } from 'mdast';
import type { TextReason } from '../../model/project/about.js';
import { quoted, say } from './prose.js';
import type { MethodsRun } from './run.js';

/** Items of a list: reasons of the package, and of the datasets that the report uses, each with its title. */
export function reasonsOf(
  reasons: readonly TextReason[],
  { language, about, used }: MethodsRun,
): PhrasingContent[][] {
  const titles = new Map(used.datasets.map(({ name, title }) => [name, title]));
  return reasons.flatMap(({ reason, dataset }) => {
    const title = dataset === undefined ? about?.title : titles.get(dataset);
    if (dataset !== undefined && title === undefined) return [];
    return [
      [
        ...(title === undefined ? [] : [...quoted(title), ...say(language, 'colon'), ...quoted(' ')]),
        ...quoted(reason),
      ],
    ];
  });
}
