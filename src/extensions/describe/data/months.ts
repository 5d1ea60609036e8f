import { monthOfName } from '../../../model/dataset/month-names.js';
import { readPeriod } from '../../../model/dataset/periods.js';

/** The month that a word of a text names in full; English ones begin with a capital. */
export function monthNamed(word: string): string | undefined {
  const isSmallEnglish = /^(?:march|may)$/.test(word);
  return word.length > 3 || /^(?:May|maj|мај)$/i.test(word)
    ? isSmallEnglish
      ? undefined
      : monthOfName(word)
    : undefined;
}

/** The month that heads a column: as a period is written, or its first or last day; undefined for anything else. */
export function monthIn(text: string): string | undefined {
  const plain = text.trim();
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain) ?? [];
  if (day === '') return readPeriod('month', plain);
  const isLast = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() === Number(day);
  return day === '01' || isLast ? readPeriod('month', `${year}-${month}`) : undefined;
}
