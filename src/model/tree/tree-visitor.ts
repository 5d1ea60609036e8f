import type {
  Blockquote,
  Break,
  Code,
  Definition,
  Delete,
  Emphasis,
  Heading,
  Image,
  InlineCode,
  Link,
  LinkReference,
  List,
  ListItem,
  Nodes,
  Paragraph,
  Root,
  Strong,
  Table,
  TableCell,
  TableRow,
  Text,
  ThematicBreak,
} from 'mdast';
import type { ReportNodes } from './nodes.js';

/** The nodes of Markdown that a finished report can hold: footnotes are marks and endnotes by then, and HTML is refused. */
interface MarkdownNodes {
  root: Root;
  blockquote: Blockquote;
  break: Break;
  code: Code;
  definition: Definition;
  delete: Delete;
  emphasis: Emphasis;
  heading: Heading;
  image: Image;
  inlineCode: InlineCode;
  link: Link;
  linkReference: LinkReference;
  list: List;
  listItem: ListItem;
  paragraph: Paragraph;
  strong: Strong;
  table: Table;
  tableCell: TableCell;
  tableRow: TableRow;
  text: Text;
  thematicBreak: ThematicBreak;
}

/** Every node that a finished report can hold, by the name of its type. */
export interface TreeNodes extends MarkdownNodes, ReportNodes {}

/**
 * What is made of each node of a finished report. `visit` makes it of a node inside. A type without a handler does not
 * compile, so that an output says what it does with everything that another prints.
 */
export type TreeHandlers<Made, Types extends object = TreeNodes> = {
  readonly [T in keyof Types]: (node: Types[T], visit: (node: Nodes) => Made) => Made;
};

/**
 * Visits a finished report with a handler for each type of node, or with `otherwise` where a type has none. Throws a
 * `TypeError` at a node that neither takes.
 */
export function treeVisitor<Made>(handlers: TreeHandlers<Made>): (node: Nodes) => Made;
export function treeVisitor<Made>(
  handlers: Partial<TreeHandlers<Made>>,
  otherwise: NodeHandler<Made>,
): (node: Nodes) => Made;
export function treeVisitor<Made>(
  handlers: Partial<TreeHandlers<Made>>,
  otherwise?: NodeHandler<Made>,
): (node: Nodes) => Made {
  const visit = (node: Nodes): Made => {
    // The handler under a type takes the nodes of that type, which the compiler cannot follow through the look-up.
    const own = handlers[node.type as keyof TreeNodes] as NodeHandler<Made> | undefined;
    const handler = Object.hasOwn(handlers, node.type) ? own : otherwise;
    if (handler === undefined) throw new TypeError(`No handler for the node type "${node.type}"`);
    return handler(node, visit);
  };
  return visit;
}

type NodeHandler<Made> = (node: Nodes, visit: (node: Nodes) => Made) => Made;
