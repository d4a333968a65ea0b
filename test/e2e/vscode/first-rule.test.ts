/**
 * Somebody who has never seen SECL writes a detection in VS Code: from an empty file, with what the editor offers, to rules
 * that trigger on the recording that comes with the extension.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Running, runVsCode, skipped, skips } from './running.ts';

describe.skipIf(skipped !== undefined)(`a first detection in VS Code${skips}`, () => {
  let vscode: Running;
  beforeAll(async () => {
    vscode = await runVsCode('first-rule', {});
  });
  afterEach(({ task }) => vscode?.bench.keepFailure(task));
  afterAll(() => vscode?.stop());

  it('is typed into an empty file with completion', async () => {
    const { bench } = vscode;
    await bench.command('SECL: New Policy File');
    await bench.tab('detections.policy');
    // What follows a key is offered as soon as the key is chosen: a rule begins here.
    await bench.accept('rules');
    await bench.accept('id');
    await bench.type('file_downloaded');
    await bench.line('expr');
    await bench.accept('expression');
    await bench.type('open.fi');
    await bench.accept('open.file');
    await bench.type('.pa');
    await bench.accept('open.file.path');
    await bench.type(' =~ "/tmp/**" && process.file.na');
    await bench.accept('process.file.name');
    await bench.type(' == "curl" && open.fl');
    await bench.accept('open.flags');
    await bench.type(' & O_CR');
    await bench.suggested('O_CREAT');
    await expect.poll(() => bench.lenses()).toContainEqual(expect.stringContaining('O_CR'));
    await bench.photograph('completion');
    await bench.accept('O_CREAT');
    await bench.type(' > 0');
    await bench.line('act');
    await bench.accept('actions');
    await bench.type('set');
    await bench.accept('set');
    await bench.line('name: downloads');
    await bench.line('field: open.file.pa');
    await bench.accept('open.file.path');
    await bench.line('append: true');
    await bench.line('ttl: 30m');
    await bench.line('');
    // Back from the keys of `set` to the list of rules.
    await bench.press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    await bench.type('- id: download_executed');
    await bench.line('expression: exec.file.pa');
    await bench.accept('exec.file.path');
    await bench.type(' in ${');
    await bench.accept('downloads');
    await bench.press('Escape');
    expect(await bench.text()).toBe(`rules:
  - id: file_downloaded
    expression: open.file.path =~ "/tmp/**" && process.file.name == "curl" && open.flags & O_CREAT > 0
    actions:
      - set:
          name: downloads
          field: open.file.path
          append: true
          ttl: 30m
  - id: download_executed
    expression: exec.file.path in \${downloads}`);
  });

  it('has no problem, and no advice to give', async () => {
    const { bench } = vscode;
    await bench.command('Problems: Focus on Problems View');
    await expect.poll(() => bench.problems()).toEqual([]);
    await bench.command('View: Toggle Panel Visibility');
  });

  it('triggers on the recording that comes with the extension', async () => {
    const { bench } = vscode;
    await bench.openFile('detections.policy');
    await bench.command('SECL: Replay the Example Attack');
    await expect
      .poll(() => bench.rows('Rules').allInnerTexts())
      .toEqual([
        expect.stringMatching(/^file_downloaded\s*1 match$/),
        expect.stringMatching(/^download_executed\s*1 match$/),
      ]);
    await expect.poll(() => bench.lenses()).toContain('1 match in attack-sim.strace');
  });

  it('shows on which values', async () => {
    const { bench } = vscode;
    await bench.rows('Events').filter({ hasText: 'exec' }).first().click();
    await expect
      .poll(() => bench.values())
      .toEqual([expect.stringMatching(/^✓ triggers on event \d+$/), '✓ "/tmp/rec/w/dl.sh"']);
    await bench.rows('Event 5').filter({ hasText: 'download_executed' }).first().waitFor();
    await bench.photograph('first-rule');
  });

  it('is there as a whole, too: two rules with a variable between them', async () => {
    const { bench } = vscode;
    await bench.command('SECL: New Policy File');
    await bench.tab('detections-2.policy');
    await bench.accept('rules');
    await bench.accept('download that is run');
    await bench.press('Escape');
    expect(await bench.text()).toBe(`rules:
  - id: file_downloaded
    description: A file is downloaded below /tmp.
    expression: open.file.path =~ "/tmp/**" && open.flags & O_CREAT > 0 && process.file.name in ["curl", "wget"]
    actions:
      - set:
          name: downloads
          field: open.file.path
          append: true
          ttl: 30m
  - id: download_executed
    description: A file is run that was downloaded before.
    expression: exec.file.path in \${downloads}`);
  });
});
