/** What keeps nobody out: axe on every part of the page and on cards, light and dark, wide and narrow. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf, shop, shopArguments, skipped, skips } from './fleet.ts';
import { Reader, startBrowser } from './reader.ts';

const places = [
  '',
  'view=rules',
  'view=policies',
  'view=serverless',
  'view=attack',
  'view=agents',
  'view=what-if',
  'view=notes',
  'rule=tunnel_to_metadata&status=silent',
  'q=nobody',
  'card=host:till-1',
  'card=host:bare',
  'card=rule:metadata_contacted',
  'card=rule:gone',
];

describe.skipIf(skipped !== undefined)(`the page of predicted coverage${skips}`, () => {
  let browser: Browser;
  let made: ReturnType<typeof pageOf>;
  beforeAll(async () => {
    browser = await startBrowser();
    const asked = ['--set', 'cluster:legacy:agent=7.55', '--fail-under', 'severity:critical=99'];
    made = pageOf(shop, [...shopArguments, ...asked]);
  });
  afterAll(async () => {
    await browser?.close();
    made?.remove();
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
    it.each(places)('has no barrier at #%s', async (place) => {
      const reader = await Reader.open(browser, `${made.address}#${place}`, { scheme });
      expect(await reader.barriers()).toEqual([]);
      expect(reader.errors).toEqual([]);
      await reader.close();
    });
  });

  it('has no barrier on a telephone, and nothing sticks out', async () => {
    const reader = await Reader.open(browser, made.address, { width: 390, height: 800 });
    expect(await reader.barriers()).toEqual([]);
    expect(await reader.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await reader.close();
  });

  it('is light or dark as the reader says, also the next time', async () => {
    const reader = await Reader.open(browser, made.address);
    const colour = (): Promise<string> =>
      reader.page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await colour();
    await reader.page.getByRole('button', { name: 'Dark' }).click();
    const dark = await colour();
    expect(dark).not.toBe(light);
    expect(await reader.barriers()).toEqual([]);
    // At once, so that nothing flashes.
    const read = 'first = getComputedStyle(document.body).backgroundColor';
    await reader.page.addInitScript({ content: `addEventListener('DOMContentLoaded', () => { ${read}; })` });
    await reader.page.reload();
    expect(await reader.page.evaluate('first')).toBe(dark);
    expect(await colour()).toBe(dark);
    await reader.close();
  });
});
