import type { Reader } from '../../../src/content/numbers/read-numerals.js';
import { spokenOf } from '../../../src/content/numbers/spoken.js';
import { Subjects } from '../../../src/content/numbers/subjects.js';
import { unitNouns } from '../../../src/content/numbers/units.js';
import { loadLexicon } from '../../../src/language/lexicon/lexicon.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';

/** Victims of trafficking and cases, as a data package in Albanian names them. */
const project = new MemoryProject({
  id: 'viktimat',
  files: {
    'data/datapackage.yaml': `name: viktimat
resources:
  - name: viktimat
    path: viktimat.csv
    title: Viktimat e trafikimit sipas shtetësisë
    counts: {unit: personave, status: identified, definition: Personat e regjistruar nga policia si viktima., dated: identifikimi}
    sources: [{title: Policia e Kosovës}]
    schema:
      primaryKey: [year, nationality]
      fields:
        - {name: year, title: Viti, type: year, role: dimension}
        - name: nationality
          title: Shtetësia
          type: string
          role: dimension
          categories:
            - {value: kosovar, label: Kosovare}
            - {value: albanian, label: Shqiptare}
            - {value: romanian, label: Rumune}
            - {value: total, label: Gjithsej}
          total: total
        - {name: victims, title: Viktimat, type: integer, role: measure, unit: viktimave}
        - {name: cases, title: Rastet, type: integer, role: measure, unit: rasteve}
`,
    'data/viktimat.csv': `year,nationality,victims,cases\n${[2013, 2014]
      .flatMap((year) => [
        `${year},kosovar,2,2`,
        `${year},albanian,1,1`,
        `${year},romanian,1,1`,
        `${year},total,4,4`,
      ])
      .join('\n')}\n`,
  },
});

const lexicon = await loadLexicon('sq', memoryHost({}).tool);
const spoken = spokenOf((await project.prepared()).value);
const reader: Reader = { lexicon, span: { from: 2009, to: 2015 }, units: unitNouns(spoken, lexicon) };

/** What authors of Albanian are read with: its lexicon, and the words of these data. */
export const albanian = { reader, subjects: new Subjects(spoken, lexicon) };
