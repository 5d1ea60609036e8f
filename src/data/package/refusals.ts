import type { SourceDialect, Sources } from '../../model/dataset/source-table.js';
import type { YamlPath } from '../../yaml/positions.js';
import { readableTypes } from './field-schema.js';
import type { ResourceSpec } from './package-schema.js';

interface Refusal {
  readonly path: YamlPath;
  /** As an author wrote it. */
  readonly shown: string;
  /** What to do. */
  readonly hint: string;
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
  const refuse: Refuse = (wrong, path, hint, value) => {
    const name = String(path.at(-1));
    if (wrong) found.push({ path, shown: value === undefined ? name : `${name}: ${String(value)}`, hint });
  };
  refuse(resource.data !== undefined, ['data'], 'put the data into a file, and name it in `path`');
  const { dialect } = resource;
  const format = formatOf(resource);
  const known = Object.hasOwn(formats, format) ? formats[format] : undefined;
  refuse(known === undefined, ['format'], use(Object.keys(formats)), format);
  refuse(typeof dialect === 'string', ['dialect'], 'write a mapping, not the name of a file', dialect);
  const ofSchema = 'write a mapping with `fields`, not the name of a file';
  refuse(typeof resource.schema === 'string', ['schema'], ofSchema, resource.schema);
  if (typeof dialect === 'object') {
    refuseDialect(dialect, refuse);
    for (const name of formatProperties) {
      const isForeign = known !== undefined && !known.includes(name) && dialect[name] !== undefined;
      refuse(isForeign, ['dialect', name], `remove it: it has no meaning for the format \`${format}\``);
    }
  }
  if (typeof dialect === 'object' && dialect.header === false) {
    const isCsv = format === 'csv';
    refuse(!isCsv, ['dialect', 'header'], `remove it: the format \`${format}\` needs a header`, false);
    const shaped = (['table', 'columns', 'combine', 'unpivot', 'constants'] as const).find(
      (key) => resource[key] !== undefined,
    );
    const besides = `\`${shaped}\` needs a header: write one into the file, or remove \`${shaped}\``;
    refuse(isCsv && shaped !== undefined, ['dialect', 'header'], besides, false);
  }
  if (typeof resource.schema === 'object') refuseFields(resource.schema, refuse);
  return found;
}

type Refuse = (wrong: boolean, path: YamlPath, hint: string, value?: unknown) => void;

function refuseDialect(dialect: Exclude<ResourceSpec['dialect'], string | undefined>, refuse: Refuse): void {
  const at = (name: keyof typeof dialect): YamlPath => ['dialect', name];
  const { headerRows = [1] } = dialect;
  const elsewhere = 'name the rows of the header under `table: {header: [1, 2]}`';
  refuse(headerRows.length !== 1 || headerRows[0] !== 1, at('headerRows'), elsewhere);
  refuse(
    (dialect.commentRows ?? []).length > 0,
    at('commentRows'),
    'skip rows above the header with `table: {skip: 1}`, or declare a `commentChar`',
  );
  const isEscaped = dialect.escapeChar !== undefined;
  refuse(
    dialect.doubleQuote === false && !isEscaped,
    at('doubleQuote'),
    'declare an `escapeChar` if quotes are not doubled',
    false,
  );
  refuse(
    dialect.doubleQuote === true && isEscaped,
    at('doubleQuote'),
    'write `false`: with an `escapeChar`, quotes are not doubled',
    true,
  );
  refuse(dialect.nullSequence !== undefined, at('nullSequence'), 'declare the code in `missingValues`');
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

const use = (names: readonly string[]): string =>
  `use ${names.length > 1 ? 'one of ' : ''}${names.map((name) => `\`${name}\``).join(', ')}`;

function refuseFields(schema: Exclude<ResourceSpec['schema'], string>, refuse: Refuse): void {
  const matches: unknown[] = [undefined, 'exact', 'equal'];
  refuse(
    !matches.includes(schema.fieldsMatch),
    ['schema', 'fieldsMatch'],
    'write `exact` or `equal`',
    schema.fieldsMatch,
  );
  const types: readonly string[] = readableTypes;
  for (const [index, field] of schema.fields.entries()) {
    const at = (...names: string[]): YamlPath => ['schema', 'fields', index, ...names];
    const { type = 'string', format = 'default' } = field;
    refuse(!types.includes(type), at('type'), use(types), type);
    refuse(
      format !== 'default',
      at('format'),
      'remove it: numbers and dates are read as in ISO 8601, text as it is',
      format,
    );
    refuse(
      field.bareNumber === false,
      at('bareNumber'),
      'write the numbers without signs around them, and remove it',
      false,
    );
    refuse(
      field.constraints?.jsonSchema !== undefined,
      at('constraints', 'jsonSchema'),
      'use another constraint',
    );
  }
}
