/** A report in which each chapter has one fault of its pages, which a style brings about. */
import { sampleChart, sampleDrawing, sampleTable } from '../../report/samples.js';

export const text = `
# Filled {#c-fill}

A paragraph before a figure that fits no page beside it.

@tall

A paragraph after it.

# Heading {#c-heading}

## A section {#s-heading}

What stands in it.

# Caption {#c-caption}

@caption

# Lead-in {#c-lead}

These are the reasons:

- one
- two

# Colon {#c-colon}

The table shows them:

@colon

# Plain {#c-plain}

Words of a table without a caption.

| Step | Owner |
| :--- | :---- |
| One  | Court |

# Lines {#c-lines}

A paragraph whose last line is taken to the next page, so that it stands alone at the head of that page, after all the lines that stand together at the foot of the page before it, as a reader can see.

# Torn {#c-torn}

@torn

# Foot {#c-foot}

@foot

# Labels {#c-labels}

@labels

# Cells {#c-cells}

@cells

# End {#c-end}

@end

The end.

# Brief {#c-brief .brief}

What is to stand on one page.

What stands on another.
`;

const rows = (count: number): string =>
  `Offence | 2013 | 2014\n${Array.from({ length: count }, (_, row) => `Row ${row} | ${row} | ${row + 1}`).join('\n')}`;

export const blocks = {
  tall: sampleChart('fig-tall', 'A tall figure'),
  caption: sampleChart('fig-caption', 'A figure without its caption'),
  colon: sampleTable('tbl-colon', 'A table that is announced', rows(2)),
  torn: sampleTable('tbl-torn', 'A table under whose head stands one row', rows(5)),
  foot: sampleTable('tbl-foot', 'A table without its source', rows(3)),
  labels: sampleChart('fig-labels', 'Labels'),
  cells: sampleTable('tbl-cells', 'Cells', 'Offence | 2013 | 2014\nOrganised crime of every kind | 1 | 2'),
  end: sampleChart('fig-end', 'A figure as tall as a page'),
};

const plain = sampleDrawing('fig-labels');

export const charts = {
  'fig-tall': sampleDrawing('fig-tall'),
  'fig-caption': sampleDrawing('fig-caption'),
  'fig-end': sampleDrawing('fig-end'),
  'fig-labels': {
    ...plain,
    svg: plain.svg.replace(
      '</g></svg>',
      '<text class="moves" x="60" y="40">North</text><text class="moves" x="60" y="40" dx="200">South</text><g class="edge"><text x="300" y="200">Hewn</text></g></g></svg>',
    ),
  },
};

/** Every chapter begins a page, so that one fault moves no other. */
export const apart = `.chapter.chapter{break-before:page}[data-runs-on]{break-before:page!important}`;
