/** What a group of an SVG by vega is, by its class: marks that stand for rows, or the labels of an axis. */
const classPattern = / class="mark-(?:(text) role-axis-label|(?!text |group )\w+ role-mark ([^"]*))"/g;
const unitPattern = /(?:^|_)unit_\d+(?:_|$)/;

/** An SVG by vega whose groups of marks and of labels along an axis say which they are: `data-mark`, `data-axis`. */
export function withMarkNumbers(svg: string): string {
  let [marks, axes] = [0, 0];
  return svg.replace(classPattern, (whole, text?: string, name = '') => {
    if (text !== undefined) return ` data-axis="${axes++}"`;
    return unitPattern.test(name) ? ` data-mark="${marks++}"` : whole;
  });
}
