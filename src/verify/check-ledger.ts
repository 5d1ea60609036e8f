import { z } from 'zod';
import type { Diagnostic } from '../diagnostics.js';
import type { Snapshot } from '../editions/snapshot.js';
import { problemAt } from './problem.js';

/** Of `numbers.json`, what both versions have and the snapshot too. */
const ledgerSchema = z.object({
  numbers: z.array(
    z.object({
      class: z.string().optional(),
      text: z.string(),
      operation: z.string().optional(),
      at: z.string().optional(),
    }),
  ),
});

/** Holds `numbers.json` against the snapshot: the same quantities, printed alike. */
export function checkLedger(json: string, file: string, snapshot: Snapshot): Diagnostic[] {
  const ledger = parse(json);
  if (ledger === undefined) {
    return [
      problemAt('verify/form', file, 'Unexpected content, expected a `numbers.json` as Tallybook writes it'),
    ];
  }
  const quantities = ledger.numbers.filter((line) => line.class === undefined || line.class === 'ledger');
  const listed = new Set(quantities.map(key));
  const published = snapshot.numbers.filter(({ value }) => value !== undefined);
  const known = new Set(published.map(key));
  const added = quantities
    .filter((line) => !known.has(key(line)))
    .map(
      (line) => `Unexpected number \`${line.text}\` (${line.at}), expected only those that were published`,
    );
  const lost = published
    .filter((number) => !listed.has(key(number)))
    .map(
      ({ text, at }) => `Unexpected list without the number \`${text}\` (${at}), expected it as published`,
    );
  return [...added, ...lost].map((message) => problemAt('verify/number', file, message));
}

const key = ({
  text,
  operation,
  at,
}: {
  text: string;
  operation?: string | undefined;
  at?: string | undefined;
}) => JSON.stringify([text, operation, at]);

function parse(json: string): z.infer<typeof ledgerSchema> | undefined {
  try {
    return ledgerSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
