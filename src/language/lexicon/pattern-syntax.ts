/** A regular expression as a tree. What looks around, and takes no characters, stands aside. */
export type PatternNode =
  | { readonly type: 'characters'; readonly written: string }
  | { readonly type: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly type: 'repeat';
      readonly body: PatternNode;
      readonly least: number;
      /** Infinity where there is no limit. */
      readonly most: number;
    }
  | { readonly type: 'aside'; readonly body: PatternNode };

/** A group of an earlier match again, `\1`, whose search nobody can bound. */
export class BackReference extends Error {}

const nothing: PatternNode = { type: 'sequence', parts: [] };

/** Reads a pattern that JavaScript takes with the flag `u`. */
export function readPattern(source: string): PatternNode {
  return new PatternReader(source).choice();
}

class PatternReader {
  #at = 0;

  constructor(private readonly source: string) {}

  choice(): PatternNode {
    const options = [this.#sequence()];
    while (this.#takes(/\|/y) !== undefined) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { type: 'choice', options };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.source.length && !/[|)]/.test(this.source.charAt(this.#at))) {
      parts.push(this.#repeated(this.#term()));
    }
    return { type: 'sequence', parts };
  }

  #term(): PatternNode {
    const aside = this.#takes(/\(\?<?[=!]/y);
    const group = aside ?? this.#takes(/\((?:\?:|\?<\p{ID_Start}[^>]*>)?/uy);
    if (group !== undefined) {
      const body = this.choice();
      this.#takes(/\)/y);
      return aside === undefined ? body : { type: 'aside', body };
    }
    if (this.#takes(/[$^]|\\[bB]/y) !== undefined) return nothing;
    if (this.#takes(/\\(?:[1-9]|k<)/y) !== undefined) throw new BackReference();
    const written = this.#takes(
      /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|c.|.)|[\s\S]/iuy,
    );
    return { type: 'characters', written: written ?? '' };
  }

  #repeated(body: PatternNode): PatternNode {
    const written = this.#takes(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (written === undefined) return body;
    const [, least = '0', more, most = ''] = /\{(\d+)(,(\d*))?\}/.exec(written) ?? [];
    if (written.startsWith('{')) {
      const limit = more === undefined ? Number(least) : most === '' ? Infinity : Number(most);
      return { type: 'repeat', body, least: Number(least), most: limit };
    }
    return {
      type: 'repeat',
      body,
      least: written.startsWith('+') ? 1 : 0,
      most: written.startsWith('?') ? 1 : Infinity,
    };
  }

  #takes(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.source)?.[0];
    this.#at += taken?.length ?? 0;
    return taken;
  }
}
