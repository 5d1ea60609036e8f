import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { readTerms, termsJsonSchema } from '../../src/project/read-terms.js';
import { projectJsonSchema } from '../../src/project/spec.js';
import { resourceLimits } from '../../src/resource-limits.js';
import { memoryHost } from '../memory-host.js';

test('the JSON Schema describes the whole grammar and requires only what has no default', () => {
  expect(projectJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    required: ['title', 'publisher', 'edition', 'reports'],
    properties: {
      languages: { default: ['en'] },
      data: { default: 'data/datapackage.yaml' },
      output: { default: 'output' },
      reports: {
        additionalProperties: {
          additionalProperties: false,
          required: ['template'],
          properties: { formats: { default: ['html', 'pdf'] } },
        },
      },
    },
  });
});

test('the JSON Schema of terms.yaml takes a term in any language, and variants as lists', () => {
  expect(termsJsonSchema()).toMatchObject({
    title: 'terms.yaml',
    properties: {
      'stay-in-cyrillic': { type: 'array', items: { type: 'string' } },
      terms: {
        items: {
          additionalProperties: { type: 'string' },
          properties: { not: { additionalProperties: { type: 'array' } } },
        },
      },
    },
  });
});

test('more terms than the limit are refused at the first that is too many', async () => {
  const host = {
    ...memoryHost({ 'terms.yaml': 'terms:\n  - {en: a}\n  - {en: b}\n  - {en: c}\n' }),
    limits: resourceLimits({ terms: 2 }),
  };
  const { diagnostics } = await readTerms(host);
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringMatching(
      /^terms\.yaml:4:5 error limit\/exceeded: `terms\.yaml` may have 2 terms, and this one has 3/,
    ),
  ]);
});
