import type { FootnoteDefinition, FootnoteReference, Nodes, Parents, Root, Text } from 'mdast';
import { didYouMean } from '../../diagnostics.js';
import type { EndnotesNode } from '../../model/tree/nodes.js';
import type { NoteMarkNode } from '../../model/tree/phrasing-nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import { plainText, type TransformState } from '../tree.js';

interface Note {
  readonly label: string;
  /** Absent of a note with a sign of its own, which nothing counts. */
  readonly number?: number;
  readonly definition: FootnoteDefinition;
  readonly references: string[];
}

/**
 * Turns footnotes into numbered marks and the endnotes of the chapter that first uses them: paper has no
 * footnotes that Chromium can print, and chapters are short enough to turn to. Reports notes that are used but
 * not defined, defined twice, without words, or never used.
 */
export function placeFootnotes(state: TransformState): void {
  const definitions = takeDefinitions(state);
  reportUnknown(state, definitions);
  reportEmpty(state, definitions);
  const notes = new Map<string, Note>();
  for (const block of state.root.children) {
    const added = markReferences(block, definitions, notes);
    if (added.length === 0) continue;
    const endnotes = endnotesOf(added);
    if (block.type === 'section') block.children.push(endnotes);
    else state.root.children.splice(state.root.children.indexOf(block) + 1, 0, endnotes);
  }
  for (const [identifier, definition] of definitions) {
    if (notes.has(identifier)) continue;
    state.report(
      problem('document/unused-footnote', state.positionOf(definition), {
        label: definition.label ?? identifier,
      }),
    );
  }
}

/** Removes every definition from the tree and returns them by identifier, in order. */
function takeDefinitions(state: TransformState): Map<string, FootnoteDefinition> {
  const definitions = new Map<string, FootnoteDefinition>();
  const parents = new Set<Parents>();
  visitParents(state.root, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (node.type !== 'footnoteDefinition' || parent === undefined) return;
    parents.add(parent);
    const first = definitions.get(node.identifier);
    if (first === undefined) definitions.set(node.identifier, node);
    else reportSecond(state, node, first);
  });
  for (const parent of parents) {
    const children: readonly Nodes[] = parent.children;
    // What stands beside a definition stands there without it too.
    parent.children = children.filter(({ type }) => type !== 'footnoteDefinition') as never;
  }
  return definitions;
}

function reportSecond(state: TransformState, second: FootnoteDefinition, first: FootnoteDefinition): void {
  const name = second.label ?? second.identifier;
  state.report(
    problem(
      'document/duplicate-id.footnote',
      state.positionOf(second),
      { name },
      { see: state.positionOf(first) },
    ),
  );
}

/** Replaces the references below a block by marks; returns the notes that appear here for the first time. */
function markReferences(
  block: Nodes,
  definitions: ReadonlyMap<string, FootnoteDefinition>,
  notes: Map<string, Note>,
): Note[] {
  const added: Note[] = [];
  const mark = (reference: FootnoteReference, parent: Parents): void => {
    const definition = definitions.get(reference.identifier);
    if (definition === undefined) return;
    let note = notes.get(reference.identifier);
    if (note === undefined) {
      note = { ...labelOf(definition, notes), definition, references: [] };
      notes.set(reference.identifier, note);
      added.push(note);
    }
    const siblings: Nodes[] = parent.children;
    siblings[siblings.indexOf(reference)] = markOf(note);
  };
  const search = (root: Nodes): void =>
    visitParents(root, (node, ancestors) => {
      const parent = ancestors.at(-1);
      if (node.type === 'footnoteReference' && parent !== undefined) mark(node, parent);
    });
  search(block);
  // A note may itself hold a mark: `added` grows while it is read.
  for (const note of added) search(note.definition);
  return added;
}

function labelOf(
  { data }: FootnoteDefinition,
  notes: ReadonlyMap<string, Note>,
): Pick<Note, 'label' | 'number'> {
  if (data?.sign !== undefined) return { label: data.sign };
  const number = [...notes.values()].filter((note) => note.number !== undefined).length + 1;
  return { label: `${number}`, number };
}

/** A note with a sign is the only one of its kind. */
const idOf = ({ number }: Note): string => `_note-${number ?? 'sign'}`;

function markOf(note: Note): NoteMarkNode {
  const target = idOf(note);
  const id = `${target}-mark-${note.references.length + 1}`;
  note.references.push(id);
  return { type: 'noteMark', id, target, label: note.label };
}

function endnotesOf(notes: readonly Note[]): EndnotesNode {
  // A sign stands before the numbers.
  const ordered = notes.toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0));
  return {
    type: 'endnotes',
    children: ordered.map((note) => ({
      type: 'endnote',
      id: idOf(note),
      label: note.label,
      ...(note.number !== undefined && { number: note.number }),
      references: note.references,
      children: note.definition.children,
    })),
  };
}

/** Words are all that a note is for; one without would send the reader to an empty line. */
function reportEmpty(state: TransformState, definitions: ReadonlyMap<string, FootnoteDefinition>): void {
  for (const definition of definitions.values()) {
    if (plainText(definition.children).trim() !== '') continue;
    state.report(
      problem('document/empty-footnote', state.positionOf(definition), {
        label: definition.label ?? definition.identifier,
      }),
    );
  }
}

/** A mark without a definition stays plain text in Markdown, so it is looked for in the text. */
function reportUnknown(state: TransformState, definitions: ReadonlyMap<string, FootnoteDefinition>): void {
  const names = [...definitions.values()].map((definition) => definition.label ?? definition.identifier);
  const search = (root: Root | FootnoteDefinition): void =>
    visitParents(root, (node) => {
      if (node.type !== 'text') return;
      for (const match of node.value.matchAll(/\[\^([^\]\s]+)\]/g)) {
        const name = match[1] ?? '';
        state.report(
          problem(
            'document/unknown-footnote',
            state.positionOf(textAt(node, match.index)),
            { name },
            didYouMean(name, names),
          ),
        );
      }
    });
  search(state.root);
  for (const definition of definitions.values()) search(definition);
}

/** The part of a text node from `index` on, so that its position can be asked for. */
function textAt(node: Text, index: number): Text {
  if (node.position === undefined) return node;
  const { start, end } = node.position;
  const before = node.value.slice(0, index).split('\n');
  const last = before.at(-1) ?? '';
  const moved = {
    line: start.line + before.length - 1,
    column: before.length === 1 ? start.column + index : last.length + 1,
    ...(start.offset === undefined ? {} : { offset: start.offset + index }),
  };
  return { type: 'text', value: node.value.slice(index), position: { start: moved, end } };
}
