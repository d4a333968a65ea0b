/**
 * The page of predicted coverage in a browser: somebody finds that a new rule is dead on Fargate and rejected in one cluster,
 * and why, and sends a link to it.
 */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pageOf, shop, shopArguments, skipped, skips } from './fleet.ts';
import { Reader, startBrowser } from './reader.ts';

describe.skipIf(skipped !== undefined)(`the page of predicted coverage${skips}`, () => {
  let browser: Browser;
  let made: ReturnType<typeof pageOf>;
  let reader: Reader;
  beforeAll(async () => {
    browser = await startBrowser();
    made = pageOf(shop, shopArguments);
  });
  afterAll(async () => {
    await browser?.close();
    made?.remove();
  });
  afterEach(async () => {
    expect(reader.errors).toEqual([]);
    await reader.close();
  });
  const open = async (hash = ''): Promise<Reader> => {
    reader = await Reader.open(browser, `${made.address}${hash}`);
    return reader;
  };

  it('is one file: it asks for nothing else', async () => {
    await open();
    expect(reader.requests).toEqual([made.address]);
  });

  it('says the whole in a sentence, and what hosts are in', async () => {
    await open();
    expect(await reader.headline()).toContain('56 % of the rules are live where they should be');
    expect(await reader.legend()).toEqual([
      '2 rules in error',
      '2 undecided',
      '2 no agent',
      '2 all rules load',
    ]);
    expect(await reader.rows()).toContain('till-1 | rules in error | 7.50.3 | legacy | –');
  });

  it('says first which rules are not live, where and why', async () => {
    await open();
    expect(await reader.text('.look-first li:first-child')).toMatch(
      /^metadata_contacted rejected on 2: cluster legacy\s+connect\.addr\.ip does not exist there/,
    );
  });

  describe('filters', () => {
    it.each<[field: string, value: string, headline: string, names: number]>([
      ['Cluster', 'legacy', '3 of 6 hosts, 0 of 2 tasks', 3],
      ['Agent', '7.50', '2 of 6 hosts, 0 of 2 tasks', 2],
      ['Agent', '7.76.0', '0 of 6 hosts, 1 of 2 tasks', 1],
      ['Policy', 'policies/web.policy', 'of the 3 chosen rules are live', 8],
      ['Tactic', 'TA0006', 'metadata_contacted is live there', 8],
      ['Technique', 'T1552', 'metadata_contacted is live there', 8],
      ['Rule', 'shell_started', 'shell_started is live there', 8],
    ])('by %s %s', async (field, value, headline, names) => {
      await open();
      await reader.choose(field, value);
      await expect.poll(() => reader.headline()).toContain(headline);
      expect(await reader.names()).toHaveLength(names);
    });

    it('by a part of a name, while it is typed', async () => {
      await open();
      await reader.press('/');
      await reader.page.keyboard.type('WEB');
      await expect.poll(() => reader.names()).toEqual(['web-3', 'web-1', 'web-2']);
      await reader.page.keyboard.type('-2');
      await expect.poll(() => reader.names()).toEqual(['web-2']);
      await reader.press('Escape');
      await expect.poll(() => reader.names()).toHaveLength(8);
    });

    it('by status, in the legend, which goes on to count the others', async () => {
      await open();
      await reader.page.getByRole('button', { name: '2 rules in error' }).click();
      await expect.poll(() => reader.names()).toEqual(['till-1', 'till-2']);
      await reader.page.getByRole('button', { name: '2 no agent' }).click();
      await expect.poll(() => reader.names()).toHaveLength(4);
      expect(await reader.legend()).toHaveLength(4);
    });

    it('make the honeycomb one of a rule: where it is live, rejected, silent', async () => {
      await open();
      await reader.choose('Rule', 'tunnel_to_metadata');
      await expect.poll(() => reader.legend()).toEqual(['1 silent', '2 no agent', '5 live']);
      await reader.page.getByRole('button', { name: 'Take back rule tunnel_to_metadata' }).click();
      await expect.poll(() => reader.legend()).toHaveLength(4);
    });

    it('say so where they leave nothing, and are taken back at once', async () => {
      await open('#q=nobody&cluster=shop');
      expect(await reader.headline()).toContain('No host and no task is left');
      expect(await reader.text('.empty')).toContain('No host and no task has all of this.');
      await reader.page.getByRole('button', { name: 'Take back all' }).click();
      await expect.poll(() => reader.names()).toHaveLength(8);
    });

    it('group by a tag of hosts, and a group is chosen by its name', async () => {
      await open();
      await reader.choose('Group by', 'env');
      await expect
        .poll(() => reader.page.locator('.comb-name').allInnerTexts())
        .toEqual(['prod', 'dev', 'without env']);
      await reader.page.locator('.comb-name', { hasText: 'dev' }).click();
      await expect.poll(() => reader.names()).toEqual(['bare']);
    });
  });

  describe('cards', () => {
    it('of a host: its facts, the states of its policies, and the error in the source of the rule', async () => {
      await open();
      await reader.page.getByRole('button', { name: 'till-1' }).click();
      const text = await reader.cardText();
      expect(text).toContain('agent 7.50.3outdated');
      expect(text).toContain('policies/web.policy custom Partially Loaded');
      expect(text).toContain('policies/kernel.policy custom Fully Filtered');
      expect(text).toContain(
        'connect.addr.ip does not exist there: it exists since 7.60 policies/web.policy:7:17',
      );
      expect(await reader.card.locator('mark').allInnerTexts()).toEqual(['connect.addr.ip']);
      expect(text).toContain('Fix upgrade to agent 7.60 or newer');
    });

    it('of a host without an agent: what it would have with one', async () => {
      await open('#card=host:bare');
      expect(await reader.cardText()).toContain('With an agent that is on, 3 rules would be.');
    });

    it('of a rule: on how many it is live, why not on the others, and by cluster', async () => {
      await open('#card=host:till-1');
      await reader.card.getByRole('button', { name: 'metadata_contacted' }).click();
      await expect.poll(() => reader.text('.card h2')).toBe('metadata_contacted');
      const text = await reader.cardText();
      expect(text).toContain('50 % live on 4 of 8 hosts and tasks where it should be');
      expect(text).toContain('rejected on 2: cluster legacy');
      expect(text).toContain('cluster live rejected no agent legacy 2 1 prod-eu 3 shop 1 1');
    });

    it('lead to the honeycomb of the rule', async () => {
      await open('#view=rules&card=rule:tunnel_to_metadata');
      await reader.card.getByRole('button', { name: 'Show it in the honeycomb' }).click();
      await expect.poll(() => reader.legend()).toEqual(['1 silent', '2 no agent', '5 live']);
    });

    it('open from the cell under the pointer', async () => {
      await open();
      const comb = reader.page.locator('.comb');
      await comb.hover({ position: { x: 27, y: 60 } });
      expect(await reader.text('.tip')).toMatch(/^till-1\s+rules in error\s+7\.50\.3 · legacy$/);
      await comb.click({ position: { x: 27, y: 60 } });
      await expect.poll(() => reader.text('.card h2')).toBe('till-1');
    });

    it('say so where a link is about something that is not there', async () => {
      await open('#card=rule:gone');
      expect(await reader.cardText()).toContain('This report knows no host, task or rule of this name.');
    });
  });

  describe('links', () => {
    it('hold the whole of what is shown', async () => {
      await open();
      await reader.choose('Rule', 'metadata_contacted');
      await reader.choose('Cluster', 'legacy');
      await reader.page.getByRole('button', { name: 'till-2' }).click();
      await expect.poll(() => reader.hash()).toBe('#cluster=legacy&rule=metadata_contacted&card=host:till-2');
      const hash = await reader.hash();
      await reader.close();
      await open(hash);
      expect(await reader.names()).toEqual(['till-1', 'till-2', 'bare']);
      expect(await reader.text('.card h2')).toBe('till-2');
    });

    it('lead back, step by step', async () => {
      await open();
      await reader.go('Rules');
      await reader.page.getByRole('button', { name: 'shell_started' }).click();
      await expect.poll(() => reader.card.count()).toBe(1);
      await reader.page.goBack();
      await expect.poll(() => reader.card.count()).toBe(0);
      await reader.page.goBack();
      await expect.poll(() => reader.page.locator('.comb').count()).toBe(1);
    });

    it('of anything at all show something', async () => {
      await open('#view=%00&rule=%3Cscript%3E&card=x&by=nothing&status=,,&in=:');
      expect(await reader.text('main')).not.toBe('');
    });
  });

  describe('keys', () => {
    it('walk through the honeycomb, say what is under them, open a card and come back', async () => {
      await open();
      await reader.page.locator('.comb').focus();
      await reader.press('ArrowRight');
      await expect
        .poll(() => reader.text('.spoken[aria-live]'))
        .toBe('till-1, rules in error, cluster legacy, 1 of 3');
      await reader.press('ArrowRight', 'End');
      await expect
        .poll(() => reader.text('.spoken[aria-live]'))
        .toBe('bare, no agent, cluster legacy, 3 of 3');
      await reader.press('PageDown');
      await expect
        .poll(() => reader.text('.spoken[aria-live]'))
        .toBe('web-3, undecided, cluster prod-eu, 1 of 3');
      await reader.press('Enter');
      await expect.poll(() => reader.focused()).toBe('web-3');
      await reader.press('Escape');
      await expect.poll(() => reader.card.count()).toBe(0);
      // The focus goes back once the card is gone.
      await expect.poll(() => reader.focused()).toMatch(/^Honeycomb of 8 hosts and tasks/);
    });

    it('walk through the table, which is one stop of the tab key', async () => {
      await open();
      await reader.page.getByRole('button', { name: 'till-1' }).focus();
      await reader.press('ArrowDown', 'ArrowDown');
      await expect.poll(() => reader.focused()).toBe('bare');
      await reader.press('End');
      await expect.poll(() => reader.focused()).toBe('shop/mail');
      await reader.press('Enter');
      await expect
        .poll(() => reader.text('.card h2'))
        .toBe('arn:aws:ecs:eu-west-1:123456789012:task/shop/mail');
      await reader.press('Escape');
      await expect.poll(() => reader.focused()).toBe('shop/mail');
    });

    it('come to everything in the order in which it is read', async () => {
      await open();
      const order: string[] = [];
      for (let steps = 0; steps < 40; steps++) {
        await reader.press('Tab');
        order.push(
          await reader.page.evaluate(
            'document.activeElement.closest("header, nav, .filters, .legend, .comb, .look-first, .table-box")?.className ?? "end"',
          ),
        );
      }
      const parts = order.filter((part, index) => part !== order[index - 1]);
      expect(parts.slice(0, 7)).toEqual([
        'page-head',
        'tabs',
        'filters',
        'legend',
        'comb',
        'look-first',
        'table-box',
      ]);
    });
  });

  describe('parts', () => {
    it('Rules: those that need a look first', async () => {
      await open('#view=rules');
      expect(await reader.names()).toEqual([
        'metadata_contacted',
        'tunnel_to_metadata',
        'new_kernels_only',
        'shell_started',
      ]);
    });

    it('Policies: by the product’s states', async () => {
      await open('#view=policies');
      expect(await reader.rows('plain')).toEqual([
        'policies/kernel.policy | custom | any tags | 1 | 4 | – | – | 2 | –',
        'policies/web.policy | custom | any tags | 3 | 4 | 2 | – | – | –',
      ]);
    });

    it('Serverless: the line and the list of the product', async () => {
      await open('#view=serverless');
      expect(await reader.text('.lead')).toBe('Medium coverage. 1 of 2 tasks covered');
      expect(await reader.rows()).toEqual([
        'shop/mail | – | shop | Not Configured | no agent runs beside the workload',
        'shop/cart | 7.76.0 | shop | Configured | ',
      ]);
    });

    it('ATT&CK: tactics and techniques by the share of the fleet, and holes', async () => {
      await open('#view=attack');
      expect(await reader.rows('plain')).toContain('Unsecured Credentials | T1552 | 1 | 50 %');
      expect(await reader.text('main')).toContain('No rule here for Initial Access');
      await reader.page.getByRole('button', { name: 'Command and Control' }).click();
      await expect.poll(() => reader.legend()).toEqual(['1 silent', '2 no agent', '5 live']);
    });

    it('Agents: versions, and which are outdated', async () => {
      await open('#view=agents');
      expect((await reader.rows('plain')).at(-1)).toMatch(/^7\.50\.3 \| 2 \|.*outdated$/);
    });
  });
});
