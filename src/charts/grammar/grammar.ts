import { remembered } from '../../model/remembered.js';

/** A part of a JSON Schema, as far as that of Vega-Lite uses it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
}

/** What Vega-Lite understands, by place. */
export interface Grammar {
  /** What a whole specification may be. */
  readonly root: readonly SchemaNode[];
  /** The plain nodes that a node stands for: its references followed, its unions opened. */
  alternatives(node: SchemaNode): readonly SchemaNode[];
}

interface Schema {
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

/** Where the grammar ships: Vega-Lite's own JSON Schema without its prose, made by `assets.mjs`. */
export const grammarFile = 'grammar/vega-lite.json';

/** Reads the schema that ships. 2 ms, once in a process. */
export const readGrammar = remembered((text: string): Grammar => {
  const { definitions } = JSON.parse(text) as Schema;
  const known = new Map<SchemaNode, readonly SchemaNode[]>();
  const open = (node: SchemaNode, seen: Set<string>): readonly SchemaNode[] => {
    if (node.anyOf !== undefined) return node.anyOf.flatMap((each) => open(each, seen));
    if (node.$ref === undefined) return [node];
    const name = decodeURIComponent(node.$ref.slice('#/definitions/'.length));
    const definition = definitions[name];
    if (definition === undefined || seen.has(name)) return [];
    seen.add(name);
    return open(definition, seen);
  };
  const alternatives = (node: SchemaNode): readonly SchemaNode[] => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const found = open(node, new Set());
    known.set(node, found);
    return found;
  };
  return { root: alternatives({ $ref: '#/definitions/TopLevelSpec' }), alternatives };
}, 1);
