/** What a month is called in the languages of reports, in full and short, in small letters and without points: a row for each, from January. */
const rows = [
  'january jan janar јануар јан januar јануари ianuarie ian',
  'february feb shkurt shk фебруар феб februar февруари фев februarie',
  'march mar mars март мар mart martie',
  'april apr prill pri април апр aprilie',
  'may maj мај mai',
  'june jun qershor qer јун јуни iunie iun',
  'july jul korrik korr јул јули iulie iul',
  'august aug gusht gush август авг avgust avg',
  'september sep shtator sht септембар сеп septembar септември septembrie sept',
  'october oct tetor tet октобар окт oktobar okt октомври octombrie',
  'november nov nëntor nën новембар нов novembar ноември ное noiembrie',
  'december dec dhjetor dhj децембар дец decembar декември дек decembrie',
];

const byName: ReadonlyMap<string, string> = new Map(
  rows.flatMap((names, index) =>
    names.split(' ').map((name): [string, string] => [name, `${index + 1}`.padStart(2, '0')]),
  ),
);

/** The month of a name or short name, `01` to `12`; undefined for any other word. */
export const monthOfName = (word: string): string | undefined => byName.get(word.toLowerCase());

/** "January 2025", "Jan-25" -> `2025-01`. Two digits are a year from 1930 to 2029, as workbooks read them. */
export function namedMonth(text: string): string | undefined {
  // "Jan 12" may be a day.
  const [, name = '', full = '', short = ''] =
    /^(\p{L}{3,12})\.?(?:[ \u00a0-]+(\d{4})|(?:-|[ \u00a0]?['’])(\d\d))$/u.exec(text) ?? [];
  const month = name === '' ? undefined : monthOfName(name);
  if (month === undefined) return undefined;
  const year = full === '' ? `${Number(short) < 30 ? '20' : '19'}${short}` : full;
  return `${year}-${month}`;
}
