import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { describeBrowser, openPrinter } from '../../../src/host/browser/printer.js';
import type { Printer } from '../../../src/host/host.js';
import { copyHost } from '../copied-host.js';
import { listFiles, temporaryFolder } from '../temporary-folder.js';
import { fontsOf, pagesOf } from './pdf-reading.js';
import { descendants, isAlive, signalRenderers } from './processes.js';

const require = createRequire(import.meta.url);
const folder = temporaryFolder(afterAll);
const toolRoot = join(folder, 'dist');
const { env } = process;
const warnings: Diagnostic[] = [];
let printer: Printer;

beforeAll(async () => {
  const font = join(
    dirname(require.resolve('@expo-google-fonts/noto-sans/package.json')),
    '400Regular',
    'NotoSans_400Regular.ttf',
  );
  mkdirSync(join(toolRoot, 'fonts', 'system'), { recursive: true });
  cpSync(font, join(toolRoot, 'fonts', 'system', 'NotoSans-Regular.ttf'));
  printer = await open();
}, 60_000);

afterAll(async () => {
  await printer?.close();
});

/** The deadline is short, for the test that waits for it, and still fifty times what a busy machine needs. */
const open = (): Promise<Printer> =>
  openPrinter({ toolRoot, env, deadline: 4000, warn: (warning) => warnings.push(warning) });

const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="sq"><head><title>Provë</title>${head}</head><body>${body}</body></html>`;

const print = (html: string, tagged = true): Promise<Uint8Array> =>
  printer.print(html, (sheet) => sheet.pdf({ tagged }));

describe('a printer', () => {
  test('names the browser without a path', () => {
    expect(printer.version).toMatch(/^Chromium \d+\.\d+\.\d+\.\d+ \((packed|installed|named)\)$/);
    expect(warnings.every(({ code, severity }) => code === 'host/sandbox' && severity === 'warning')).toBe(
      true,
    );
    expect(warnings.length).toBeLessThan(2);
  });

  test('prints tagged text in Albanian and in both alphabets of Serbian with the shipped font alone', async () => {
    const albanian = 'Çdo viktimë gëzon mbrojtje';
    const serbian = 'Žrtve đaka: šest, ćutanje';
    const cyrillic = 'Жртве трговине људима: ђаци, џеп';
    const pdf = await print(
      page(`<h1>${albanian}</h1><p>${serbian}</p><p lang="sr-Cyrl">${cyrillic} 12 ‰, 3 %</p>`),
    );
    expect(new TextDecoder().decode(pdf.slice(0, 5))).toBe('%PDF-');
    const [text] = await pagesOf(pdf);
    for (const words of [albanian, serbian, cyrillic, '12 ‰, 3 %']) expect(text).toContain(words);
    expect(await fontsOf(pdf)).toEqual(['NotoSans-Regular']);
    const catalog = (await PDFDocument.load(pdf, { updateMetadata: false })).catalog;
    expect(catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
    expect(catalog.has(PDFName.of('Outlines'))).toBe(true);
  });

  test('prints untagged without a structure tree', async () => {
    const { catalog } = await PDFDocument.load(await print(page('<h1>Kopertina</h1>'), false));
    expect(catalog.has(PDFName.of('StructTreeRoot'))).toBe(false);
  });

  test('takes the size of the page from its style, A4 without one', async () => {
    const size = async (head: string) =>
      (await PDFDocument.load(await print(page('x', head)))).getPage(0).getSize();
    const a4 = await size('');
    expect(Math.abs(a4.width - 595.28) + Math.abs(a4.height - 841.89)).toBeLessThan(1.5);
    const a5 = await size('<style>@page { size: A5 landscape }</style>');
    expect(Math.abs(a5.width - 595.28) + Math.abs(a5.height - 419.53)).toBeLessThan(1.5);
  });

  test('prints the characters of an embedded font that only a page margin uses', async () => {
    const file = join(
      dirname(require.resolve('@fontsource/noto-sans/package.json')),
      'files',
      'noto-sans-latin-700-normal.woff2',
    );
    const url = `data:font/woff2;base64,${readFileSync(file).toString('base64')}`;
    const style = `@font-face { font-family: Margin; src: url(${url}) } @page { margin: 2cm; @bottom-center { content: "Fq " counter(page); font-family: Margin } }`;
    const pdf = await print(page('<p>text</p>', `<style>${style}</style>`));
    expect(await fontsOf(pdf)).toContain('NotoSans-Bold');
    expect((await pagesOf(pdf))[0]).toContain('Fq 1');
  });

  test('prints a document as if there had been none before it', async () => {
    const plain = page('<p id="here">Second</p>', '<style>p { font-size: 20px }</style>');
    const fresh = await open();
    const alone = await fresh
      .print(plain, (sheet) => sheet.pdf({ tagged: true }))
      .finally(() => fresh.close());
    const before =
      '<style>@page { size: A5; margin: 5cm } * { color: red !important }</style><base href="x:">';
    await print(page('<h1 id="here">First</h1><p data-page-of="here"></p>', before));
    const after = await print(plain);
    const facts = async (pdf: Uint8Array) => [
      await pagesOf(pdf),
      await fontsOf(pdf),
      (await PDFDocument.load(pdf)).getPages().map((each) => each.getSize()),
    ];
    expect(await facts(after)).toEqual(await facts(alone));
  });

  test('shows nothing on the screen, which changes nothing in print: words, pictures, sizes', async () => {
    const square = (colour: string): string =>
      `data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60"><rect width="40" height="60" fill="${colour}"/></svg>`).toString('base64')}`;
    const png =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const body = `<h1>Pictures</h1><img src="${square('red')}" alt="Red"><p>between</p><img src="${png}" width="30" alt="Dot">
      <svg role="img" aria-label="Green" width="50" height="50"><image href="${square('green')}"/></svg><p class="back">behind</p>`;
    const plain = '<style>p{font-size:20px}</style>';
    for (const style of [plain, `<style>.back{background:url(${square('blue')})}</style>`]) {
      const html = page(body, style);
      // Of another form, so that it is shown.
      const shown = html.replace('</head><body>', '</head> <body>');
      const bytes = async (each: string): Promise<string> =>
        Buffer.from(await print(each))
          .toString('latin1')
          .replaceAll(/D:\d{14}|node\d{8}/g, '');
      expect(await bytes(html)).toBe(await bytes(shown));
    }
  });

  test('takes pictures of parts of a page, two pixels for one, wherever on it they stand', async () => {
    const boxes =
      '<div style="height:3000px;background:#ff0000"></div><div style="height:50px;background:#00ff00"></div>';
    const html = `<!doctype html><html lang="en"><head><title>-</title></head><body style="margin:0">${boxes}</body></html>`;
    const png = await printer.print(html, (page) => page.picture({ x: 0, y: 3000, width: 40, height: 50 }));
    const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([80, 100]);
    const at = Buffer.from(png).indexOf('IDAT');
    const rows = inflateSync(png.subarray(at + 4, at + 4 + view.getUint32(at - 4)), {
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    // The first pixel behind the filter of its row: the box that stands so far down.
    expect([...rows.subarray(1, 4)]).toEqual([0, 255, 0]);
  });

  test('prints in pieces what could be more than a message holds, and nothing else of it differs', async () => {
    const bytes = async (body: string): Promise<string> =>
      Buffer.from(await print(page(body)))
        .toString('latin1')
        .replaceAll(/D:\d{14}|node\d{8}/g, '');
    const large = `<!--${'x'.repeat(4_000_000)}-->`;
    expect(await bytes(`<p>text</p>${large}`)).toBe(await bytes('<p>text</p>'));
  });

  test('prints one document several times, with page numbers set in between', async () => {
    const html = page(
      '<p><span data-page-of="a">?</span> <span data-page-of="të-dhëna">?</span> <span data-page-of="constructor">?</span></p>',
    );
    const [before, after] = await printer.print(html, async (sheet) => {
      const first = await sheet.pdf({ tagged: false });
      await sheet.setPageNumbers({ a: 7, 'të-dhëna': 12 });
      return [first, await sheet.pdf({ tagged: true })];
    });
    expect(before && (await pagesOf(before))).toEqual(['? ? ?']);
    expect(after && (await pagesOf(after))).toEqual(['7 12']);
  });

  test('runs no script and asks the network for nothing', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end('p::after { content: "loaded" }');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}`;
    const pdf = await print(
      page(
        `<p>still</p><script>document.querySelector('p').textContent = 'moved'</script><img src="${address}/i.png" alt="">
         <iframe src="file:///etc/passwd"></iframe>`,
        `<link rel="stylesheet" href="${address}/s.css">`,
      ),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(requests).toBe(0);
    expect((await pagesOf(pdf)).join('')).toBe('still');
  });

  test('refuses a document that leads elsewhere by itself', async () => {
    const html = page('<p>here</p>', '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">');
    const printing = printer.print(html, async (sheet) => {
      // The refresh takes its time; printing again and again meets it at last.
      for (let times = 0; times < 50; times++) await sheet.pdf({ tagged: false });
    });
    await expect(printing).rejects.toMatchObject({ diagnostic: { code: 'host/browser-failed' } });
  });

  test('passes on what the work itself fails with, and does not repeat it', async () => {
    let times = 0;
    const printing = printer.print(page('x'), async () => {
      times++;
      throw new Error('mine');
    });
    await expect(printing).rejects.toThrow('mine');
    expect(times).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('a printer whose browser fails', () => {
  test('prints again in a new browser after a crash', async () => {
    let times = 0;
    const pdf = await printer.print(page('<p>again</p>'), async (sheet) => {
      if (++times === 1) expect(signalRenderers('SIGKILL')).not.toEqual([]);
      return sheet.pdf({ tagged: true });
    });
    expect(times).toBe(2);
    expect(await pagesOf(pdf)).toEqual(['again']);
  });

  test.runIf(process.env.DEEP)('tries once what nobody waits for', async () => {
    let times = 0;
    const printing = printer.print(
      page('<p>spare</p>'),
      async (sheet) => {
        times++;
        expect(signalRenderers('SIGKILL')).not.toEqual([]);
        return sheet.pdf({ tagged: true });
      },
      { once: true },
    );
    await expect(printing).rejects.toMatchObject({ diagnostic: { code: 'host/browser-failed' } });
    expect(times).toBe(1);
    expect(await pagesOf(await print(page('<p>next</p>')))).toEqual(['next']);
  });

  test.runIf(process.env.DEEP)(
    'prints a document that differs in its body alone from the page of the one before, and others anew',
    async () => {
      const own = await open();
      try {
        const text = (html: string): Promise<string[]> =>
          own.print(html, async (sheet) => {
            await sheet.reservePageNumbers({ placeholder: '0', glyphs: '1' });
            return pagesOf(await sheet.pdf({ tagged: true }));
          });
        const style = '<style>p{break-after:page}</style>';
        expect(await text(page('<p>one</p><p data-page-of="a"></p>', style))).toEqual(['one', '01']);
        expect(await text(page('<p>two</p>', style))).toEqual(['two']);
        expect(await text(page('<p>three</p>', '<style>p::after{content:"!"}</style>'))).toEqual(['three!']);
        // Nothing may be printed before its pictures are there.
        const picture = `<img alt="" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">`;
        expect(await text(page(`${picture}<p>four</p>`, style))).toEqual(['four']);
      } finally {
        await own.close();
      }
    },
    30_000,
  );

  test.runIf(process.env.DEEP)(
    'prints in a new page where the one that was kept has crashed',
    async () => {
      const own = await open();
      try {
        const text = async (word: string): Promise<string[]> =>
          pagesOf(await own.print(page(`<p>${word}</p>`), (sheet) => sheet.pdf({ tagged: true })));
        expect(await text('one')).toEqual(['one']);
        expect(signalRenderers('SIGKILL')).not.toEqual([]);
        expect(await text('two')).toEqual(['two']);
      } finally {
        await own.close();
      }
    },
    30_000,
  );

  test.runIf(process.env.DEEP)(
    'prints again in a new browser when one hangs, and ends what hung',
    async () => {
      let times = 0;
      let stopped: number[] = [];
      const pdf = await printer.print(page('<p>awake</p>'), async (sheet) => {
        if (++times === 1) stopped = signalRenderers('SIGSTOP');
        return sheet.pdf({ tagged: true });
      });
      expect(times).toBe(2);
      expect(await pagesOf(pdf)).toEqual(['awake']);
      await expect.poll(() => stopped.filter(isAlive), { timeout: 5000 }).toEqual([]);
    },
    30_000,
  );

  test.runIf(process.env.DEEP)(
    'prints every document when one browser of several pages crashes',
    async () => {
      let killed = false;
      const pdfs = await Promise.all(
        ['one', 'two', 'three'].map((word) =>
          printer.print(page(`<p>${word}</p>`), async (sheet) => {
            if (!killed) {
              killed = true;
              signalRenderers('SIGKILL');
            }
            return sheet.pdf({ tagged: false });
          }),
        ),
      );
      expect(await Promise.all(pdfs.map(pagesOf))).toEqual([['one'], ['two'], ['three']]);
    },
  );

  test.runIf(process.env.DEEP)('gives up after a second crash, with a named problem', async () => {
    let times = 0;
    const printing = printer.print(page('x'), async (sheet) => {
      times++;
      signalRenderers('SIGKILL');
      return sheet.pdf({ tagged: true });
    });
    await expect(printing).rejects.toMatchObject({
      name: 'EnvironmentProblem',
      diagnostic: { code: 'host/browser-failed', message: expect.stringMatching(/crashed|Printing failed/) },
    });
    expect(times).toBe(2);
    expect(await pagesOf(await print(page('<p>fine</p>')))).toEqual(['fine']);
  });
});

test('the browser is described for those who ask what would print', async () => {
  const described = await describeBrowser({ toolRoot, env, warn: () => {} });
  expect(printer.version).toBe(`Chromium ${described.version} (${described.kind})`);
  expect(described.tried).toEqual(expect.any(Array));
  expect(described.name).not.toBe('');
});

describe.skipIf(process.platform === 'win32')('a process with a printer', () => {
  /** Runs a program in a process of its own, with a temporary folder of its own. */
  async function run(
    end: string,
    onReady: (pid: number) => void,
    begin = "await printer.print('<p>x</p>', (page) => page.pdf({ tagged: true }));",
  ) {
    const program = temporaryFolder();
    const temporary = temporaryFolder();
    const file = join(copyHost(program), 'program.js');
    writeFileSync(
      file,
      `import { openPrinter } from './browser/printer.js';
       const printer = await openPrinter({ toolRoot: ${JSON.stringify(toolRoot)}, env: process.env, warn() {} });
       ${begin}
       console.log('ready');
       ${end}`,
    );
    const child = spawn(process.execPath, [file], {
      env: { ...env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => onReady(child.pid ?? 0));
    const [code, signal]: unknown[] = await once(child, 'close');
    return { code, signal, left: listFiles(temporary) };
  }

  test.runIf(process.env.DEEP)(
    'ends by itself once the printer is closed, and leaves nothing behind',
    async () => {
      const ended = await run('await printer.close();', () => {});
      expect(ended).toEqual({ code: 0, signal: null, left: [] });
    },
  );

  test.runIf(process.env.DEEP)(
    'leaves no timer behind where the printer is closed before its first page is open, as a build with an error does',
    async () => {
      const waits = "process.exit(process.getActiveResourcesInfo().includes('Timeout') ? 1 : 0);";
      const ended = await run(waits, () => {}, 'await printer.close();');
      expect(ended).toEqual({ code: 0, signal: null, left: [] });
    },
  );

  test.each(process.env.DEEP ? (['SIGINT', 'SIGTERM'] as const) : (['SIGINT'] as const))(
    'takes the browser and its folder along on %s',
    async (signal) => {
      let browser: number[] = [];
      const ended = await run('setInterval(() => {}, 1000);', (pid) => {
        browser = descendants(pid).map((descendant) => descendant.pid);
        process.kill(pid, signal);
      });
      expect(ended).toEqual({ code: null, signal, left: [] });
      expect(browser.length).toBeGreaterThan(0);
      await expect.poll(() => browser.filter(isAlive), { timeout: 5000 }).toEqual([]);
    },
  );

  test.runIf(process.env.DEEP)('takes them along on an exit in the middle of it all', async () => {
    const ended = await run('process.exit(4);', () => {});
    expect(ended).toEqual({ code: 4, signal: null, left: [] });
  });
});
