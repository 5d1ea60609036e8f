import { mathElements } from '../../../model/tree/mathml.js';
import { isText, type MarkupElement, type MarkupNode, textIn } from '../../snapshot/read-markup.js';

/** Words of a document that is to be printed, in reading order, with what its PDF must be told of them. */
export interface SourceWords {
  readonly text: string;
  /** True where a block begins or ends before these words: white space between blocks is none between words. */
  readonly opensBlock: boolean;
  /** The id whose page number stands in place of `text`, which is empty until it is known. */
  readonly pageOf?: string;
  /** What the words stand for, such as `illustrative` for `illus`. */
  readonly expansion?: string;
  /** The equation that they are part of, one object for all its words. */
  readonly equation?: { readonly spoken: string };
  /** BCP 47, where it is not the language of the document. */
  readonly language?: string;
}

/** What is known of words by the elements around them. */
type About = Pick<SourceWords, 'equation' | 'expansion' | 'language'>;

/** Elements that stand in a line of text. Everything else is a block. */
const inline: ReadonlySet<string> = new Set([
  ...mathElements,
  ...(
    'a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var ' +
    'wbr'
  ).split(' '),
]);
/** What is read by its text alternative, if at all. */
const silent: ReadonlySet<string> = new Set(['head', 'script', 'style', 'svg', 'img', 'template']);

/**
 * The words of a printed document without those of pictures. An expansion is the `title` of an abbreviation, or the
 * `data-spoken` of a mark.
 */
export function sourceWords(nodes: readonly MarkupNode[], language: string): readonly SourceWords[] {
  const found: SourceWords[] = [];
  let opensBlock = true;
  const visit = (within: readonly MarkupNode[], about: About): void => {
    for (const node of within) {
      if (isText(node)) {
        found.push({ text: node.text, opensBlock, ...about });
        opensBlock = false;
      } else if (!silent.has(node.name)) visitElement(node, about);
    }
  };
  const visitElement = (element: MarkupElement, around: About): void => {
    const isBlock = !inline.has(element.name);
    opensBlock ||= isBlock;
    const about = { ...around, ...aboutOf(element, language) };
    const pageOf = element.attributes.get('data-page-of');
    if (pageOf !== undefined) {
      found.push({ text: '', opensBlock, pageOf, ...about });
      opensBlock = false;
    }
    visit(element.children, about);
    opensBlock ||= isBlock;
  };
  visit(nodes, {});
  return found;
}

function aboutOf({ name, attributes, children }: MarkupElement, language: string): About {
  const spoken = attributes.get('data-spoken') ?? (name === 'abbr' ? attributes.get('title') : undefined);
  const expansion = spoken === undefined || textIn(children).trim() === '' ? undefined : spoken.trim();
  const lang = attributes.get('lang');
  const equation = attributes.get('alttext');
  return {
    ...(equation === undefined ? {} : { equation: { spoken: equation } }),
    ...(expansion === undefined || expansion === '' ? {} : { expansion }),
    ...(lang === undefined || lang === '' || lang === language ? {} : { language: lang }),
  };
}
