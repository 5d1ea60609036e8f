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
  /** Since version 2. */
  claims: z
    .array(z.object({ kind: z.string(), verdict: z.string(), text: z.string(), at: z.string() }))
    .optional(),
});

type Ledger = z.infer<typeof ledgerSchema>;

/** Holds `numbers.json` against the snapshot: the same quantities, printed alike, and the same claims. */
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
  return [
    ...[...added, ...lost].map((message) => problemAt('verify/number', file, message)),
    ...checkClaims(ledger.claims, file, snapshot.claims),
  ];
}

/** Claims in order, each with its words and verdict. */
function checkClaims(listed: Ledger['claims'], file: string, published: Snapshot['claims']): Diagnostic[] {
  if (listed === undefined) return [];
  const asText = ({ kind, verdict, text, at }: NonNullable<Ledger['claims']>[number]) =>
    JSON.stringify([kind, verdict, text, at]);
  const expected = published.map(asText);
  const changed = listed.find((claim, index) => asText(claim) !== expected[index]);
  if (changed === undefined && listed.length === expected.length) return [];
  const message =
    changed === undefined
      ? `Unexpected list of ${listed.length} claims, expected the ${expected.length} that were published`
      : `Unexpected claim \`${changed.kind}\` (${changed.at}), expected the claims as published`;
  return [problemAt('verify/text', file, message)];
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

function parse(json: string): Ledger | undefined {
  try {
    return ledgerSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
