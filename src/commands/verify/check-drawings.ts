import type { Diagnostic } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { Snapshot } from '../../model/snapshot.js';
import { hasClass } from '../../outputs/snapshot/has-class.js';
import { isText, type MarkupElement, type MarkupNode } from '../../outputs/snapshot/read-markup.js';
import { frameAttribute } from '../../outputs/snapshot/read-page.js';
import type { DatasetOf, DrawingFault } from './drawing-fault.js';
import { drawingFaults } from './drawing-faults.js';
import { problemAt } from './problem.js';
import { repeatedLabelFaults } from './repeated-labels.js';

interface DrawingsInput {
  readonly html: string;
  readonly file: string;
  readonly nodes: readonly MarkupNode[];
  readonly snapshot: Snapshot;
  readonly language: Pick<Language, 'decimalMark' | 'groupMark'>;
}

/** More would say the same over and over. */
const mostShown = 20;

/**
 * Measures every drawing of a page: the length and place of each mark must be that of its cell, and the numbers along an
 * axis must stand where the same scale puts them.
 */
export function checkDrawings({ html, file, nodes, snapshot, language }: DrawingsInput): Diagnostic[] {
  const published = new Map(snapshot.drawings.map((drawing) => [nameOf(drawing), drawing]));
  const figures = drawnFigures(nodes);
  const shown = new Map(figures.map((figure) => [nameOf(figure), figure.svg]));
  const lost = [...published.keys()].filter((id) => !shown.has(id));
  const faults = [
    ...lost.map((id) => ({ message: `Unexpected page without the drawing \`${id}\``, offset: 0 })),
    ...figures.flatMap(({ id, frame, svg }): readonly DrawingFault[] => {
      const drawing = published.get(nameOf({ id, frame }));
      const find = (own: string | undefined) => snapshot.datasets.find(({ name }) => name === own);
      const dataset = find(drawing?.dataset);
      const areKnown = drawing?.marks
        .flatMap(({ dataset: own, channels, lookedUp }) => [
          ...[own, lookedUp?.dataset],
          ...channels.map(({ of }) => of?.dataset),
        ])
        .every((own) => own === undefined || find(own));
      if (drawing !== undefined && dataset !== undefined && areKnown) {
        const datasetOf: DatasetOf = (marks) => find(marks.dataset) ?? dataset;
        const faults = drawingFaults(svg, { drawing, datasetOf, snapshot, language });
        if (frame === undefined) return faults;
        return [...faults, ...repeatedLabelFaults(svg, shown.get(id), drawing, snapshot.numbers)];
      }
      const message = `Unexpected drawing \`${nameOf({ id, frame })}\`, expected one of which it was published what it stands for`;
      return [{ message, offset: svg.start }];
    }),
  ];
  return faults
    .slice(0, mostShown)
    .map(({ message, offset }) => problemAt('verify/mark', file, message, { text: html, offset }));
}

/** A drawing of a page. */
interface DrawnFigure {
  readonly id: string;
  /** Of one for windows of another width than the first. */
  readonly frame: string | undefined;
  readonly svg: MarkupElement;
}

/** What tells the drawings of a page apart: the id of the figure, and the frame of any but its first. */
const nameOf = ({ id, frame }: { readonly id: string; readonly frame?: string | undefined }): string =>
  frame === undefined ? id : `${id} ${frame}`;

/** The charts of a page. */
function drawnFigures(nodes: readonly MarkupNode[]): DrawnFigure[] {
  const found: DrawnFigure[] = [];
  const visit = (within: readonly MarkupNode[], figure: string | undefined): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const isChart = node.name === 'figure' && hasClass(node, 'chart');
      const inside = isChart ? (node.attributes.get('id') ?? '') : figure;
      if (node.name === 'svg' && inside !== undefined && node.attributes.get('role') === 'img')
        found.push({ id: inside, frame: node.attributes.get(frameAttribute), svg: node });
      else visit(node.children, inside);
    }
  };
  visit(nodes, undefined);
  return found;
}
