/** What was revised, and what is no fact. */
import type { BlockContent } from 'mdast';
import { tablesOf } from '../../content/printable.js';
import { list, paragraph, quoted, say } from './prose.js';
import { reasonsOf } from './reasons.js';
import type { MethodsRun } from './run.js';

/** ESMS 17: the figures that differ from the edition before. */
export function revisionsPart({ block }: MethodsRun): BlockContent[] {
  const { revisions } = block;
  if (revisions === undefined) return [];
  return revisions.kind === 'table' ? tablesOf(revisions) : [paragraph(quoted(revisions.text))];
}

/** ESMS 19: the datasets of made-up figures. */
export function illustrative({ language, used }: MethodsRun): BlockContent[] {
  const made = used.datasets.filter((dataset) => dataset.illustrative);
  if (made.length === 0) return [];
  return [paragraph(say(language, 'illustrative')), ...list(made.map(({ title }) => quoted(title)))];
}

/** What no data can test, with the reasons of authors and of those who made the data. */
export function uncheckedPart(run: MethodsRun): BlockContent[] {
  const inData = reasonsOf(run.about?.unchecked ?? [], run);
  const ofData = inData.length === 0 ? [] : [paragraph(say(run.language, 'unchecked-data')), ...list(inData)];
  const ofAuthor =
    run.typed === 0 ? [] : [paragraph(say(run.language, 'typed-numbers', { count: run.typed }))];
  return [...ofAuthor, ...passages(run), ...ofData];
}

/** The passages of the report, each with the reason of its author; one that is printed several times once. */
function passages({ language, unchecked }: MethodsRun): BlockContent[] {
  if (unchecked.length === 0) return [];
  const once = new Map(unchecked.map((each) => [JSON.stringify([each.text, each.reason]), each]));
  return [
    paragraph(say(language, 'unchecked')),
    ...list(
      [...once.values()].map(({ text, reason }) => [
        ...quoted(language.message('content.methods.passage', { text })),
        ...say(language, 'colon'),
        ...quoted(` ${reason}`),
      ]),
    ),
  ];
}
