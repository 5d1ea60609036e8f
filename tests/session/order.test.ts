/** The order of one compile: whatever others can do meanwhile is asked of them first. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { makeOutputs } from '../../src/outputs/make-outputs.js';
import type { MadeOutput, Outputs } from '../../src/outputs/output.js';
import type { PdfFinisher } from '../../src/outputs/pdf/pdf-finisher.js';
import { standardLimits } from '../../src/resource-limits.js';
import { compile, compileUnchecked } from '../../src/session/compile.js';
import type { CompileOptions } from '../../src/session/compile-options.js';
import { drawCharts } from '../../src/session/drawing/chart-process.js';
import { finishedReport } from '../../src/session/finished-report.js';
import { Memory } from '../../src/session/memo/memory.js';
import { type OpenProject, openProject } from '../../src/session/open-project.js';
import { openSession, type Session } from '../../src/session/session.js';
import type { WorkerPool } from '../../src/session/workers/worker-pool.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const root = join(temporaryFolder(afterAll), 'project');
let opened: OpenProject;

/** A short report and, behind it, a long one, each with a chart. */
beforeAll(async () => {
  cpSync(join(repository, 'src/project/starter'), root, { recursive: true });
  const file = join(root, 'tallybook.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}  long: {template: templates/long.md}\n`);
  const chart = '{{bars "visits" id="fig-visits" title="Visits" reader="children"}}';
  writeFileSync(join(root, 'templates/annual-report.md'), `# Short\n\n${chart}\n`);
  const words = 'Words of a library. '.repeat(200);
  writeFileSync(join(root, 'templates/long.md'), `# Long\n\nThere were 12 of them. ${words}\n\n${chart}\n`);
  const found = await openProject(root, { only: [], languages: [], formats: [] });
  if (found.opened === undefined) throw new Error(found.diagnostics.map(formatDiagnostic).join('\n'));
  opened = found.opened;
});

/** Tells which work is done, and which charts are asked for. */
class RecordingMemory extends Memory {
  constructor(readonly events: string[]) {
    super();
  }

  override ask: Memory['ask'] = (task, input, host) =>
    super.ask(
      {
        ...task,
        run: (given, files, parts) => {
          const [, report] = /project (\S+) en$/.exec(task.of(given)) ?? [];
          this.events.push(report === undefined ? task.work : `${task.work} ${report}`);
          return task.run(given, files, parts);
        },
      },
      input,
      host,
    );
}

/** A session whose charts are drawn in this process, once they may be. */
function recordingSession(mayDraw: () => Promise<void> = async () => {}): Session & { events: string[] } {
  const session = openSession({});
  const events: string[] = [];
  const workerPool = {
    draw: async (work, _, asked = () => {}) => {
      events.push('ask for charts');
      asked();
      await mayDraw();
      return await drawCharts(work);
    },
    restDrawing() {},
    getReady() {},
  } satisfies Pick<WorkerPool, 'draw' | 'getReady' | 'restDrawing'>;
  return {
    ...session,
    events,
    memory: new RecordingMemory(events),
    workerPool: () => workerPool as unknown as WorkerPool,
  };
}

const compileWith = (session: Session, options: Partial<CompileOptions> = {}) =>
  compile(session, opened, { tolerant: false, ...options });

const reading = /^(?:text|ask|reading|words|data words|checks)/;

test('the longest text is written first, its charts are asked for before the next one is, and words are read while they are drawn', async () => {
  let areRead = (): void => {};
  const read = new Promise<void>((resolve) => {
    areRead = resolve;
  });
  const session = recordingSession(() => read);
  const { events } = session;
  const push = events.push.bind(events);
  events.push = (...more) => {
    // No chart is drawn before the words of both are read: nothing of that waits for a chart.
    if (more.includes('words annual-report')) areRead();
    return push(...more);
  };
  const { made } = await compileWith(session);
  expect(events.filter((event) => reading.test(event))).toEqual([
    'text long',
    'ask for charts',
    'text annual-report',
    'ask for charts',
    'reading long',
    'words long',
    'reading annual-report',
    'words annual-report',
    'data words',
    'checks long',
    'checks annual-report',
  ]);
  // What came of it stands in the order of the project.
  expect(made.map(({ target }) => target.report.id)).toEqual(['annual-report', 'long']);
  expect(made.map(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual([
    [],
    ['number/hard-typed'],
  ]);
});

test('a report is handed over when its tree stands, before its words are read, and has all that is said of it in the end', async () => {
  const session = recordingSession();
  const release = session.idle.hold();
  const taken: string[] = [];
  const { made } = await compileWith(session, {
    take: ({ target, report, diagnostics }) => {
      expect(report).toBeDefined();
      expect(diagnostics).toEqual([]);
      taken.push(target.report.id);
      if (taken.length === 2) release();
    },
  });
  expect(taken.toSorted()).toEqual(['annual-report', 'long']);
  expect(made.flatMap(({ diagnostics }) => diagnostics)).toHaveLength(1);
});

test('whoever asks for no checks has no words read and no tree checked', async () => {
  const session = recordingSession();
  session.idle.hold();
  const { made } = await compileUnchecked(session, opened, { tolerant: false });
  expect(made.map(({ report }) => report !== undefined)).toEqual([true, true]);
  expect(session.events.filter((event) => /reading|words|checks/.test(event))).toEqual([]);
});

test('what is printed is begun before all other outputs, which are made when there is time for them', async () => {
  const session = recordingSession();
  const { data, made } = await compileWith(session);
  const [first] = made;
  if (first?.report === undefined) throw new Error('no report');
  const events: string[] = [];
  const output = async (name: string): Promise<MadeOutput> => {
    events.push(name);
    return { files: [], numerals: [], diagnostics: [] };
  };
  const outputs = {
    html: { id: 'html', make: () => output('page') },
    pdf: { id: 'pdf', make: () => output('print') },
  } as unknown as Outputs;
  const release = session.idle.hold();
  const report = finishedReport(first.report, { ...first, source: data }, session);
  const making = makeOutputs(
    { ...report, target: { ...report.target, formats: ['html', 'pdf'] } },
    opened.files.tool,
    {
      version: '0',
      epochSeconds: 0,
      limits: standardLimits,
      print: () => Promise.reject(new Error('nothing to print')),
      prints: { finisher: {} as PdfFinisher, recall: (_, make) => make() },
      idle: async () => {
        events.push('wait');
        release();
        await session.idle.turn();
      },
    },
    outputs,
  );
  await making;
  expect(events.slice(0, 3)).toEqual(['print', 'wait', 'page']);
});
