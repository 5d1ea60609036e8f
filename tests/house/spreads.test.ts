import { expect, test } from 'vitest';
import { filesBelow, textOf } from './repository.js';

test('no array is spread into the arguments of a call that takes any number of them: long ones overflow the stack', () => {
  const spread =
    /(?:Math\.(?:max|min)|\.(?:push|unshift|fromCharCode|fromCodePoint|splice|concat)|\.apply)\((?:[^()[\]{}]*, ?)?\.\.\./;
  const found = filesBelow('src')
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, index) =>
          spread.test(line) && !line.trimStart().startsWith('*')
            ? [`${path}:${index + 1}: ${line.trim()}`]
            : [],
        ),
    );
  expect(found).toEqual([]);
});
