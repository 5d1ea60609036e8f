import type { YAMLError } from 'yaml';

/** What the parser means, in the words of a diagnostic. Codes that are not here keep the parser's own words. */
const sentences: Partial<Record<YAMLError['code'], string>> = {
  BAD_DQ_ESCAPE:
    'Unexpected escape in a text in double quotes, expected `\\n`, `\\"`, `\\\\` or single quotes',
  BAD_INDENT: 'Unexpected indentation, expected the keys or items of one level to begin in the same column',
  BLOCK_AS_IMPLICIT_KEY:
    'Unexpected `: ` inside a value, expected quotes around a text that contains a colon',
  BLOCK_IN_FLOW: 'Unexpected indented block inside `{}` or `[]`, expected commas',
  MULTILINE_IMPLICIT_KEY: 'Unexpected line without a colon, expected `key: value`',
  MULTIPLE_DOCS: 'Unexpected second document after `---`, expected one',
  NON_STRING_KEY: 'Unexpected list or mapping as a key, expected a name',
  TAB_AS_INDENT: 'Unexpected tab, expected spaces as indentation',
  TAG_RESOLVE_FAILED: 'Unexpected tag, expected plain YAML without tags',
};

/** One sentence that says what is wrong with the YAML, for the message of a diagnostic. */
export function explainYamlError(error: YAMLError, text: string): string {
  if (error.code === 'BAD_INDENT' && text.slice(error.pos[0]).trim() === '') {
    return 'Unexpected end of the text, expected a closing `}` or `]`';
  }
  return sentences[error.code] ?? `Unexpected YAML (${lowerFirst(error.message)}), expected it to parse`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
