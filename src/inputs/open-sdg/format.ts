import type { Opened, SourceFile, SourceProblem, SourceRow } from '../../model/dataset/source-table.js';
import { phrase, problem } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { csv } from '../csv/format.js';
import type { SourceFormat } from '../format.js';

/**
 * The CSV of Open SDG: `Year` first, `Value` last, before it `GeoCode` where there is one, and between them disaggregations, in
 * which a blank is the total. *Source:* Open SDG, "Data format".
 */
export const openSdg: SourceFormat = { dialect: [], open };

async function open(source: SourceFile, limits: ResourceLimits): Promise<Opened> {
  const opened = await csv.open({ ...source, dialect: { delimiter: ',' } }, limits);
  if ('code' in opened) return opened;
  const problem = headProblem(opened.header);
  if (problem !== undefined) return problem;
  const { header } = opened;
  return {
    ...opened,
    read(take, most) {
      let padded: SourceProblem | undefined;
      const ended = opened.read((row) => {
        padded ??= paddingIn(row, header);
        if (padded === undefined) take(row);
      }, most);
      return padded ?? ended;
    },
  };
}

function headProblem({ texts, at }: SourceRow): SourceProblem | undefined {
  const found = (index: number, message: string): SourceProblem => ({
    code: 'data/open-sdg',
    position: at(index),
    message,
  });
  const last = texts.length - 1;
  if (texts[0] !== 'Year') {
    return found(0, phrase('data/open-sdg.year', { text: texts[0] ?? '' }));
  }
  if (texts[last] !== 'Value') {
    return found(last, phrase('data/open-sdg.last', { text: texts[last] ?? '' }));
  }
  const code = texts.indexOf('GeoCode');
  return code < 0 || code === last - 1 ? undefined : found(code, phrase('data/open-sdg.place'));
}

/** A space at the end of a category makes another category of it, which nobody sees. */
function paddingIn({ texts, at }: SourceRow, header: SourceRow): SourceProblem | undefined {
  const index = texts.findIndex((text) => text !== text.trim());
  if (index < 0) return undefined;
  return problem('data/open-sdg.space', at(index), {
    text: texts[index]?.trim(),
    otherText: header.texts[index] ?? '',
  });
}
