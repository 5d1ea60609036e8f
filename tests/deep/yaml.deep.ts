/** tallybook.yaml and datapackage.yaml with random faults: whatever is done to one, the answer has its place. */
import { test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Diagnostic } from '../../src/diagnostics.js';
import { resolveProject } from '../../src/project/resolve.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { memoryHost } from '../memory-host.js';
import { anyOf, fuzz, type Input, mutateText, mutateTree, oddTexts, oddWords, type Random } from './fuzz.js';
import { sampleProjects } from './samples.js';

const runs = 4_000;

/** What YAML is made of, and what it should not hold. */
const pieces: readonly string[] = [
  ...oddTexts,
  ...oddWords,
  ...[
    ': ',
    '- ',
    '? ',
    '| ',
    '|\n',
    '>-\n',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '&a ',
    '*a',
    '*a ',
    '<<: *a\n',
    '<<: {a: 1}\n',
  ],
  ...[
    '!!str ',
    '!!binary ',
    '!!js/function ',
    '!!set ',
    '!!omap ',
    '!!merge ',
    '!local ',
    '!<tag:x> ',
    '%YAML 1.1\n',
    '%TAG ! x\n',
  ],
  ...[
    '---\n',
    '...\n',
    '# ',
    ' #',
    '\t',
    '@',
    '%',
    '~',
    'null',
    'yes',
    'on',
    '0x1f',
    '0o17',
    '1e999',
    '-.inf',
    '.nan',
    '2014-01-01',
    '1_000',
  ],
  ...[
    '&a [*a, *a]',
    '&a {x: *a}',
    '[[[[',
    '{a: {a: {a: ',
    '- - - - ',
    '"\\u0000"',
    '"\\x1b"',
    '"\\ud800"',
    'x'.repeat(500),
    '9'.repeat(400),
  ],
  ...[
    '__proto__: {x: 1}\n',
    '  __proto__: x\n',
    'constructor: {prototype: x}\n',
    'limits: {yamlDepth: 5}\n',
    '../..',
    '/etc/passwd',
    'CON',
    '.',
  ],
];

/** Values that tend to do harm where another kind is expected. */
const strange: readonly unknown[] = [
  ...oddTexts,
  ...oddWords,
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    -0,
    1e21,
    1e308,
    9_007_199_254_740_993n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2014,
    12n ** 40n,
  ],
  ...[
    [],
    [[]],
    [null],
    [''],
    ['a', 1],
    {},
    { a: {} },
    { value: 1 },
    { value: 'total', label: '' },
    { field: 'year' },
    { resource: 'x' },
  ],
  ...Array.from(oddWords, (word) => Object.fromEntries([[word, 'x']])),
  ...[
    'total',
    'year',
    'edition',
    'measure',
    'string',
    'integer',
    '2014',
    '2014-01-01',
    '[x]',
    '(a+)+$',
    '[',
    'a'.repeat(2_000),
    '../x',
    'x.csv',
  ],
];

/** Keys of the grammars, to be put where they do not belong, and keys of nobody's. */
const keys: readonly string[] = [
  ...oddWords,
  ...[
    'title',
    'publisher',
    'edition',
    'languages',
    'reports',
    'template',
    'formats',
    'limits',
    'claims',
    'previous',
    'output',
    'data',
  ],
  ...[
    'name',
    'path',
    'type',
    'role',
    'unit',
    'total',
    'categories',
    'missingValues',
    'primaryKey',
    'foreignKeys',
    'uniqueKeys',
    'schema',
  ],
  ...[
    'fields',
    'dialect',
    'encoding',
    'constraints',
    'pattern',
    'enum',
    'minimum',
    'equals',
    'within',
    'accepts',
    'where',
    'rate',
    'plausible',
  ],
  ...[
    'counts',
    'period',
    'protect',
    'plan',
    'status',
    'decimalChar',
    'groupChar',
    'format',
    '',
    ' ',
    '0',
    '1',
    'a/b',
    '~',
    '\u0000',
    '\u202e',
  ],
];

const samples = sampleProjects();
const position = { file: 'tallybook.yaml', line: 1, column: 1 };
const packageFile = 'data/datapackage.yaml';

function damaged(random: Random): Input {
  const sample = anyOf(samples, random);
  const path = anyOf(['tallybook.yaml', packageFile, packageFile], random);
  const text = Buffer.from(sample[path] ?? '').toString('utf8');
  const draw = random();
  if (draw < 0.5) return { ...sample, [path]: mutateText(text, pieces, random) };
  let tree: unknown = parse(text);
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--)
    tree = mutateTree(tree, strange, keys, random);
  const written = random() < 0.3 ? asJson(tree) : stringify(tree);
  return { ...sample, [path]: draw < 0.9 ? written : mutateText(written, pieces, random) };
}

const asJson = (tree: unknown): string =>
  JSON.stringify(tree, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value), 1) ?? 'null';

async function read(input: Input): Promise<readonly Diagnostic[]> {
  const host = memoryHost(input);
  const { value: project, diagnostics } = await resolveProject(host);
  const found = project ?? { data: packageFile, dataPosition: position, edition: 2014 };
  const prepared = await prepareData(
    { path: found.data, position: found.dataPosition, edition: found.edition },
    { ...host, ...(project === undefined ? {} : { limits: project.limits }) },
  );
  return [...diagnostics, ...prepared.diagnostics];
}

test(`each of ${runs} damaged project files and data packages is one, or errors with their places`, () =>
  fuzz('damaged YAML', runs, (random) => {
    const input = damaged(random);
    return { input, read: () => read(input) };
  }));
