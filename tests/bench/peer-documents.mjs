/** The same documents for Tallybook and for other tools: ten pages of prose, four tables and a chart. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chart, paragraph, prose, regions, valueOf, writeReports, years } from './synthetic.mjs';

/** Writes as many documents for each tool into folders of its own. @param {string} folder @param {number} count */
export function writeDocuments(folder, count) {
  const ids = Array.from({ length: count }, (_, index) => `d${index + 1}`);
  writeReports(join(folder, 'tallybook'), new Map(ids.map((id, index) => [id, template(index)])));
  for (const [name, ending, write] of /** @type {const} */ ([['markdown', 'md', markdown], ['html', 'html', html], ['typst', 'typ', typst]])) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'chart.svg'), drawing());
    for (const [index, id] of ids.entries()) writeFileSync(join(folder, name, `${id}.${ending}`), write(index));
  }
}

const [sections, paragraphs] = [4, 5];

/**
 * What a document says, as other tools print it: its numbers are typed.
 * @param {number} index @param {{title: (text: string) => string, heading: (text: string) => string, paragraph: (text: string) => string, table: (caption: string, head: string[], rows: string[][]) => string, chart: string}} print
 */
function document(index, print) {
  const parts = [print.title(`Report ${index + 1}`)];
  for (let section = 0; section < sections; section++) {
    parts.push(print.heading(`Chapter ${section + 1}`));
    for (let place = 0; place < paragraphs; place++) {
      const seed = seedOf(index, section, place);
      parts.push(print.paragraph(`There were ${valueOf(seed % 20, years.length - 1)} cases: ${prose(seed)}.`));
    }
    if (section === 0) parts.push(print.chart);
    const rows = regions.map((_, r) => [`Region ${r + 1}`, ...years.map((_, y) => `${valueOf(r, y)}`)]);
    const total = ['All regions', ...years.map((_, y) => `${regions.reduce((sum, _, r) => sum + valueOf(r, y), 0)}`)];
    parts.push(print.table(`Cases by region, table ${section + 1}`, ['Region', ...years.map(String)], [...rows, total]));
  }
  return parts.join('\n\n');
}

const seedOf = (/** @type {number} */ index, /** @type {number} */ section, /** @type {number} */ place) => index * 31 + section * 7 + place;

/** @param {number} index */
function template(index) {
  const parts = [];
  for (let section = 0; section < sections; section++) {
    parts.push(`# Chapter ${section + 1} {#sec-${section + 1}}`);
    for (let place = 0; place < paragraphs; place++) parts.push(paragraph(seedOf(index, section, place)));
    if (section === 0) parts.push(chart(1, 1));
    parts.push(`{{table "cases" rows="region" columns="year" caption="Cases by region, table ${section + 1}" id="tbl-${section + 1}"}}`);
  }
  return `---\ntitle: Report\n---\n\n${parts.join('\n\n')}\n`;
}

/** @param {number} index */
const markdown = (index) =>
  document(index, {
    title: (text) => `# ${text}`,
    heading: (text) => `## ${text}`,
    paragraph: (text) => text,
    table: (caption, head, rows) => [`**${caption}**\n`, ...[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)].join('\n'),
    chart: '![Cases in three regions](chart.svg)',
  });

/** @param {number} index */
const html = (index) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Report ${index + 1}</title><style>@page{size:A4;margin:25mm}body{font:11pt/1.4 "Noto Sans",sans-serif}h2{break-before:page}table{border-collapse:collapse;width:100%}tr{break-inside:avoid}td,th{border-bottom:1px solid #ccc;text-align:left}</style></head><body>${document(index, {
    title: (text) => `<h1>${text}</h1>`,
    heading: (text) => `<h2>${text}</h2>`,
    paragraph: (text) => `<p>${text}</p>`,
    table: (caption, head, rows) =>
      `<table><caption>${caption}</caption><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows.map(([first, ...cells]) => `<tr><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`,
    chart: '<img src="chart.svg" alt="Cases in three regions">',
  })}</body></html>`;

/** @param {number} index */
const typst = (index) =>
  `#set document(title: "Report ${index + 1}")\n#set page(paper: "a4", margin: 25mm, numbering: "1")\n#set text(lang: "en")\n#show heading.where(level: 2): it => { pagebreak(weak: true); it }\n\n${document(index, {
    title: (text) => `= ${text}`,
    heading: (text) => `== ${text}`,
    paragraph: (text) => text,
    table: (caption, head, rows) =>
      `#figure(caption: [${caption}], table(columns: ${head.length}, table.header(${head.map((cell) => `[${cell}]`).join(', ')}), ${rows.flat().map((cell) => `[${cell}]`).join(', ')}))`,
    chart: '#image("chart.svg", alt: "Cases in three regions")',
  })}\n`;

/** A chart of three lines, which Tallybook draws itself and the others are given. */
function drawing() {
  const [width, height] = [480, 240];
  const lines = [0, 2, 4].map((region) => {
    const points = years.map((_, y) => `${40 + (y * (width - 60)) / (years.length - 1)},${height - 30 - valueOf(region, y) / 2.2}`);
    return `<polyline fill="none" stroke="#140f79" points="${points.join(' ')}"/>`;
  });
  const labels = years.map((year, y) => `<text x="${30 + (y * (width - 60)) / (years.length - 1)}" y="${height - 8}" font-size="10">${year}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${lines.join('')}${labels.join('')}</svg>\n`;
}
