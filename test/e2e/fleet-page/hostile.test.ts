/** Names of hosts, tags, clusters and texts of rules come from everywhere: nothing in them is run, fetched or hidden. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf, skipped, skips } from './fleet.ts';
import { Reader, startBrowser } from './reader.ts';

const evil = '</script><script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)><!--';
const files = {
  'hosts.yaml': `hosts:
  - hostname: '${evil}'
    agent_version: 7.50.0
    cluster: '"><svg onload=alert(3)>'
    tags: ['env:<b>bold</b>']
  - hostname: "turned\\u202Ename"
    agent_version: 7.78.0
    cluster: 'javascript:alert(4)'
`,
  'a.policy': `rules:
  - id: contacted
    description: '${evil}'
    expression: connect.addr.port == 1 && exec.file.name == "${evil}"
    tags: { severity: '<i>', owner: '${evil}' }
`,
};

describe.skipIf(skipped !== undefined)(`hostile texts in the page${skips}`, () => {
  let browser: Browser;
  let made: ReturnType<typeof pageOf>;
  beforeAll(async () => {
    browser = await startBrowser();
    made = pageOf(files, ['hosts.yaml', '--policies', 'a.policy']);
  });
  afterAll(async () => {
    await browser?.close();
    made?.remove();
  });

  it.each([
    '',
    'view=rules',
    'view=agents',
    'view=notes',
    'card=rule:contacted',
    `card=${encodeURIComponent(`host:${evil}`)}`,
    `q=${encodeURIComponent(evil)}&in=${encodeURIComponent(`env:${evil}`)}`,
  ])('are texts at #%s', async (place) => {
    const reader = await Reader.open(browser, `${made.address}#${place}`);
    await reader.page.waitForTimeout(200);
    expect(reader.errors).toEqual([]);
    expect(reader.requests).toHaveLength(1);
    expect(await reader.page.locator('#app img, #app script, #app b:has-text("bold")').count()).toBe(0);
    await reader.close();
  });

  it('are shown as they are', async () => {
    const reader = await Reader.open(browser, made.address);
    expect(await reader.names()).toContain(evil);
    await reader.close();
  });

  it('show what would turn the direction of a name as an escape', async () => {
    const reader = await Reader.open(browser, made.address);
    expect((await reader.names()).join(' ')).toContain('turned\\u{202e}name');
    await reader.close();
  });
});
