/** Files as offices publish them become drafts by answers that their own questions propose. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeFiles } from '../../../src/extensions/describe/describe-files.js';
import { readHere } from '../../../src/session/workers/workbook-process.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';
import { answered, type Choices } from './answered.js';

/** What a draft says of the file as an error, in the data and in its first report. */
async function errorsOf(name: string, bytes: Uint8Array, choices: Choices): Promise<readonly string[]> {
  const {
    text = '',
    report,
    lastYear = 2025,
  } = await describeFiles([name], memoryHost({ [name]: bytes }), {
    read: readHere,
  });
  const files = { 'data/datapackage.yaml': answered(text, choices), [`data/${name}`]: bytes };
  const project = new MemoryProject({ id: 'annual-report', edition: lastYear, files });
  const { problems, texts } = await project.compose(report?.template ?? '');
  expect(texts.length, name).toBeGreaterThan(5);
  return problems.filter((problem) => /^\S+ error /.test(problem));
}

const offices = readdirSync('examples/offices').filter((name) => !name.includes('.'));

test('each raw file of the examples of offices', async () => {
  expect(offices).toHaveLength(11);
  for (const office of offices) {
    const folder = `examples/offices/${office}/data`;
    const [name = ''] = readdirSync(folder).filter((each) => each !== 'datapackage.yaml');
    // Votes are no persons, though few of them are.
    const choices: Choices = { 'If they count persons': 'none' };
    expect(await errorsOf(name, readFileSync(`${folder}/${name}`), choices), office).toEqual([]);
  }
});
