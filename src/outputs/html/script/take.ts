/**
 * Each figure and table can be taken along: its numbers as they are printed, so that nothing is told that the page hides, as a file or copied,
 * and its drawing as a picture. A cell has one value: codes, notes, details, groups and the ends of a span have columns. Its title, notes and
 * source come with it; a table without a title takes that of its section.
 */
export const take = String.raw`
  const partsOf = (cell) => {
    if (!cell) return { value: '' };
    const copy = cell.cloneNode(true), cut = (query) => all(query, copy).map((one) => { one.remove(); return plain(one, true); }).filter(Boolean).join(', ');
    const code = cut('.code'), note = cut('.status-marks, .illustrative-mark'), detail = cut('.detail'), words = plain(copy);
    const numbers = all(number, copy), value = numbers.length === 1 ? plain(numbers[0]) : '';
    return { code, note, detail, words, value: value && words.startsWith(value) ? value : '' };
  };
  const columnOf = (heads, cells) => {
    const name = [...new Set(heads.filter(Boolean).map((head) => { const copy = head.cloneNode(true); all('.drawn', copy).forEach((one) => one.remove()); return plain(copy, true); }))].join(', ');
    const parts = cells.map(partsOf), some = (key) => parts.some((part) => part[key]), full = parts.filter((part) => part.words);
    if (heads.some((head) => head?.matches('.scale')) && !full.length) return [];
    const counts = full.length && full.every((part) => part.value), exact = full.filter((part) => /^\D?\d/.test(part.value)), inPercent = counts && exact.length && exact.every((part) => /\d\s?%$/.test(part.value));
    const list = parts.map((part) => counts ? part.value && inPercent ? part.value.replace(/\s?%$/, '') : part.value : part.words ?? '');
    const more = parts.map((part) => [counts && part.words?.slice(part.value.length).trim(), part.detail].filter(Boolean).join(', ')), names = name.split(' – '), split = list.map((text) => text.split(' – '));
    const isSplit = names.length > 1 && split.every((each, at) => !list[at] || each.length === names.length);
    return [
      ...(some('code') ? [[say.code, ...parts.map((part) => part.code ?? '')]] : []),
      ...(isSplit ? names.map((each, at) => [each, ...split.map((of) => of[at] ?? '')]) : [[inPercent && !/%/.test(name) ? name + ', %' : name, ...list]]),
      ...(more.some(Boolean) ? [[name + ', ' + say.detail, ...more]] : []),
      ...(some('note') ? [[name + ', ' + say.note, ...parts.map((part) => part.note ?? '')]] : []),
    ];
  };
  const gridOf = (table) => {
    const grid = [...table.rows].map(() => []), groups = [];
    [...table.rows].forEach((row, y) => [...row.cells].forEach((cell) => {
      const head = row.parentNode.localName === 'thead';
      let x = 0;
      while (x in grid[y]) x++;
      for (let down = 0; down < cell.rowSpan; down++) for (let along = 0; along < cell.colSpan; along++) {
        if (grid[y + down]) grid[y + down][x + along] = !down && (head || !along) ? cell : undefined;
      }
    }));
    const heads = grid.filter((_, y) => table.rows[y].parentNode.localName === 'thead');
    let group = '';
    const body = grid.filter((_, y) => {
      const row = table.rows[y];
      if (row.matches('.group')) return void (group = plain(row));
      return row.parentNode.localName !== 'thead' && groups.push(group);
    });
    const columns = [...(group ? [[say.group, ...groups]] : []), ...Array.from(grid[0] ?? []).flatMap((_, x) => columnOf(heads.map((row) => row[x]), body.map((row) => row[x])))];
    return (columns[0] ?? []).map((_, y) => columns.map((column) => unmarked(column[y])));
  };
  const linesOf = (figure, query) => all(query, figure).filter((one) => !one.closest('details.description')).map((each) => plain(each)).filter(Boolean);
  const takes = (figure) => {
    const svg = figure.querySelector('.drawing svg'), tables = all(svg ? '.as-table table' : 'table', figure);
    const head = figure.id ? undefined : headOf(figure), name = figure.id || head?.id || 'table';
    const badge = figure.querySelector('figcaption .illustrative'), mark = badge ? plain(badge) : figure.querySelector('[data-illustrative]') || figure.closest('.banded') ? say.illustrative : '';
    const titles = () => head ? [plain(head)] : linesOf(figure, 'figcaption > p').map((text) => text.replace(mark, '').trim());
    const above = () => [...titles(), mark].filter(Boolean), below = () => [...linesOf(figure, '.legend, .notes, .source'), data.cite, addressOf(figure)];
    const rows = () => tables.flatMap((table, at) => [...(at ? [[]] : []), ...gridOf(table)]);
    const status = make('div', '', { role: 'status' });
    const asCsv = () => save(csv([...above().map((text) => [text]), [], ...rows(), [], ...below().map((text) => [text])]), name, 'csv');
    const asSvg = () => save(picture(figure, svg, mark, titles(), below()).text, name, 'svg');
    const asPng = () => {
      const { text, width, height } = picture(figure, svg, mark, titles(), below()), image = new Image();
      image.onload = () => {
        const canvas = make('canvas', [], { width: width * 2, height: height * 2 });
        canvas.getContext('2d').drawImage(image, 0, 0, width * 2, height * 2);
        canvas.toBlob((blob) => save(blob, name, 'png'));
      };
      image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
    };
    const acts = make('div', [
      ...(tables.length ? [button(say.csv, asCsv)] : []),
      ...(svg ? [button(say.svg, asSvg), button(say.png, asPng)] : []),
      button(say.copy, () => copy([...above(), ...rows().map((row) => row.join('\t')), ...below()], status)),
    ], { className: 'acts' });
    const folded = make('details', [make('summary', say.take), acts, status], { className: 'description take' });
    figure.matches('figure') ? figure.append(folded) : figure.after(folded);
  };
  const picture = (figure, drawing, mark, above, below) => {
    const space = 'http://www.w3.org/2000/svg', [width, height] = ['width', 'height'].map((name) => +drawing.getAttribute(name)), pad = 16;
    const pen = doc.createElement('canvas').getContext('2d'), family = getComputedStyle(figure).fontFamily;
    const draw = (name, more, content = []) => {
      const one = doc.createElementNS(space, name);
      Object.entries(more).forEach(([key, value]) => one.setAttribute(key, value));
      one.append(...content);
      return one;
    };
    const parts = [];
    let y = pad;
    const write = (text, size, weight, fill) => {
      pen.font = weight + ' ' + size + 'px ' + family;
      const lines = [''];
      text.split(/(?<=[ /#])/).forEach((word) => {
        const longer = lines.at(-1) + word;
        pen.measureText(longer.trim()).width > width && lines.at(-1) ? lines.push(word) : lines.splice(-1, 1, longer);
      });
      lines.forEach((line) => {
        y += size * 1.4;
        parts.push(draw('text', { x: pad, y, fill, 'font-size': size, 'font-weight': weight }, [line]));
      });
    };
    if (mark) write(mark, 13, 600, '#893528');
    above.forEach((text, at) => at === 1 ? write(text, 17, 600, '#1c1c28') : write(text, 13, 400, '#55556a'));
    const copied = drawing.cloneNode(true);
    copied.setAttribute('x', pad);
    copied.setAttribute('y', y + pad);
    parts.push(copied);
    y += height + pad * 1.5;
    below.forEach((text) => write(text, 11, 400, '#55556a'));
    const fonts = [...doc.styleSheets].flatMap((each) => [...each.cssRules]).filter((rule) => rule instanceof CSSFontFaceRule && rule.style.fontStyle !== 'italic');
    const size = { width: width + 2 * pad, height: Math.ceil(y + pad) };
    const style = draw('style', {}, [fonts.map((rule) => rule.cssText).join('')]);
    const whole = draw('svg', { ...size, viewBox: '0 0 ' + size.width + ' ' + size.height, 'font-family': family }, [style, draw('rect', { width: '100%', height: '100%', fill: '#ffffff' }), ...parts]);
    return { text: new XMLSerializer().serializeToString(whole), ...size };
  };
  all('main :is(figure[id], .plain-table)').filter((one) => one.querySelector('.drawing svg, table') && !one.parentNode.closest('figure')).forEach(takes);
`;
