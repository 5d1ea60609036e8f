import type { SourceDialect, Sources } from '../../model/dataset/source-table.js';
import type { YamlPath } from '../../yaml/positions.js';
import { readableTypes } from './field-schema.js';
import type { ResourceSpec } from './package-schema.js';

interface Refusal {
  readonly path: YamlPath;
  readonly shown: string;
  readonly expected: string;
}

/** The format of a file: as declared, else what the ending of its name says. */
export function formatOf({ format, path }: ResourceSpec): string {
  if (format !== undefined) return format;
  const [, ending = ''] = /\.(\w+)$/.exec(typeof path === 'string' ? path.toLowerCase() : '') ?? [];
  if (ending === 'xlsx' || ending === 'xlsm') return 'xlsx';
  if (ending === 'jsonl') return 'ndjson';
  return ending === 'ods' || ending === 'json' || ending === 'ndjson' ? ending : 'csv';
}

/**
 * The standard properties of a resource that would change how its file is read and that Tallybook does not read.
 * Passing over them in silence would publish wrong numbers, so each is named. Their default values are accepted.
 */
export function refusals(resource: ResourceSpec, formats: Sources['formats']): Refusal[] {
  const found: Refusal[] = [];
  const refuse: Refuse = (wrong, path, expected, value) => {
    const shown = value === undefined ? '' : ` \`${String(value)}\``;
    if (wrong) found.push({ path, shown, expected });
  };
  refuse(resource.data !== undefined, ['data'], 'the data in a file named by `path`');
  const { dialect } = resource;
  const format = formatOf(resource);
  const known = Object.hasOwn(formats, format) ? formats[format] : undefined;
  refuse(known === undefined, ['format'], oneOf(Object.keys(formats)), format);
  refuse(typeof dialect === 'string', ['dialect'], 'a mapping, not the name of a file');
  refuse(typeof resource.schema === 'string', ['schema'], 'a mapping with `fields`, not the name of a file');
  if (typeof dialect === 'object') {
    refuseDialect(dialect, refuse);
    for (const name of formatProperties) {
      const isForeign = known !== undefined && !known.includes(name) && dialect[name] !== undefined;
      refuse(
        isForeign,
        ['dialect', name],
        `the dialect of a ${format === 'csv' ? 'CSV' : `\`${format}\``} file`,
      );
    }
  }
  if (typeof dialect === 'object' && dialect.header === false) {
    const isCsv = format === 'csv';
    refuse(!isCsv, ['dialect', 'header'], `a header, which a \`${format}\` file has`);
    const shaped = (['table', 'columns', 'combine', 'unpivot', 'constants'] as const).find(
      (key) => resource[key] !== undefined,
    );
    refuse(isCsv && shaped !== undefined, ['dialect', 'header'], `a header beside \`${shaped}\``);
  }
  if (typeof resource.schema === 'object') refuseFields(resource.schema, refuse);
  return found;
}

type Refuse = (wrong: boolean, path: YamlPath, expected: string, value?: unknown) => void;

function refuseDialect(dialect: Exclude<ResourceSpec['dialect'], string | undefined>, refuse: Refuse): void {
  const at = (name: keyof typeof dialect): YamlPath => ['dialect', name];
  const { headerRows = [1] } = dialect;
  const elsewhere = 'the rows of the head under `table: {header: [1, 2]}`';
  refuse(headerRows.length !== 1 || headerRows[0] !== 1, at('headerRows'), elsewhere);
  refuse(
    (dialect.commentRows ?? []).length > 0,
    at('commentRows'),
    'rows above the head under `table: {skip: 1}`, or a `commentChar`',
  );
  const isEscaped = dialect.escapeChar !== undefined;
  refuse(
    dialect.doubleQuote === false && !isEscaped,
    at('doubleQuote'),
    'an `escapeChar` where quotes are not doubled',
  );
  refuse(
    dialect.doubleQuote === true && isEscaped,
    at('doubleQuote'),
    '`false` beside an `escapeChar`: quotes are doubled or escaped',
  );
  refuse(dialect.nullSequence !== undefined, at('nullSequence'), 'a code among `missingValues`');
}

/** Each is about one format or the other. */
const formatProperties = [
  'delimiter',
  'quoteChar',
  'escapeChar',
  'commentChar',
  'skipInitialSpace',
  'property',
  'itemType',
  'itemKeys',
  'sheetNumber',
  'sheetName',
  'table',
] as const satisfies readonly (keyof SourceDialect)[];

const oneOf = (names: readonly string[]): string =>
  `${names.length > 1 ? 'one of ' : ''}${names.map((name) => `\`${name}\``).join(', ')}`;

function refuseFields(schema: Exclude<ResourceSpec['schema'], string>, refuse: Refuse): void {
  const matches: unknown[] = [undefined, 'exact', 'equal'];
  refuse(
    !matches.includes(schema.fieldsMatch),
    ['schema', 'fieldsMatch'],
    '`exact` or `equal`',
    schema.fieldsMatch,
  );
  const types: readonly string[] = readableTypes;
  for (const [index, field] of schema.fields.entries()) {
    const at = (...names: string[]): YamlPath => ['schema', 'fields', index, ...names];
    const { type = 'string', format = 'default' } = field;
    refuse(!types.includes(type), at('type'), oneOf(types), type);
    refuse(
      format !== 'default',
      at('format'),
      '`default`: numbers and dates as in ISO 8601, text as it stands',
    );
    refuse(field.bareNumber === false, at('bareNumber'), 'numbers without signs around them');
    refuse(
      field.constraints?.jsonSchema !== undefined,
      at('constraints', 'jsonSchema'),
      'another constraint',
    );
  }
}
