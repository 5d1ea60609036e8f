/**
 * One way to say what is wrong. An id finds the severity, the code and the words in the `problems.yaml` of a room, where a
 * translator finds them too. The code is the id up to its first full stop.
 */
import { createRequire } from 'node:module';
import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { Diagnostic, Position, Related, Severity } from '../diagnostics.js';
import type { TextParameters } from './text-id.js';

/** The id of a text of a diagnostic, or of a part of one. */
export type TextId = keyof TextParameters;

type CodeOf<Id> = Id extends `${infer Code}.${string}` ? Code : Id;

/** The id of a text that begins with a code: it says as a whole what is wrong. */
export type ProblemId = { [Id in TextId]: CodeOf<Id> extends DiagnosticCode ? Id : never }[TextId];

type Value = string | number | bigint | boolean | undefined;

/** What a call adds to the words of an id, or says in their place. A place under `see` has its note in the words. */
export interface More extends Partial<Omit<Diagnostic, 'message' | 'position' | 'hint' | 'see'>> {
  readonly hint?: string | undefined;
  readonly see?: Position | readonly Related[] | undefined;
}

/** The values that a text takes, by name, and what is added; a text without values needs neither. */
type Given<Id extends TextId> = [TextParameters[Id]] extends [never]
  ? [values?: Readonly<Record<string, never>>, more?: More]
  : [values: Readonly<Record<TextParameters[Id], Value>>, more?: More];

/** What is wrong, as arguments of a function that knows the place. */
export type FaultCall<Id extends ProblemId> = [id: Id, ...given: Given<Id>];

/** What is wrong, and where, as arguments. */
export type ProblemCall<Id extends ProblemId> = [id: Id, position: Position, ...given: Given<Id>];

/** A diagnostic that has no place yet. */
export type Fault = Omit<Diagnostic, 'position'>;

/** The diagnostic of an id at a place. */
export const problem = <Id extends ProblemId>(
  id: Id,
  position: Position,
  ...given: Given<Id>
): Diagnostic & { readonly code: CodeOf<Id> } => {
  const { severity, code, message, ...more } = faultOf(id, ...given);
  return { severity, code, message, position, ...more };
};

/** The same without a place. */
export function faultOf<Id extends ProblemId>(
  id: Id,
  ...given: Given<Id>
): Fault & { readonly code: CodeOf<Id> } {
  const [values, more = {}]: readonly [Values?, More?] = given;
  const { hint: _, see: __, ...added } = more;
  const text = filled(id, values);
  return {
    severity: text.severity ?? 'error',
    code: id.split('.', 1)[0] as DiagnosticCode & CodeOf<Id>,
    ...said(text, more),
    ...(added as Pick<More, 'others' | 'column' | 'items'>),
  };
}

/** The words alone, for a diagnostic whose code is given elsewhere. */
export const wording = <Id extends TextId>(
  id: Id,
  ...given: Given<Id>
): Pick<Diagnostic, 'message' | 'hint' | 'see'> => said(filled(id, given[0]), given[1]);

/** What is said: what a call adds comes before the words of the id. */
function said(
  { message, hint: own, see: note = '' }: Text,
  { see, hint = own }: More = {},
): ReturnType<typeof wording> {
  const places = see === undefined || !('file' in see) ? see : [{ position: see, note }];
  return {
    message,
    ...(hint !== undefined && { hint }),
    ...(places !== undefined && { see: places }),
  };
}

/** A sentence alone, for a part of a diagnostic. */
export const phrase = <Id extends TextId>(id: Id, ...[values]: Given<Id>): string =>
  filled(id, values).message;

type Values = Readonly<Record<string, Value>>;

interface Text {
  /** Default: an error. */
  readonly severity?: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly see?: string;
}

const require = createRequire(import.meta.url);

/**
 * A text with its values. All are read with the first fault, since most builds have none; `dist/` lies two up from here, for the
 * source and for the bundle. In one pass, since a value may look like another parameter.
 */
function filled(id: TextId, values: Values = {}): Text {
  const texts: Readonly<Record<string, Text>> = require('../../dist/problems.json');
  const text = texts[id];
  if (text === undefined) throw new Error(`no text \`${id}\` in dist/problems.json`);
  return Object.fromEntries(
    Object.entries(text).map(([part, words]) => [
      part,
      words.replace(/\$\{(\w+)\}/g, (whole: string, name: string) =>
        Object.hasOwn(values, name) ? String(values[name]) : whole,
      ),
    ]),
  ) as unknown as Text;
}
