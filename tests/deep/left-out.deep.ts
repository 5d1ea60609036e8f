/** The tool without each extension in turn: it compiles, and the tests of what turns data and a template into a report pass. */
import { expect, test } from 'vitest';
import { apart, compiled, failures, leaveOut, typeErrors } from '../extensions/left-out.js';
import { temporaryFolder } from '../host/temporary-folder.js';

const ofStages =
  /^tests\/(?:model|yaml|language|data|content|report|outputs|inputs|pictures|project|publisher)\//;
/** Tests that read all operations, all messages and all helpers. */
const ofAll = ['tests/extensions/operations.test.ts', 'tests/extensions/made-up/made-up.test.ts'];

test.each(apart)('without %s', (name) => {
  const folder = temporaryFolder();
  const left = leaveOut(name, folder);
  expect(left).toEqual(expect.arrayContaining(ofAll));
  expect(typeErrors(folder, ['src', 'tests'])).toBe('');
  expect(compiled(folder)).toBe('');
  expect(
    failures(
      folder,
      left.filter((file) => ofStages.test(file) || ofAll.includes(file)),
    ),
  ).toBe('');
});
