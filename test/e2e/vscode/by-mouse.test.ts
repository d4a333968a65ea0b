/** What people reach without typing, in a browser alone: the target, a recording, the walkthrough, files as they come. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Running, runVsCode, skipped, skips } from './running.ts';

const policy = `rules:
  - id: some_port
    expression: connect.addr.port == 4444
  - id: shadow_read
    expression: open.file.path == "/etc/shadow"
`;
const event = (path: string): string =>
  `{"Type":"open","Values":{"open.file.path":"${path}","process.file.name":"cat"}}\n`;
const tests = `cases:
  - name: somebody reads it
    events:
      - { open: /etc/shadow, expect: shadow_read }
      - { open: /etc/passwd, expect: { silent: shadow_red } }
`;
const terraform = `resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  enabled    = true
  expression = "exec.file.nam == \\"sh\\""
}
`;

describe.skipIf(skipped !== undefined)(`by mouse in VS Code${skips}`, () => {
  let vscode: Running;
  beforeAll(async () => {
    const files = {
      'a.policy': policy,
      'a_test.yaml': tests,
      'attack.strace': { copyOf: 'rules-library/recordings/attack-sim.strace' },
      'quiet.jsonl': event('/etc/hosts'),
    };
    vscode = await runVsCode('by-mouse', files, { place: 'web' });
  });
  afterEach(({ task }) => vscode?.bench.keepFailure(task));
  afterAll(() => vscode?.stop());

  it('another target is chosen in the status bar, and problems are about it', async () => {
    const { bench } = vscode;
    await bench.openFile('a.policy');
    await bench.command('Problems: Focus on Problems View');
    const status = bench.page.locator('.statusbar-item').filter({ hasText: /linux 7\.\d+/ });
    await status.click();
    await bench.page.locator('.quick-input-widget input').first().fill('7.50');
    await bench.pick('7.50');
    await bench.page.locator('.statusbar-item').filter({ hasText: '7.50' }).waitFor();
    await expect.poll(() => bench.problems()).toContainEqual(expect.stringMatching(/connect/));
  });

  it('a file of tests has problems, and its names are those of the rules', async () => {
    const { bench, folder } = vscode;
    await bench.openFile('a_test.yaml');
    await expect
      .poll(() => bench.problems())
      .toContainEqual(expect.stringContaining('did you mean `shadow_read`?'));
    await bench.goTo(tests, 'shadow_read');
    await bench.rename('shadow_opened');
    await expect.poll(() => bench.lines()).toContainEqual(expect.stringContaining('expect: shadow_opened'));
    await bench.command('File: Save All Files');
    await expect.poll(() => readFileSync(join(folder, 'a.policy'), 'utf8')).toContain('- id: shadow_opened');
    expect(readFileSync(join(folder, 'a_test.yaml'), 'utf8')).toContain('expect: shadow_opened');
  });

  it('the first Terraform file of a folder is read when it comes', async () => {
    const { bench, folder } = vscode;
    writeFileSync(join(folder, 'main.tf'), terraform);
    await bench.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ hasText: 'main.tf' })
      .dblclick();
    await bench.tab('main.tf');
    // The panel has room for a few lines only.
    await bench.filterProblems('main.tf');
    await expect.poll(() => bench.problems()).toContainEqual(expect.stringContaining('exec.file.nam'));
  });

  it('a recording is replayed from the menu of the explorer', async () => {
    const { bench } = vscode;
    await bench.page.locator('.tab').filter({ hasText: 'a.policy' }).click();
    await bench.tab('a.policy');
    await bench.command('View: Show Explorer');
    await bench.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ hasText: 'attack.strace' })
      .click({ button: 'right' });
    const item = bench.page
      .locator('.context-view .action-label')
      .filter({ hasText: 'Replay with SECL' })
      .first();
    await item.waitFor();
    // A menu that has just opened takes a click for the end of the one that opened it.
    await expect
      .poll(async () => {
        if (await item.isVisible()) await item.click();
        return item.isVisible();
      })
      .toBe(false);
    await expect
      .poll(() => bench.rows('Rules').allInnerTexts())
      .toContainEqual(expect.stringMatching(/^shadow_opened/));
  });

  it('another one is dropped onto the rules', async () => {
    const { bench } = vscode;
    await bench.command('View: Show Explorer');
    await bench.dropOnRow('quiet.jsonl', bench.rows('Rules').first());
    await bench.page.locator('.pane-header[aria-label^="Rules - quiet.jsonl"]').waitFor();
    await expect
      .poll(() => bench.rows('Rules').allInnerTexts())
      .toContainEqual(expect.stringMatching(/^shadow_opened\s*no match/));
  });

  it('one that is written anew is replayed anew', async () => {
    const { bench, folder } = vscode;
    writeFileSync(join(folder, 'quiet.jsonl'), `${event('/etc/hosts')}${event('/etc/shadow')}`);
    await expect
      .poll(() => bench.rows('Rules').allInnerTexts())
      .toContainEqual(expect.stringMatching(/^shadow_opened\s*1 match/));
  });

  it('what is no recording is told, and no rule is said to be silent', async () => {
    const { bench, folder } = vscode;
    writeFileSync(join(folder, 'quiet.jsonl'), 'This is something else.\n');
    const view = bench.page.locator('.pane:has(.pane-header[aria-label^="Rules"])');
    await expect.poll(() => view.textContent()).toMatch(/This cannot be replayed: .*none of the formats/);
    expect(await bench.rows('Rules').count()).toBe(0);
    // VS Code renews the lines above rules where the cursor is.
    await bench.openFile('a.policy');
    await expect.poll(async () => (await bench.lenses()).join()).not.toContain('quiet.jsonl');
  });

  it('the walkthrough begins a policy', async () => {
    const { bench } = vscode;
    await bench.command('Welcome: Open Walkthrough');
    await bench.pick('Write a first detection');
    await bench.page
      .locator('a.monaco-button, button.monaco-button')
      .filter({ hasText: 'New Policy File' })
      .first()
      .click();
    await bench.tab('detections.policy');
  });
});
