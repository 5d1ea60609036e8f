import { test } from 'vitest';
import {
  problemsOfPackage as P,
  problems,
  problemsOfRows as R,
  victimsPackage as V,
  victimsRows as W,
} from './problems.js';

const show = (t: string, l: string[]) => console.log(`== ${t}\n${l.join('\n')}`);
test('x', async () => {
  show('ok', await R(W));
  show('type', await R(W.replace('2013,male,12', '2013,male,n/a').replace('2014,male,4', '14,male,4.5')));
  show(
    'short long',
    await R(W.replace('2013,male,12', '2013,male').replace('2014,male,4', '2014,male,4,5,6')),
  );
  show('dup', await R(W.replace('2014,male,4', '2014,female,4')));
  show('cat', await R(W.replace('2014,male,4', '2014,mal,4')));
  show('miss', await R(W.replace('2014,male,4', '2014,male,[c]').replace('2013,male,12', '2013,male,')));
  show('total', await R(W.replace('2014,total,42', '2014,total,43')));
  show('enc', await R(new Uint8Array([...new TextEncoder().encode(W), 0x32, 0xe8])));
  show('delim', await R(W.replaceAll(',', ';')));
  show('sep', await R('sep=;\r\n' + W.replaceAll(',', ';').replaceAll('\n', '\r\n')));
  show('sepbad', await R('\uFEFFsep=;\r\n' + W.replaceAll(',', ';').replace('40', 'n/a')));
  show('empty', await R(''));
  show('header only', await R('year,sex,victims\n'));
  show('header', await R(W.replace('sex,victims', 'year,victms')));
  show('order', await R('sex,year,victims\nfemale,2014,1\n'));
  show('quote', await R(W.replace('male,12', '"male,12')));
  show('quote2', await R(W.replace('male,12', '"ma"le,12')));
  show('blank line', await R(W.replace('2014,female', '\n2014,female')));
  show('spaces', await R(W.replace('male,4', 'male, 4')));
  show(
    'key',
    await P(
      V.replace('type: integer, unit', 'type: integer, unti').replace(
        'name: victims\n',
        'name: victims\n    tittle: x\n',
      ),
    ),
  );
  show('yaml', await P(V.replace('fields:', 'fields: [')));
  show('missing', await problems({}));
  show('nopkg', await problems({ 'data/datapackage.yaml': V.replace('victims.csv', '../../x.csv') }));
  show('abs', await problems({ 'data/datapackage.yaml': V.replace('victims.csv', '/etc/passwd') }));
  show('url', await problems({ 'data/datapackage.yaml': V.replace('victims.csv', 'https://x.org/a.csv') }));
  show('reserved', await P(V.replace('name: sex', 'name: of')));
  show('type', await P(V.replace('type: year', 'type: geopoint')));
  show('type2', await P(V.replace('type: year', 'type: yeer')));
  show('role', await P(V.replace('type: integer', 'type: string, role: measure')));
  show('total', await P(V.replace('total], total: total', 'total], total: totl')));
  show(
    'dialect',
    await P(
      V.replace(
        '    schema',
        '    dialect: {header: false, commentChar: "#"}\n    encoding: latin-99\n    schema',
      ),
    ),
  );
  show('enc', await P(V.replace('    schema', '    encoding: latin-99\n    schema')));
  show(
    'protect',
    await problems({
      'data/datapackage.yaml': V.replace('    schema', '    protect: true\n    schema'),
      'data/victims.csv': W.replace('2014,total,42', '2014,total,43')
        .replace('2013,male', '2013,secret')
        .replace('12', 'n/a'),
    }),
  );
  show(
    'protect2',
    await problems({
      'data/datapackage.yaml': V.replace('    schema', '    protect: true\n    schema'),
      'data/victims.csv': W.replace('2014,total,42', '2014,total,43'),
    }),
  );
  show('pk', await P(V.replace('[year, sex]', '[year, sexx]')));
  show('blankmissing', await P(V.replace('{value: "[x]", label: not available}', '""')));
  show('empty', await P('resources: []'));
  show('empty', await P(''));
});
