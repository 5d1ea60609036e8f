/** For each kind of claim: sentences of which its words are told outside one, and sentences that claim nothing. */
import { describe, expect, test } from 'vitest';
import { sentenceAt } from '../../../src/content/numbers/sentence.js';
import { unitForms } from '../../../src/content/numbers/units.js';
import { readClaimWords } from '../../../src/extensions/claims/words/read-claim-words.js';
import { albanian } from './albanian.js';

const { reader, subjects } = albanian;

const claimsIn = (text: string, printed: readonly number[] = []): string[] =>
  readClaimWords({ text, printed: [...printed], isTitle: false }, { lexicon: reader.lexicon, subjects })
    .filter(({ claims }) => claims)
    .map(({ kind }) => kind);

/** Kinds of claims, with sentences that make one each, and others that do not. */
const kinds: readonly (readonly [
  kind: string,
  claiming: readonly [string, string, ...string[]],
  innocent: readonly [string, string, ...string[]],
])[] = [
  [
    'increasing',
    ['Numri i viktimave është në rritje.', 'Gjithnjë e më shumë viktima kërkojnë ndihmë.'],
    ['Viktimat marrin pjesë në rritjen e vetëdijesimit.', 'Viktimat u rritën në familje.'],
  ],
  [
    'decreasing',
    ['Numri i viktimave është në rënie.', 'Prirja e numrit të viktimave është rënëse.'],
    ['Ulja e dënimit nuk varet nga viktima.', 'Pëlqimi i viktimës bie në kundërshtim me ligjin.'],
  ],
  [
    'unchanged',
    ['Numri i viktimave mbeti i pandryshuar.', 'Numri i viktimave mbeti pothuajse i njëjtë.'],
    ['Viktimës i ofrohet e njëjta ndihmë.', 'Emri i viktimës nuk duhet të ndryshojë.'],
  ],
  [
    'stable-within',
    [
      'Numri i viktimave ishte i qëndrueshëm.',
      'Numri i viktimave ka qenë stabil.',
      'Numri i viktimave u stabilizua.',
      'Numri i viktimave stagnoi.',
      'Numri i viktimave u rrafshua.',
    ],
    ['Viktimave u ofrohet banim i qëndrueshëm.', 'Viktimat kanë nevojë për zgjidhje të qëndrueshme.'],
  ],
  [
    'rose',
    [
      'Numri i viktimave është rritur.',
      'Shtimi i viktimave vërehet që nga viti 2013.',
      'Vihet re një bum i viktimave.',
      'Numri i viktimave mori hov.',
      'Viktimat u shumëfishuan.',
    ],
    ['Viktimat u informuan kur u ngrit aktakuza.', 'Rritja e kapaciteteve i ndihmon viktimat.'],
  ],
  [
    'fell',
    ['Numri i viktimave ka rënë dukshëm.', 'Numri i viktimave u ul.'],
    ['Viktimat ranë në duar të trafikantëve.', 'Ajo ra viktimë e trafikimit.'],
  ],
  [
    'doubled',
    ['Numri i viktimave u dyfishua.', 'Viktimat janë dyfishuar.'],
    ['Viktimat me shtetësi të huaj marrin leje.', 'Viktimat marrin dy kopje të vendimit.'],
  ],
  [
    'about-times',
    ['Viktimat kosovare ishin rreth dy herë më shumë.', 'Viktimat ishin gati tri herë më shumë.'],
    ['Viktimat takohen rreth dy herë me avokatin.', 'Viktima njoftohet dy herë me shkrim.'],
  ],
  [
    'halved',
    ['Numri i viktimave u përgjysmua.', 'Numri i viktimave është përgjysmuar.'],
    ['Viktima dëgjohet në gjysmë të seancës.', 'Viktimat dëgjohen pa ndërprerje.'],
  ],
  [
    'at-least-times',
    ['Numri i viktimave u trefishua.', 'Viktimat ishin katër herë më shumë.'],
    ['Viktima dëgjohet jo më shumë se dy herë.', 'Viktimat vizitohen disa herë.'],
  ],
  [
    'rises',
    ['Numri i viktimave u rrit vetëm një herë.', 'Viktimat u rritën tri herë.'],
    ['Viktima u thirr tri herë.', 'Viktima u rrit në jetimore.'],
  ],
  [
    'falls',
    ['Numri i viktimave ra dy herë.', 'Numri i viktimave u ul vetëm një herë.'],
    ['Viktima u njoftua vetëm një herë.', 'Viktima ka folur dy herë me policinë.'],
  ],
  [
    'higher-than',
    ['Numri i viktimave kosovare ishte më i lartë.', 'Më shumë viktima u identifikuan në Prizren.'],
    ['Viktimave u kushtohet vëmendje më e madhe.', 'Viktimat ankohen në gjykatën më të lartë.'],
  ],
  [
    'lower-than',
    ['Viktimat shqiptare ishin më pak se kosovaret.', 'Numri i viktimave rumune është më i vogël.'],
    ['Viktimat pak a shumë i njohin të drejtat.', 'Viktimat me rrezik të ulët kthehen në familje.'],
  ],
  [
    'equal',
    ['Numri i viktimave ishte i barabartë.', 'Kishte po aq viktima sa në vitin 2013.'],
    ['Viktimat janë të barabarta para ligjit.', 'Viktimat gëzojnë barazi gjinore.'],
  ],
  [
    'highest',
    [
      'Viktimat kosovare ishin më të shumtat.',
      'Numri i viktimave arriti kulmin.',
      'Numri i viktimave theu çdo rekord.',
      'Numri i viktimave është i paparë ndonjëherë.',
    ],
    ['Interesi më i mirë i viktimës mbrohet.', 'Viktima vendoset në strehimore me rrezik të lartë.'],
  ],
  [
    'lowest',
    [
      'Viktimat rumune ishin më së paku.',
      'Numri i viktimave arriti minimumin.',
      'Numri i viktimave është rekord negativ.',
      'Numri i viktimave preku fundin.',
    ],
    ['Viktima vizitohet më së paku një herë.', 'Viktimës i ofrohen së paku ushqimi dhe strehimi.'],
  ],
  [
    'rank',
    ['Viktimat shqiptare janë në vendin e dytë.', 'Numri i viktimave ishte i treti më i larti.'],
    [
      'Viktimat e shkallës së dytë nuk njihen nga ligji.',
      'Aktgjykimi i shkallës së dytë i dërgohet viktimës.',
    ],
  ],
  [
    'majority',
    ['Shumica e viktimave ishin vajza.', 'Më shumë se gjysma e viktimave ishin kosovare.'],
    ['Ligji për viktimat u miratua me shumicë votash.', 'Pjesa e dytë e ligjit mbron viktimat.'],
  ],
  [
    'minority',
    ['Viktimat shqiptare janë pakicë.', 'Më pak se gjysma e viktimave ishin rumune.'],
    [
      'Viktimat nga komunitetet pakicë kanë të drejtë për përkthyes.',
      'Viktimat nga pakicat kombëtare kanë të drejtë për përkthyes.',
    ],
  ],
  [
    'fraction',
    ['Një e treta e tyre ishin viktima shqiptare.', 'Dy të tretat e tyre ishin viktima të mitura.'],
    ['Viktimat u dëgjuan në një të tretën e parë të seancës.', 'Viktima u dëgjua e treta.'],
  ],
  [
    'graded',
    [
      'Viktimat pritën më gjatë se një vit më parë.',
      'Gjendja e viktimave u përkeqësua.',
      'Numri i viktimave arriti shifra që nuk janë parë që nga viti 2012.',
    ],
    ['Viktima flet më gjatë me avokaten.', 'Mbrojtja më e mirë e viktimave është synim.'],
  ],
  [
    'extreme',
    ['Viktimat kishin pritjen më të gjatën.', 'Viktimat patën pritjen më të keqen.'],
    ['Viktimat kanë të drejtë për këshillë të mirë.', 'Viktima pret gjatë.'],
  ],
  [
    'higher-limit',
    ['Dënimi ishte më i rëndë kur viktima ishte e mitur.', 'Ligji i viktimave parasheh dënime më të rrepta.'],
    ['Viktimat mbrohen nga format më të rënda të punës.', 'Viktima pëson lëndim të rëndë trupor.'],
  ],
  [
    'lower-limit',
    [
      'Dënimi ishte më i butë kur viktima ishte e rritur.',
      'Dënimi për rastet pa viktima ishte më i lehtë se ky.',
    ],
    ['Viktima pëson lëndim të lehtë trupor.', 'Viktimat flasin më lehtë me një grua.'],
  ],
  [
    'missing',
    ['Nuk ka të dhëna për viktimat kosovare.', 'Për viktimat rumune mungojnë shifrat.'],
    ['Viktimës nuk i kërkohen të dhëna.', 'Të dhënat për viktimat ruhen pesë vjet.'],
  ],
  [
    'first-known',
    ['Viktimat rumune u regjistruan për herë të parë.', 'Për herë të parë u regjistruan viktima rumune.'],
    ['Viktima e takon avokatin për herë të parë.', 'Regjistrimi i parë i viktimës bëhet nga policia.'],
  ],
  [
    'last-known',
    ['Viktimat rumune u regjistruan për herë të fundit.', 'Për herë të fundit u numëruan viktima rumune.'],
    ['Ligji për viktimat u ndryshua për herë të fundit.', 'Në fund viktima nënshkruan formularin.'],
  ],
  [
    'at-least-share',
    ['Pothuajse të gjitha viktimat ishin gra.', 'Thuajse çdo viktimë ishte vajzë.'],
    ['Viktima thuajse gjithmonë shoqërohet.', 'Viktimat pothuajse i njohin të drejtat.'],
  ],
  [
    'at-most-share',
    ['Pak viktima kërkuan kompensim.', 'Një numër i vogël viktimash u kthye.'],
    ['Viktima flet pak serbisht.', 'Së paku viktima informohet.'],
  ],
  [
    'half',
    ['Gati gjysma e viktimave ishin vajza.', 'Gjysma e viktimave u kthyen.'],
    ['Gjysma e dytë e seancës mbahet pa viktimën.', 'Viktima pret gjysmë ore.'],
  ],
  [
    'all',
    ['Të gjitha viktimat u strehuan.', 'Çdo viktimë mori ndihmë.'],
    ['Çdo viktimë ka të drejtë për ndihmë.', 'Të gjitha viktimat duhet të informohen.'],
  ],
  [
    'every-row',
    ['Secila nga ato viktima mori ndihmë.', 'Secili nga këta persona u strehua.'],
    ['Viktima e zgjedh vetë secilin përfaqësues.', 'Për secilin vendim njoftohet viktima.'],
  ],
  [
    'none',
    ['Asnjë viktimë nuk u dëbua.', 'Asnjëra nga viktimat nuk u kthye.'],
    ['Asnjë viktimë nuk guxon të dëbohet.', 'Viktima nuk i takon asnjë pale.'],
  ],
  [
    'only',
    ['Vetëm viktimat kosovare morën kompensim.', 'Ekskluzivisht viktima të mitura u strehuan.'],
    ['Viktima merret në pyetje vetëm nga gratë.', 'Viktimat dëgjohen jo vetëm në gjykatë.'],
  ],
];

describe.each(kinds)('%s', (kind, claiming, innocent) => {
  test.each(claiming)('is claimed by %j', (text) => {
    expect(claimsIn(text)).toContain(kind);
  });

  test.each(innocent)('is not claimed by %j', (text) => {
    expect(claimsIn(text)).toEqual([]);
  });
});

test('every kind of the lexicon is tried', () => {
  const { trend, quantifiers } = reader.lexicon.statements;
  const all = new Set([...trend, ...quantifiers].map(({ kind }) => kind));
  expect(new Set(kinds.map(([kind]) => kind))).toEqual(all);
});

test('the noun of a unit that begins with an article is the word after it', () => {
  const { lexicon } = reader;
  expect(unitForms('të akuzuarve', lexicon)).toContain('të akuzuar');
  expect(unitForms('të punësuarve', lexicon)).not.toContain('të');
});

test('the dot of an abbreviation or an initial ends no sentence', () => {
  const text =
    'Sipas Ligjit nr. 04/L-218, fq. 12, dhe prof. A. Krasniqit, d.m.th. Ligjit të ri, viktima dëgjohet. Viktimat janë gra, etj. Numri ndryshon.';
  const { abbreviations } = reader.lexicon.statements;
  const sentences = [...text.matchAll(/\p{L}{2,}/gu)].map(({ index }) =>
    sentenceAt(text, index, abbreviations),
  );
  expect([...new Set(sentences)]).toEqual([
    'Sipas Ligjit nr. 04/L-218, fq. 12, dhe prof. A. Krasniqit, d.m.th. Ligjit të ri, viktima dëgjohet',
    'Viktimat janë gra, etj',
    'Numri ndryshon.',
  ]);
});
