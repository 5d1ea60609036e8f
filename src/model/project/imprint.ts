/** Who answers for a publication and how it is cited, as the project declares it. */
export interface Imprint {
  /** An address, mail or telephone, as it is to be printed. */
  readonly contact?: string;
  readonly licence?: string;
  /** What the report rests on, and what is not known of it. */
  readonly source?: string;
  /** How to cite it; made of publisher, year and title where it is absent. */
  readonly cite?: string;
  /** The series that it belongs to, which its cover names. */
  readonly series?: string;
  /** The country that a report to a body is about, as a translation names it. */
  readonly country?: string;
  /** With its hyphens, as it is to be printed. */
  readonly isbn?: string;
  /** `10.1234/abc`. */
  readonly doi?: string;
  /** The day of publication: `2016-03-01`. */
  readonly published?: string;
  /** When the next edition comes out: `2017`, `2017-03` or `2017-03-01`. */
  readonly next?: string;
  /** The day whose state the figures show: `2015-12-31`. */
  readonly asAt?: string;
}

/** What is wrong with an ISBN, as what is expected; undefined where nothing is. */
export function isbnFault(written: string): string | undefined {
  const digits = written.replace(/[ -]/g, '');
  if (!/^(?:\d{12}[\dX]|\d{9}[\dX])$/i.test(digits))
    return 'an ISBN of 13 or 10 digits, such as `978-92-9497-123-4`';
  const own = digits.slice(0, -1);
  const right = digits.length === 13 ? checkOf13(own) : checkOf10(own);
  if (right === digits.slice(-1).toUpperCase()) return undefined;
  return `an ISBN: after its other digits comes \`${right}\``;
}

/** *Source:* ISO 2108, the check digit of an ISBN of 13 digits. */
function checkOf13(digits: string): string {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${(10 - (sum % 10)) % 10}`;
}

/** *Source:* ISO 2108:1992, the check digit of an ISBN of 10 digits. */
function checkOf10(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : `${check}`;
}

/** A DOI without the address before it. *Source:* the DOI Handbook, 2.2. */
export const doi = /^10\.\d{4,9}\/[!-~]+$/;
