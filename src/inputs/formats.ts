import { csv } from './csv/format.js';
import type { SourceFormat } from './format.js';
import { json, ndjson } from './json/format.js';
import { openSdg } from './open-sdg/format.js';
import { sdmxCsv } from './sdmx/format.js';

/** Every format by its name, which is the `format` of a resource. */
export const formats: Readonly<Record<string, SourceFormat>> = {
  csv,
  json,
  ndjson,
  'sdmx-csv': sdmxCsv,
  'open-sdg': openSdg,
};
