/** The rules of the library in VS Code, where it runs on a machine and where it runs in a browser alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Running, type RunOptions, runVsCode, skipped, skips } from './running.ts';

const config = `targets:
  current:
    agent: 7.68
  old:
    agent: 7.52
  fargate:
    agent: 7.68
    origin: fargate
rule_sets:
  hosts:
    policies: [policies]
    targets: [current, old, fargate]
`;

/** One rule that no agent loads, in a string of a string. */
const terraform = `resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  enabled    = true
  expression = "exec.file.nam == \\"sh\\""
}
`;

const library = {
  policies: { copyOf: 'rules-library/policies' },
  'recordings/attack.strace': { copyOf: 'rules-library/recordings/attack-sim.strace' },
  'secl.yaml': config,
  'terraform/main.tf': terraform,
};

const places: readonly (readonly [string, NonNullable<RunOptions['place']>])[] = [
  ['with a machine behind it', 'desktop'],
  ['in a browser alone, in web workers', 'web'],
];

describe.skipIf(skipped !== undefined).each(places)(`the library in VS Code %s${skips}`, (_, place) => {
  let vscode: Running;
  beforeAll(async () => {
    vscode = await runVsCode(place, library, { place });
  });
  /** As it lies on the disk. */
  const textOf = (name: string): string => readFileSync(join(vscode.folder, 'policies', name), 'utf8');
  afterEach(({ task }) => vscode?.bench.keepFailure(task, place));
  afterAll(() => vscode?.stop());

  it('replays a recording of the folder: every rule with its matches', async () => {
    const { bench } = vscode;
    await bench.openFile('download.policy');
    await bench.command('SECL: Replay a Recording…');
    await bench.pick('attack.strace');
    await expect
      .poll(() => bench.rows('Rules').allInnerTexts())
      .toContainEqual(expect.stringMatching(/^file_downloaded\s*1 match$/));
    await expect.poll(() => bench.lenses()).toContain('1 match in attack.strace');
  });

  it('shows behind every condition what it was for an event', async () => {
    const { bench } = vscode;
    await bench.rows('Events').filter({ hasText: 'curl' }).first().click();
    await expect
      .poll(() => bench.values())
      .toEqual([
        expect.stringMatching(/^✓ triggers on event \d+$/),
        '✓ 577 (O_WRONLY|O_CREAT|O_TRUNC)',
        '✓ "curl"',
        '✓ "/tmp/rec/w/dl.sh"',
      ]);
    await bench.rows('Event 509').first().waitFor();
    await bench.photograph(`replay-${place}`);
  });

  it('renews it after an edit', async () => {
    const { bench } = vscode;
    await bench.goTo(textOf('download.policy'), 'downloaders');
    await bench.press('Shift+End', 'Delete');
    await bench.type('["wget"]');
    await bench.press('Escape');
    await expect
      .poll(() => bench.values())
      .toEqual([
        expect.stringMatching(/^✗ does not trigger on event \d+$/),
        '✓ 577 (O_WRONLY|O_CREAT|O_TRUNC)',
        '✗ "curl"',
        '✓ "/tmp/rec/w/dl.sh"',
      ]);
    await expect.poll(() => bench.lenses()).toContain('no match in attack.strace – why?');
  });

  it('says why a rule stays silent', async () => {
    const { bench } = vscode;
    await bench.clickLens('why?');
    await expect
      .poll(() => bench.rows('Why Not').allInnerTexts())
      .toContainEqual(expect.stringMatching(/^false for all\s*process\.file\.name in \["wget"\]/));
    await bench.photograph(`why-not-${place}`);
  });

  it('renames a macro over two files', async () => {
    const { bench } = vscode;
    await bench.openFile('macros.policy');
    await bench.goTo(textOf('macros.policy'), 'downloaders');
    await bench.rename('download_programs');
    await expect.poll(() => bench.lines()).toContain('  - id: download_programs');
    await bench.command('File: Save All Files');
    await expect.poll(() => textOf('macros.policy')).toContain('- id: download_programs');
    await expect
      .poll(() => textOf('download.policy'))
      .toContain('process.file.name not in download_programs');
    expect(textOf('download.policy')).not.toContain('downloaders');
  });

  it('shows a problem with its fix, which mends it', async () => {
    const { bench } = vscode;
    await bench.command('SECL: New Policy File');
    await bench.tab('detections.policy');
    await bench.press('Escape');
    await bench.type('rules:');
    await bench.line('  - id: shell');
    await bench.line('expression: exec.file.nam == "sh"');
    await bench.press('Escape');
    await bench.command('Problems: Focus on Problems View');
    await bench.filterProblems('detections.policy');
    await expect.poll(() => bench.problems()).toContainEqual(expect.stringContaining('name/unknown-field'));
    await bench.openFile('detections.policy');
    await bench.goToLine(3, 30);
    await bench.quickFix('exec.file.name');
    await expect.poll(() => bench.problems()).not.toContainEqual(expect.stringContaining('unknown-field'));
    expect(await bench.text()).toContain('expression: exec.file.name == "sh"');
    await bench.command('Problems: Focus on Problems View');
    await bench.filterProblems('');
    await bench.command('View: Toggle Panel Visibility');
  });

  it('reads expressions in Terraform', async () => {
    const { bench } = vscode;
    await bench.openFile('main.tf');
    await bench.command('Problems: Focus on Problems View');
    await bench.filterProblems('main.tf');
    await expect
      .poll(() => bench.problems())
      .toContainEqual(expect.stringMatching(/exec\.file\.nam.* name\/unknown-field/));
    await bench.filterProblems('');
    await bench.command('View: Toggle Panel Visibility');
  });

  it('shows every rule on every target', async () => {
    const { bench } = vscode;
    await bench.command('SECL: Diagnose Policies on All Targets');
    const page = bench.page.frameLocator('iframe.webview').frameLocator('iframe');
    const row = page.locator('tr', { hasText: 'metadata_service_contacted' });
    await expect
      .poll(async () => (await row.locator('td').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')))
      .toEqual([
        '✓ loads',
        expect.stringMatching(/^✗ rejected: connect\.addr\.ip does not exist on agent 7\.52/),
        expect.anything(),
      ]);
    const shown = page.locator('tbody tr:visible');
    const all = await shown.count();
    await page.locator('#trouble').check();
    await bench.photograph(`diagnosis-${place}`);
    expect(await shown.count()).toBeLessThan(all);
    expect(await row.isVisible()).toBe(true);
  });
});
