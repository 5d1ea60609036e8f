import { standardTypes } from '../../../../src/outputs/pdf/structure/groups.js';
import { everyElement, type InspectedElement } from './tree.js';

/** What is wrong with the structure tree, one sentence each. */
export function structureProblems(roots: readonly InspectedElement[]): string[] {
  const all = [...everyElement(roots)];
  if (roots.length === 0) return ['there is no structure tree'];
  return [
    ...(roots.length === 1 && roots[0]?.type === 'Document' ? [] : ['the root is not one Document']),
    ...all.filter(({ type }) => !standardTypes.has(type)).map(({ type }) => `${type} is not a standard type`),
    ...headingProblems(all),
    ...ownWords(roots),
    ...all.flatMap(kidProblems),
    ...all
      .filter(({ type, alt }) => type === 'Figure' && alt.trim() === '')
      .map(({ text }) => `a Figure has no text alternative: ${text}`),
    ...all
      .filter(({ type, box }) => type === 'Figure' && box.length !== 4)
      .map(({ alt }) => `a Figure has no place: ${alt.slice(0, 60)}`),
    ...all.filter(({ type }) => type === 'Table').flatMap((table) => tableProblems(table)),
    ...headerProblems(all),
    ...all
      .filter(({ type, annotations }) => type === 'Link' && annotations.length === 0)
      .map(({ text }) => `a Link has no annotation: ${text}`),
  ];
}

/** Words that stand in groups alone are in no paragraph. */
function ownWords(groups: readonly InspectedElement[]): string[] {
  return groups
    .filter(({ type }) => ['Document', 'Part', 'Sect', 'Div', 'NonStruct'].includes(type))
    .flatMap(({ type, kids, marks, text }) => [
      ...(marks.length > 0 ? [`words stand directly in ${type}: ${text}`] : []),
      ...ownWords(kids),
    ]);
}

function headingProblems(all: readonly InspectedElement[]): string[] {
  const problems: string[] = [];
  let before = 0;
  for (const { type, text } of all) {
    const level = Number(/^H(\d)$/.exec(type)?.[1] ?? 0);
    if (level === 0) continue;
    if (text.trim() === '') problems.push(`an ${type} is empty`);
    if (before === 0 && level !== 1) problems.push(`the first heading is ${type}, not H1: ${text.trim()}`);
    else if (level > before + 1) problems.push(`${type} follows H${before}: ${text.trim()}`);
    before = level;
  }
  return before === 0 ? ['there is no heading'] : problems;
}

const allowedKids: Readonly<Record<string, readonly string[]>> = {
  L: ['LI', 'L', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOCI', 'TOC', 'Caption'],
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  TR: ['TH', 'TD'],
};
const neededParents: Readonly<Record<string, readonly string[]>> = {
  LI: ['L'],
  LBody: ['LI'],
  TOCI: ['TOC'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
};

function kidProblems({ type, kids, marks, text }: InspectedElement): string[] {
  const allowed = allowedKids[type];
  const found = kids.flatMap((kid) => [
    ...(allowed && !allowed.includes(kid.type)
      ? [`${kid.type} stands directly in ${type}: ${kid.text}`]
      : []),
    ...(neededParents[kid.type]?.includes(type) === false
      ? [`${kid.type} stands in ${type}: ${kid.text}`]
      : []),
  ]);
  if (allowed && marks.length > 0) found.push(`content stands directly in ${type}: ${text}`);
  if (type === 'LI' && kids.filter((kid) => kid.type === 'LBody').length > 1)
    found.push(`LI has two bodies: ${text}`);
  return found;
}

/** Fills the grid of the table as a reader would: every row must come out equally wide. */
function tableProblems(table: InspectedElement): string[] {
  const name = table.kids.find(({ type }) => type === 'Caption')?.text ?? table.text.slice(0, 40);
  const rows = [...everyElement(table.kids)].filter(({ type }) => type === 'TR');
  const widths: number[] = [];
  const problems: string[] = [];
  let running: { columns: number; rows: number }[] = [];
  for (const { kids } of rows) {
    const hanging = running.filter((cell) => cell.rows > 0);
    widths.push([...hanging, ...kids].reduce((sum, { columns }) => sum + columns, 0));
    running = [...hanging, ...kids].map(({ columns, rows: span }) => ({
      columns,
      rows: span - 1,
    }));
    for (const cell of kids) {
      if (cell.type === 'TH' && cell.scope === '')
        problems.push(`a head of table "${name}" has no scope: ${cell.text}`);
      if (cell.text.trim() === '' && cell.kids.length === 0)
        problems.push(`a cell of table "${name}" is empty`);
    }
  }
  if (new Set(widths).size > 1)
    problems.push(`the rows of table "${name}" have ${[...new Set(widths)].join(', ')} columns`);
  if (!rows.some(({ kids }) => kids.some(({ type }) => type === 'TH')))
    problems.push(`table "${name}" has no head`);
  return problems;
}

function headerProblems(all: readonly InspectedElement[]): string[] {
  const ids = all.map(({ id }) => id).filter((id) => id !== '');
  const known = new Set(ids);
  return [
    ...(known.size === ids.length ? [] : ['two elements have the same id']),
    ...all
      .filter(({ headers }) => headers.some((head) => !known.has(head)))
      .map(({ text }) => `a cell names a head that does not exist: ${text}`),
  ];
}
