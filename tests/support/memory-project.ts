import type { Content } from '../../src/content/compose.js';
import { RowIndex } from '../../src/content/selection/fields.js';
import type { DiagnosticCode } from '../../src/diagnostic-codes.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { templateSyntax } from '../../src/extensions/extensions.js';
import type { Language } from '../../src/language/language.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import type { Project, Report } from '../../src/model/project/project.js';
import { themeOf } from '../../src/model/project/theme.js';
import { type ResourceLimits, standardLimits } from '../../src/resource-limits.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { memoryHost } from '../memory-host.js';
import { compose } from './composed.js';
import { english } from './english.js';
import { ledgerOf } from './ledger-of.js';
import { publisher } from './publisher.js';

/** Files by path, as text or bytes. */
export type MemoryFiles = Readonly<Record<string, string | Uint8Array>>;

const nowhere = { file: 'tallybook.yaml', line: 1, column: 1 };

export interface MemoryProjectOptions {
  /** The id of its only report, whose template is `templates/ID.md`. */
  readonly id: string;
  /** 2015 by default. */
  readonly edition?: number;
  /** The data package, `data/datapackage.yaml`, and its data. */
  readonly files: MemoryFiles;
  /** What may be found in the data all the same. */
  readonly expects?: readonly DiagnosticCode[];
}

export interface Composed {
  readonly content: Content | undefined;
  /** What is wrong with the template. */
  readonly problems: string[];
  /** Every printed number, in order. */
  readonly texts: string[];
}

/** A project in memory, of one report in English: its data are fixed, and its template is what a test is about. */
export class MemoryProject {
  readonly report: Report;
  readonly project: Project;
  readonly #files: MemoryFiles;
  readonly #expects: readonly DiagnosticCode[];

  constructor({ id, edition = 2015, files, expects = [] }: MemoryProjectOptions) {
    this.report = {
      id,
      title: `${id.charAt(0).toUpperCase()}${id.slice(1)} report`,
      publisher: 'Office',
      theme: themeOf('Office'),
      template: `templates/${id}.md`,
      formats: ['html'],
      layout: 'warn',
      position: nowhere,
      templatePosition: nowhere,
    };
    this.project = {
      title: 'Reports',
      publisher: 'Office',
      edition,
      languages: ['en'],
      data: 'data/datapackage.yaml',
      dataPosition: nowhere,
      output: 'output',
      outputPosition: nowhere,
      limits: standardLimits,
      precision: defaultPrecision,
      reports: [this.report],
    };
    this.#files = files;
    this.#expects = expects;
  }

  /** The prepared data; `changed` takes the place of files. Fails when they have a fault, so that no test stands on broken ground. */
  async prepared(changed: MemoryFiles = {}) {
    const { data: path, dataPosition: position, edition } = this.project;
    const prepared = await prepareData(
      { path, position, edition },
      memoryHost({ ...this.#files, ...changed }),
      { publisher },
    );
    const faults = prepared.diagnostics.filter(({ code }) => !this.#expects.includes(code));
    if (faults.length > 0) throw new Error(faults.map(formatDiagnostic).join('\n'));
    return prepared;
  }

  /** Composes a template; `more` adds partials, charts and images, or takes the place of data. */
  async compose(
    template: string,
    more: MemoryFiles = {},
    settings: {
      readonly project?: Partial<Project>;
      readonly report?: Partial<Report>;
      readonly words?: boolean;
      readonly limits?: ResourceLimits;
      readonly language?: Language;
    } = {},
  ): Promise<Composed> {
    const { value: data, about } = await this.prepared(more);
    const files = memoryHost({ ...this.#files, ...more, [this.report.template]: template });
    const host = { ...files, limits: settings.limits ?? files.limits };
    const { value, diagnostics } = await compose(
      {
        project: { ...this.project, ...settings.project },
        report: { ...this.report, ...settings.report },
        data,
        rows: new RowIndex(),
        about,
        language: settings.language ?? english,
        syntax: templateSyntax,
        draft: false,
        ...(settings.words === undefined ? {} : { words: settings.words }),
      },
      host,
    );
    return {
      content: value,
      problems: diagnostics.map(formatDiagnostic),
      texts: ledgerOf(value).map(({ text }) => text),
    };
  }
}
