import type { Root } from 'mdast';
import { expect, test } from 'vitest';
import type { BlockResolver, BlockResolvers } from '../../../src/content/markdown/resolution.js';
import { RowIndex } from '../../../src/content/selection/fields.js';
import { type TemplateLanguage, templateLanguage } from '../../../src/content/template-language.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { claims } from '../../../src/extensions/claims/extension.js';
import { templateSyntax } from '../../../src/extensions/extensions.js';
import { chartForms } from '../../../src/extensions/forms.js';
import { operations } from '../../../src/extensions/operations.js';
import { helperOf } from '../../../src/forms/chart-form.js';
import { loadCatalogue } from '../../../src/language/catalogue.js';
import { createLanguage } from '../../../src/language/create.js';
import { type Operations, operationNamed } from '../../../src/model/operations/operations.js';
import { memoryHost } from '../../memory-host.js';
import { compose } from '../../support/composed.js';
import { lexicon } from '../../support/english.js';
import { MemoryProject } from '../../support/memory-project.js';
import { greetingBlock, greetingMessages, greetingOperations, greetings } from './extension.js';

type WithGreeting = BlockResolvers & { readonly greeting: BlockResolver<{ readonly words: string }> };
type WithSurplus = Operations & typeof greetingOperations;

// @ts-expect-error a block that an extension declares, without its resolver
const unresolved: WithGreeting = templateSyntax.blocks;
// @ts-expect-error an operation that an extension declares, and that is not in the record
const unknown: WithSurplus = operations;

const blocks: WithGreeting = { ...templateSyntax.blocks, greeting: greetingBlock };
const record: WithSurplus = { ...operations, ...greetingOperations };

/** The language of templates with one extension more: the line in the list. */
const syntax: TemplateLanguage = templateLanguage(
  chartForms.map(helperOf),
  [claims, greetings].flatMap(({ content }) => content ?? []),
  blocks,
  record,
);

const { project, report } = new MemoryProject({ id: 'greeting', files: {} });

async function composed(template: string) {
  const { tool } = memoryHost({});
  const own = await loadCatalogue('en', {
    readText: async (path) => (path.endsWith('/greetings.yaml') ? greetingMessages : tool.readText(path)),
    exists: tool.exists,
    list: async (folder) => [...(await tool.list(folder)), 'greetings.yaml'],
  });
  const { value, diagnostics } = await compose(
    {
      project,
      report,
      data: {},
      rows: new RowIndex(),
      language: createLanguage('en', own, lexicon),
      syntax,
      draft: false,
    },
    memoryHost({ [report.template]: template }),
  );
  return { body: value?.body, problems: diagnostics.map(formatDiagnostic) };
}

const wordsOf = (root: Root | undefined): string[] =>
  (root?.children ?? []).flatMap((node) =>
    node.type === 'paragraph'
      ? node.children.flatMap((child) => (child.type === 'text' ? child.value : []))
      : [],
  );

test('an extension that is one folder and one line brings a helper, a block and its words', async () => {
  const { body, problems } = await composed('# Greetings\n\n{{greeting to="reader"}}\n');
  expect(problems).toEqual([]);
  expect(wordsOf(body)).toEqual(['Hello, reader.']);
});

test('its block is refused where a block cannot stand, by the name that it gives itself', async () => {
  const { problems } = await composed('# Greetings\n\nThey said {{greeting to="reader"}} twice.\n');
  expect(problems.join('\n')).toContain('This greeting is inside a sentence');
});

test('its operation is known to whoever reads the record', () => {
  expect(operationNamed(record, 'surplus')?.origin).toBe('document.operation.surplus');
  expect([unresolved, unknown]).toHaveLength(2);
});
