import type { Opened, SourceFile, SourceProblem, SourceRow } from '../../model/dataset/source-table.js';
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
  const problem = (index: number, message: string): SourceProblem => ({
    code: 'data/open-sdg',
    position: at(index),
    message,
  });
  const last = texts.length - 1;
  if (texts[0] !== 'Year') {
    return problem(0, `Unexpected first column \`${texts[0] ?? ''}\`, expected \`Year\` as Open SDG has it`);
  }
  if (texts[last] !== 'Value') {
    return problem(
      last,
      `Unexpected last column \`${texts[last] ?? ''}\`, expected \`Value\` as Open SDG has it`,
    );
  }
  const code = texts.indexOf('GeoCode');
  return code < 0 || code === last - 1
    ? undefined
    : problem(code, 'Unexpected place of `GeoCode`, expected it right before `Value`');
}

/** A space at the end of a category makes another category of it, which nobody sees. */
function paddingIn({ texts, at }: SourceRow, header: SourceRow): SourceProblem | undefined {
  const index = texts.findIndex((text) => text !== text.trim());
  if (index < 0) return undefined;
  return {
    code: 'data/open-sdg',
    position: at(index),
    message: `Unexpected space around \`${texts[index]?.trim()}\` in \`${header.texts[index] ?? ''}\`, expected none, as Open SDG has it`,
    hint: 'Open SDG takes a word with a space behind it for another word',
  };
}
