/**
 * What the extension leaves to the YAML extension of Red Hat where that is installed. Galleries cannot be reached from here, so
 * an extension that is called the same stands in for it: what it would do is not tried, only that we step aside.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Running, runVsCode, skipped, skips } from './running.ts';

const policy = `rules:
  - id: shell
    expression: exec.file.name=="sh"
`;

describe.skipIf(skipped !== undefined)(`beside the YAML extension, or what is called so${skips}`, () => {
  let vscode: Running;
  beforeAll(async () => {
    const others = [{ publisher: 'redhat', name: 'vscode-yaml' }];
    vscode = await runVsCode('yaml', { 'shells.policy': policy }, { others });
  }, 180_000);
  afterEach(({ task }) => vscode?.bench.keepFailure(task));
  afterAll(() => vscode?.stop());

  it('expressions are formatted by a command of our own', async () => {
    const { bench } = vscode;
    await bench.openFile('shells.policy');
    await expect.poll(() => bench.lenses(), { timeout: 30_000 }).toContain('loads');
    await bench.command('SECL: Format the Expressions of This Policy');
    await expect.poll(() => bench.text()).toContain('expression: exec.file.name == "sh"');
  }, 90_000);

  it('whole rules are offered where an item begins, and keys are not: they come from the schema', async () => {
    const { bench } = vscode;
    await bench.press('Control+End');
    await bench.type('  - ');
    await bench.suggested('rule on an execution');
    expect(await bench.suggestions.locator('.label-name').allInnerTexts()).not.toContain('id');
  }, 60_000);
});
