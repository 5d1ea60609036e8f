import type { Paragraph, Parents, RootContent, RootContentMap } from 'mdast';
import { didYouMean, listNames } from '../../diagnostics.js';
import { type ContainerNode, containerNames, listingNames } from '../../model/tree/nodes.js';
import { phrase, problem } from '../../problems/problem.js';
import type { Resolution } from './resolution.js';

type ContainerDirective = RootContentMap['containerDirective'];

/** A container or leaf directive as our node. One that is not declared is refused; its content is still resolved. */
export function resolveDirective(
  node: ContainerDirective | RootContentMap['leafDirective' | 'textDirective'],
  resolution: Resolution,
  resolveChildren: (parent: Parents) => void,
): RootContent[] {
  const at = resolution.at(node);
  const position = node.position === undefined ? {} : { position: node.position };
  const container = node.type === 'containerDirective';
  refuseUnknown(node, resolution);
  if (container) checkClosed(node, resolution);
  if (container && node.name === 'cards') checkCards(node, resolution);
  resolveChildren(node);
  if (!container && node.name === 'references')
    return [{ type: 'bibliography', children: [], at, ...position }];
  if (!container) {
    const name = listingNames.find((listing) => listing === node.name);
    return name === undefined ? [] : [{ type: 'listing', name, children: [], at, ...position }];
  }
  const name = containerNames.find((candidate) => candidate === node.name) ?? 'note';
  return [{ type: 'container', name, children: node.children as ContainerNode['children'], at, ...position }];
}

/** Cards are made of list items: anything else would be left out of the report without a word. */
function checkCards({ children }: ContainerDirective, resolution: Resolution): void {
  for (const child of children.filter(({ type }) => type !== 'list')) {
    resolution.report(problem('content/cards', resolution.at(child)));
  }
}

/** Colons that open or close no box would be printed: `::: note` has a space too many, a lone `:::` closes nothing. */
export function refuseStrayColons(paragraph: Paragraph, resolution: Resolution): void {
  for (const child of paragraph.children) {
    const stray = child.type === 'text' ? /^[ \t]*(:{3,})/m.exec(child.value)?.[1] : undefined;
    if (stray === undefined) continue;
    resolution.report(problem('content/unknown-directive.paragraph', resolution.at(child), { stray }));
    return;
  }
}

/** The parser takes a box that is never closed to reach as far as it can, over the chapters that follow. */
function checkClosed({ name, position }: ContainerDirective, resolution: Resolution): void {
  const [start, end] = [position?.start.offset, position?.end.offset];
  if (position === undefined || start === undefined || end === undefined) return;
  const source = resolution.placed.text.slice(start, end);
  const colons = /^:+/.exec(source)?.[0] ?? '';
  const last = source.trimEnd().split('\n').slice(1).at(-1) ?? '';
  const closing = /:*$/.exec(last)?.[0] ?? '';
  if (closing.length >= colons.length) return;
  resolution.report(problem('content/unclosed-block.text', resolution.at({ position }), { colons, name }));
}

/** A name that no directive has, or one of the other kind, and attributes. */
function refuseUnknown(
  node: ContainerDirective | RootContentMap['leafDirective' | 'textDirective'],
  resolution: Resolution,
): void {
  const { name, attributes } = node;
  const own = node.type === 'containerDirective' ? directives.container : directives.listing;
  const other = node.type === 'containerDirective' ? directives.listing : directives.container;
  const written = own.colons + name;
  if (!own.names.includes(name)) {
    const expected = listNames(own.names.map((each) => own.colons + each));
    resolution.report(
      problem(
        'content/unknown-directive.written',
        resolution.at(node),
        { written, expected },
        other.names.includes(name) ? { hint: other.hint(name) } : didYouMean(name, own.names),
      ),
    );
  }
  if (Object.keys(attributes ?? {}).length > 0) {
    resolution.report(problem('content/unknown-directive.attributes', resolution.at(node), { written }));
  }
}

/** What is written with which colons, and how somebody is told who used the other ones. */
const directives: Readonly<Record<'container' | 'listing', DirectiveForm>> = {
  container: {
    colons: ':::',
    names: containerNames,
    hint: (name) => phrase('content/directives.close', { name }),
  },
  listing: {
    colons: '::',
    names: [...listingNames, 'references'],
    hint: (name) => phrase('content/directives.alone', { name }),
  },
};

interface DirectiveForm {
  readonly colons: string;
  readonly names: readonly string[];
  hint(name: string): string;
}
