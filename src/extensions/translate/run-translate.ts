import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { visible } from '../../control-characters.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { writeNewFile } from '../../host/publication/new-folder.js';
import { problem } from '../../problems/problem.js';
import type { TextState } from './blocks.js';
import { newLanguage } from './new-language.js';
import type { LanguageState, SectionState } from './state.js';
import { exportTexts, importTexts, status } from './translate.js';

interface TranslateRequest extends SharedRequest {
  readonly command: 'translate';
  readonly step: 'status' | 'export' | 'import' | 'new';
  readonly language?: string;
  /** As typed: the list of texts that is written, or that came back. */
  readonly file?: string;
  /** Texts whose translation is current too. */
  readonly all?: boolean;
  /** As typed. */
  readonly project: string;
}

/** Prints how far translations are, or a list of texts, or takes one back. Returns 1 where something is left to do. */
export async function runTranslate(request: TranslateRequest, terminal: Printing): Promise<0 | 1> {
  const root = resolve(terminal.cwd, request.project);
  if (request.step === 'status') return printStatus(root, request, terminal);
  if (request.step === 'new') return beginLanguage(root, request, terminal);
  return request.step === 'export'
    ? exportList(root, request, terminal)
    : importList(root, request, terminal);
}

async function printStatus(root: string, { json }: TranslateRequest, terminal: Printing): Promise<0 | 1> {
  const { languages, diagnostics } = await status({ root });
  printDiagnostics(diagnostics, json, root, terminal);
  for (const each of languages)
    if (json) terminal.json(each);
    else for (const line of told(each)) terminal.out(visible(line));
  return hasErrors(diagnostics) || languages.some((each) => !isDone(each)) ? 1 : 0;
}

async function beginLanguage(
  root: string,
  { language = '', all = false, json, quiet }: TranslateRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const { diagnostics, written } = await newLanguage({ root, env: terminal.env, all }, language);
  printDiagnostics(diagnostics, json, root, terminal);
  if (!quiet)
    for (const { file, added, printed = 0 } of written) {
      const first = printed === 0 ? '' : `, first the ${printed} that your reports print`;
      const none = all ? 'all that there is, to be read' : 'nothing is missing';
      terminal.err(added === 0 ? `${file}: ${none}` : `${file}: ${added} to be filled in${first}`);
    }
  if (!quiet && written.some(({ added }) => added > 0))
    terminal.err(
      `with \`languages: [${language}]\` in tallybook.yaml, or \`${language}\` in the list there, they are read`,
    );
  return hasErrors(diagnostics) ? 1 : 0;
}

/** Prints a list, or writes it into a file that is not there yet. */
async function exportList(
  root: string,
  { language = '', file, all = false, json, quiet }: TranslateRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const { diagnostics, list } = await exportTexts({ root }, language, { all, ...(file && { file }) });
  const refused = list && file ? await writeList(list, file, terminal) : [];
  const found = [...diagnostics, ...refused];
  printDiagnostics(found, json, root, terminal);
  if (list !== undefined && file === undefined)
    terminal.out(new TextDecoder('utf-8', { ignoreBOM: true }).decode(list).trimEnd());
  if (file !== undefined && !quiet && !hasErrors(found)) terminal.err(`wrote ${file}`);
  return hasErrors(found) ? 1 : 0;
}

async function writeList(list: Uint8Array, file: string, { cwd }: Printing): Promise<Diagnostic[]> {
  const path = resolve(cwd, file);
  const isWritten = await writeNewFile(path, list, file);
  return isWritten ? [] : [problem('usage/file.there', { file: path, line: 1, column: 1 }, { file })];
}

async function importList(
  root: string,
  { language = '', file = '', json, quiet }: TranslateRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const path = resolve(terminal.cwd, file);
  const { diagnostics, written, taken = 0 } = await importTexts({ root }, language, { path, shown: file });
  printDiagnostics(diagnostics, json, root, terminal);
  if (written !== undefined && !quiet) {
    const files = written.length === 0 ? 'no file' : written.join(', ');
    terminal.err(`${taken} translations taken over; written: ${files}`);
  }
  return hasErrors(diagnostics) ? 1 : 0;
}

const isDone = ({ data, templates, pieces }: LanguageState): boolean =>
  data.texts.every(({ state }) => state === 'current') &&
  templates.every(({ sections }) => sections.every(({ state }) => state === 'current')) &&
  pieces.every(({ state }) => state === 'current');

const words: Readonly<Record<TextState, string>> = {
  missing: 'is not translated',
  changed: 'has changed since it was translated',
  unmarked: 'does not say which text it was translated from',
  current: 'is up to date',
};

function told({ language, data, templates, pieces }: LanguageState): readonly string[] {
  const done = data.texts.filter(({ state }) => state === 'current').length;
  return [
    language,
    `  ${data.file}: ${done} of ${data.texts.length} texts`,
    ...templates.flatMap(({ source, file, sections }) => [
      `  ${file}: ${sections.filter(({ state }) => state === 'current').length} of ${sections.length} sections up to date`,
      ...sections.filter(({ state }) => state !== 'current').map((section) => left(section, source)),
    ]),
    ...pieces
      .filter(({ state }) => state !== 'current')
      .map(({ source, file, state }) => `  ${file}: ${source} ${words[state]}`),
  ];
}

const left = ({ heading, line, state }: SectionState, source: string): string =>
  `    ${source}:${line} ${heading}: ${words[state]}`;
