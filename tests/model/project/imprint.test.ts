import { expect, test } from 'vitest';
import { isbnFault } from '../../../src/model/project/imprint.js';

test.each(['978-92-9497-123-4', '9780306406157', '0-306-40615-2', '0-8044-2957-X', '080442957x'])(
  'the check digit of %s fits',
  (isbn) => expect(isbnFault(isbn)).toBeUndefined(),
);

test.each([
  ['978-92-9497-123-6', '`4`'],
  ['978-0-306-40615-1', '`7`'],
  ['0-306-40615-X', '`2`'],
])('the check digit of %s does not fit, and the right one is told', (isbn, right) =>
  expect(isbnFault(isbn)).toContain(right),
);
