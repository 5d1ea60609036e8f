import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPrinter } from '../../../src/host/browser/printer.js';
import type { Printer } from '../../../src/host/host.js';
import { onExit } from '../../../src/host/processes/exit.js';

const require = createRequire(import.meta.url);

let shared: Promise<Printer> | undefined;

/** One printer for every file that a process runs. It ends with the process. */
export function testPrinter(): Promise<Printer> {
  shared ??= openTestPrinter();
  return shared;
}

/** A printer of its own in a temporary tool folder, so that these tests need no compiled package. */
export async function openTestPrinter(): Promise<Printer> {
  const toolRoot = mkdtempSync(join(tmpdir(), 'tallybook-test-fonts-'));
  const remove = (): void => rmSync(toolRoot, { recursive: true, force: true });
  const forget = onExit(remove);
  mkdirSync(join(toolRoot, 'fonts/system'), { recursive: true });
  const font = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf');
  copyFileSync(font, join(toolRoot, 'fonts/system/NotoSans-Regular.ttf'));
  const printer = await openPrinter({ toolRoot, env: process.env, warn: () => {} });
  return {
    version: printer.version,
    print: (html, work) => printer.print(html, work),
    async close() {
      await printer.close();
      forget();
      remove();
    },
  };
}

/** `@font-face` rules for Noto Sans as data URLs. */
function fontFaces(): string {
  const face = (weight: number, style: string): string => {
    const file = require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-${style}.woff2`);
    const data = readFileSync(file).toString('base64');
    return `@font-face{font-family:"Noto Sans";font-weight:${weight};font-style:${style};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
  };
  return face(400, 'normal') + face(700, 'normal') + face(400, 'italic');
}

/** A report with everything that reports have, as the HTML of `rich-report.html`, its long table filled. */
export function richReport(): string {
  const rows = Array.from({ length: 60 }, (_, age) => {
    const count = age % 7 === 0 ? '[z]' : `<data value="${age * 2}">${age * 2}</data>`;
    return `<tr><th scope="row">${age} to ${age + 1}</th><td><data value="${age}">${age}</data></td><td>${count}</td></tr>`;
  });
  return readFileSync(new URL('rich-report.html', import.meta.url), 'utf8')
    .replace('/* FONTS */', fontFaces())
    .replace('<!-- ROWS -->', rows.join('\n'));
}

/** The smallest document that conforms, around this body and style. */
export function smallDocument(body: string, style = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Small</title><style>${fontFaces()}@page{size:A4;margin:20mm}body{font:10pt "Noto Sans"}${style}</style></head><body><h1>Small</h1>${body}</body></html>`;
}
