/** One line of `tallybook doctor`. `todo` says what to do, where there is something to do. */
export interface Finding {
  readonly about: string;
  readonly status: 'ok' | 'warning' | 'error';
  /** What was found, one short phrase without a final full stop. */
  readonly found: string;
  readonly todo?: string;
}

export const ok = (about: string, found: string): Finding => ({ about, status: 'ok', found });

export const warning = (about: string, found: string, todo: string): Finding => ({
  about,
  status: 'warning',
  found,
  todo,
});

export const error = (about: string, found: string, todo: string): Finding => ({
  about,
  status: 'error',
  found,
  todo,
});
