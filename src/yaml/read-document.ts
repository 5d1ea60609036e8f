/** From the text of YAML to a document, and no deeper than a limit: documents are composed by recursion. */
import { Composer, type CST, type Document, Lexer, Parser, YAMLParseError } from 'yaml';

const containers: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);

// Positions of faults are ours, and a repeated key is found in `refusals`.
const options = { prettyErrors: false, stringKeys: true, uniqueKeys: false, logLevel: 'error' } as const;

/** The first place at which more values are inside each other than may be. */
class TooDeep {
  constructor(readonly offset: number) {}
}

/**
 * Reads the one document of a text as `parseDocument` of `yaml` does, or returns the offset at which more than `most`
 * values are inside each other. The text is gone through once; a document is composed when all of it was read.
 */
export function readDocument(
  text: string,
  most: number,
): { readonly document: Document.Parsed } | { readonly tooDeepAt: number } {
  try {
    const [document, second] = new Composer(options).compose(tokensOf(text, most), true, text.length);
    if (document === undefined)
      throw new Error('the end of a text gives an empty document where it has none');
    if (second !== undefined) {
      const [start, end] = second.range;
      const message = 'Source contains multiple documents';
      document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', message));
    }
    return { document };
  } catch (error) {
    if (error instanceof TooDeep) return { tooDeepAt: error.offset };
    throw error;
  }
}

function* tokensOf(text: string, most: number): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset;
    yield* parser.next(lexeme);
    const { stack } = parser;
    // Most texts are nowhere as deep, and are not counted through.
    if (stack.length > most && stack.filter(({ type }) => containers.has(type)).length > most)
      throw new TooDeep(offset);
  }
  yield* parser.end();
}
