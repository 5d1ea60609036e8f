import { expect, test } from 'vitest';
import { accessibilityJsonSchema } from '../../../src/extensions/accessibility/record.js';

test('the JSON Schema of accessibility.yaml asks for what the command writes, and for nothing that people add', () => {
  expect(accessibilityJsonSchema()).toMatchObject({
    title: 'accessibility.yaml',
    properties: { reports: { items: { required: ['report', 'language', 'page', 'checks'] } } },
  });
});
