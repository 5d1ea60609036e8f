import type { Diagnostic, Position } from '../../../diagnostics.js';

/** What a policy asks for and the data do not allow. */
export class Impossible extends Error {
  constructor(
    message: string,
    readonly position: Position,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'Impossible';
  }
}

export const faultAt = ({ message, position, hint }: Impossible): Diagnostic => ({
  severity: 'error',
  code: 'protect/redesign',
  message,
  position,
  hint,
});
