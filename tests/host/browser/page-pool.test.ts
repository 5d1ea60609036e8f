import { EventEmitter } from 'node:events';
import type { Browser, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { PageGuard } from '../../../src/host/browser/guard.js';
import { PagePool } from '../../../src/host/browser/page-pool.js';

/** A browser that notes what its pages are asked for. */
function pool() {
  const done: string[] = [];
  let opened = 0;
  const newPage = async (): Promise<Page> => {
    const name = ++opened;
    const page = Object.assign(new EventEmitter(), {
      name,
      setJavaScriptEnabled: async () => {},
      setOfflineMode: async () => {},
      setContent: async () => void done.push(`${name} document`),
      evaluate: async (script: string) => {
        if (script.includes('innerHTML')) done.push(`${name} body`);
      },
      url: () => 'about:blank',
      createCDPSession: async () => ({ send: async (method: string) => void done.push(`${name} ${method}`) }),
      close: async () => void done.push(`${name} closed`),
    });
    return page as unknown as Page;
  };
  const browser = Object.assign(new EventEmitter(), { newPage }) as unknown as Browser;
  return { pages: new PagePool(browser), done, opened: () => opened, guard: new PageGuard(browser, 1000) };
}

const document = (body: string, head = ''): string =>
  `<html><head>${head}</head><body>${body}</body></html>\n`;

const other = '<style></style>';

test('a page that has the head of a document already is given its body, else all of it', async () => {
  const { pages, done, guard } = pool();
  const first = await pages.take(document('one'), guard);
  const second = await pages.take(document('one', other), guard);
  pages.give(first);
  pages.give(second);
  expect(await pages.take(document('two', other), guard)).toBe(second);
  expect(await pages.take(document('three', other), guard)).toBe(first);
  expect(done).toEqual(['1 document', '2 document', '2 body', '1 document']);
});

test('reports of one template, which differ in title and last style too, follow each other in a page', async () => {
  const { pages, done, guard } = pool();
  const report = (name: string, style: string, shared = 'p{}') =>
    document(name, `<title data-n="name">${name}</title><style>${shared}</style><style>${style}</style>`);
  for (const each of [
    report('one', '@page c0{}'),
    report('two', '@page c1{}'),
    report('three', '', 'p{margin:0}'),
    report('four', '@page{background:url(data:)}', 'p{margin:0}'),
  ])
    pages.give(await pages.take(each, guard));
  expect(done).toEqual(['1 document', '1 body', '1 document', '1 document']);
});

test.each(['<img src="data:">', '<svg><image href="data:"/></svg>', '<p style="background: url(data:)">'])(
  'a body that loads something is loaded with all of its document: %s',
  async (body) => {
    const { pages, done, guard } = pool();
    for (const each of ['one', body, '<svg><rect fill="url(#a)"/></svg>'])
      pages.give(await pages.take(document(each), guard));
    expect(done).toEqual(['1 document', '1 document', '1 body']);
  },
);

test('a page that crashed is not taken again', async () => {
  const { pages, done, guard } = pool();
  const page = await pages.take(document('one'), guard);
  pages.give(page);
  guard.dispose();
  (page.page as unknown as EventEmitter).emit('error', new Error('crashed'));
  await pages.take(document('two'), guard);
  expect(done).toEqual(['1 document', '2 document']);
});

test('a page lets go what it no longer needs after so many characters', async () => {
  const { pages, done, guard } = pool();
  const half = 'x'.repeat(150_000);
  for (const body of ['one', half, half, 'two']) pages.give(await pages.take(document(body), guard));
  expect(done).toEqual(['1 document', '1 body', '1 body', '1 HeapProfiler.collectGarbage', '1 body']);
});

test('a page is closed after so many documents', async () => {
  const { pages, done, guard } = pool();
  for (let times = 0; times < 201; times++) {
    pages.give(await pages.take(document('one'), guard));
    guard.dispose();
  }
  expect(done.filter((each) => !each.endsWith('body'))).toEqual(['1 document', '1 closed', '2 document']);
});

test('a document of another form is loaded as a whole', async () => {
  const { pages, done, guard } = pool();
  for (const html of ['<p>one</p>', '<p>two</p>']) pages.give(await pages.take(html, guard));
  expect(done).toEqual(['1 document', '1 document']);
});

test('a page is open before it is asked for, and another one before it takes the place of one that is worn', async () => {
  const { pages, opened, guard } = pool();
  expect(opened()).toBe(1);
  const page = await pages.take(document('x'.repeat(20_000_000)), guard);
  expect(opened()).toBe(1);
  pages.give(page);
  expect(opened()).toBe(2);
  await pages.take(document('two'), guard);
  expect(opened()).toBe(2);
});
