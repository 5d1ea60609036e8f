/** The pages of the guide's site, as `npm run site` has left them, held to WCAG 2.2 AA by axe. Skipped where no site was built. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from '../house/repository.js';
import { axeFindings, openForAxe, showAs } from '../support/page-findings.js';
import { sharedBrowser } from '../support/shared-browser.js';

const site = join(repository, '.tallybook/site/dist');
// The page of errors is empty without its program.
const pages = existsSync(site)
  ? readdirSync(site).filter((name) => name.endsWith('.html') && name !== '404.html')
  : [];

/** A page with its style sheets in it, whose colours do not fade in. Scripts are left out, since they look for a server, and so is the switch that they name. */
const standing = (name: string): string =>
  readFileSync(join(site, name), 'utf8')
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<button\b[^>]*VPSwitchAppearance[\s\S]*?<\/button>/g, '')
    .replace(/<link\b[^>]*rel="(?:preload )?stylesheet[^>]*>/g, (link) => {
      const [, path = ''] = /href="[^"]*?((?:assets\/)?[^"/]+\.css)"/.exec(link) ?? [];
      return path === '' ? '' : `<style>${readFileSync(join(site, path), 'utf8')}</style>`;
    })
    .replace('</head>', '<style>*{transition:none!important}</style></head>');

describe.skipIf(pages.length === 0)('the pages of the site', () => {
  test.each(pages)('%s has nothing that axe finds', async (name) => {
    const page = await openForAxe(await sharedBrowser(), standing(name));
    await showAs(page, { width: 1280, colours: 'light' });
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });
});
