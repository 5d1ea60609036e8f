import { test } from 'vitest';
import { tryDraw } from './draw-charts.js';
import { flagshipDataset, sketchDataset } from './fixtures.js';
const cases: Record<string, [string, string]> = {
  overplot: ['cases-by-offence', 'mark: bar\ntransform: [{filter: datum.year >= 2012}]\nencoding: {y: {field: offence}, x: {field: cases}}'],
  colours: ['victims-by-nationality', 'mark: bar\nencoding: {x: {field: year}, y: {field: victims}, color: {field: nationality}}'],
  mean: ['cases-by-offence', 'mark: bar\nencoding: {x: {field: year}, y: {field: cases, aggregate: mean}, color: {field: offence}}'],
  meantitle: ['cases-by-offence', 'mark: bar\nencoding: {x: {field: year}, y: {field: cases, aggregate: mean, title: Mean number of cases}}'],
  temporal: ['cases-by-offence', 'mark: line\nencoding: {x: {field: year, type: temporal}, y: {field: cases}, color: {field: offence}}'],
  temporalbar: ['cases-by-offence', 'mark: bar\nencoding: {x: {field: year, type: temporal}, y: {field: cases}}'],
  calc: ['cases-by-offence', 'mark: bar\ntransform: [{calculate: datum.cases * 2, as: twice}]\nencoding: {x: {field: year}, y: {field: twice, type: quantitative}}'],
  calctitle: ['cases-by-offence', 'mark: bar\ntransform: [{calculate: datum.cases * 2, as: twice}]\nencoding: {x: {field: year}, y: {field: twice, type: quantitative, title: Twice}}'],
  total: ['cases-by-offence', 'mark: line\nencoding: {x: {field: year}, y: {field: cases}}'],
  heat: ['cases-by-offence', 'mark: rect\nencoding: {x: {field: year, type: ordinal}, y: {field: offence}, color: {field: cases}}'],
  grouped: ['cases-by-offence', 'mark: bar\ntransform: [{filter: {field: year, oneOf: [2009, 2014]}}]\nencoding: {y: {field: offence}, yOffset: {field: year}, color: {field: year}, x: {field: cases}}'],
  dots: ['cases-by-offence', 'layer:\n  - {mark: line, encoding: {detail: {field: offence}, color: {value: "#aaa"}}}\n  - {mark: point, encoding: {color: {field: year}}}\ntransform: [{filter: {field: year, oneOf: [2009, 2014]}}]\nencoding: {y: {field: offence}, x: {field: cases}}'],
  facetline: ['cases-by-offence', 'mark: line\nencoding: {x: {field: year}, y: {field: cases}, facet: {field: offence, columns: 2}}'],
  row: ['cases-by-offence', 'mark: bar\nencoding: {x: {field: year}, y: {field: cases}, row: {field: offence}}'],
  facetop: ['cases-by-offence', 'facet: {field: offence}\ncolumns: 2\nspec:\n  encoding: {x: {field: year}, y: {field: cases}}\n  layer:\n    - mark: line\n    - {mark: text, transform: [{filter: datum.year == 2014}], encoding: {text: {field: cases}}}'],
  hconcat: ['cases-by-offence', 'hconcat:\n  - {title: All, mark: bar, encoding: {x: {field: year}, y: {field: cases}}}\n  - {title: Parts, mark: bar, encoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}}'],
  fold: ['cases-by-offence', 'mark: bar\ntransform: [{fold: [cases, year]}]\nencoding: {x: {field: year}, y: {field: cases}}'],
  window: ['cases-by-offence', 'mark: line\ntransform: [{window: [{op: mean, field: cases, as: smooth}], frame: [-1, 1], sort: [{field: year}], groupby: [offence]}]\nencoding: {x: {field: year}, y: {field: smooth, type: quantitative, title: Three-year mean}, color: {field: offence}}'],
  scatter: ['cases-by-offence', 'mark: point\nencoding: {x: {field: year, type: quantitative}, y: {field: cases, scale: {domain: [0, 100]}}}'],
  labelled: ['cases-by-offence', 'encoding: {x: {field: cases, stack: zero}, y: {field: year}}\nlayer:\n  - {mark: bar, encoding: {color: {field: offence}}}\n  - {mark: {type: text, color: white}, encoding: {detail: {field: offence}, text: {field: cases}, x: {field: cases, stack: zero, bandPosition: 0.5}}}'],
  area: ['cases-by-offence', 'mark: area\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}'],
  detaillist: ['cases-by-offence', 'mark: line\nencoding: {x: {field: year}, y: {field: cases}, detail: [{field: offence}]}'],
  missing: ['victims-by-nationality', 'mark: {type: line, point: true}\ntransform: [{filter: "datum.nationality == \'moldovan\'"}]\nencoding: {x: {field: year}, y: {field: victims}}'],
  agg: ['cases-by-offence', 'mark: bar\ntransform: [{aggregate: [{op: sum, field: cases, as: all}], groupby: [year]}]\nencoding: {x: {field: year}, y: {field: all, type: quantitative, title: Cases}}'],
  histogram: ['cases-by-offence', 'mark: bar\nencoding: {x: {field: cases, bin: true, title: Cases}, y: {aggregate: count, title: Cells}}'],
  sortdesc: ['cases-by-offence', 'mark: bar\ntransform: [{filter: datum.year == 2014}]\nencoding: {y: {field: offence, sort: descending}, x: {field: cases}}'],
  rule: ['cases-by-offence', 'encoding: {x: {field: year}}\nlayer:\n  - {mark: line, encoding: {y: {field: cases}}}\n  - {mark: rule, encoding: {x: {datum: 2012}}}'],
};
import { writeFileSync } from 'node:fs';
test('probe', async () => {
  for (const [name, [ds, yaml]] of Object.entries(cases)) {
    const { chart, problems } = await tryDraw(yaml, flagshipDataset(ds));
    console.log(name, problems, chart ? `${chart.width}x${chart.height} | ${chart.alternative} | ${chart.description.slice(0, 300)}` : '');
    if (chart) writeFileSync(`/tmp/look/${name}.svg`, chart.svg);
  }
});
