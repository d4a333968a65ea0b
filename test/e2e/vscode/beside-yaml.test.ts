/**
 * Beside the YAML extension of Red Hat: its language server and ours answer about the same document, and nobody is told anything
 * twice. Galleries cannot be reached from here: the server is the published one, the client around it ours.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Running, runVsCode, skipped, skips } from './running.ts';

const policy = `rules:
  - id: shell
    expression: exec.file.name=="sh"
    tags: {severity:   high}
`;

describe.skipIf(skipped !== undefined)(`beside the YAML extension${skips}`, () => {
  let vscode: Running;
  beforeAll(async () => {
    vscode = await runVsCode('yaml', { 'shells.policy': policy }, { withYaml: true });
  });
  afterEach(({ task }) => vscode?.bench.keepFailure(task));
  afterAll(() => vscode?.stop());

  it('both are there', async () => {
    const { bench } = vscode;
    await bench.openFile('shells.policy');
    const lenses = expect.arrayContaining([expect.stringMatching(/policy\.schema\.json/), 'loads']);
    await expect.poll(() => bench.lenses()).toEqual(lenses);
  });

  it('a hover has what each of them knows', async () => {
    const { bench } = vscode;
    await bench.goTo(policy, 'file.name');
    await expect
      .poll(() => bench.hover())
      // Which of them stands first depends on which was registered first.
      .toMatch(/^(?=.*When the rule matches.*policy\.schema\.json)(?=.*exec\.file\.name · string)/s);
    await bench.press('Escape');
  });

  it('the document is formatted by the one, expressions by a command of the other', async () => {
    const { bench } = vscode;
    await bench.command('Format Document');
    // Whoever moves the cursor meanwhile calls the formatting off.
    await expect.poll(() => bench.lines()).toContain('    tags: { severity: high }');
    expect(await bench.text()).toContain('exec.file.name=="sh"');
    await bench.command('SECL: Format the Expressions of This Policy');
    await expect.poll(() => bench.lines()).toContain('    expression: exec.file.name == "sh"');
    expect(await bench.text()).toContain('tags: { severity: high }');
  });

  it('whole rules are offered where an item begins', async () => {
    const { bench } = vscode;
    await bench.press('Control+End');
    await bench.type('  - ');
    await bench.suggested('rule on an execution');
    await bench.press('Escape');
  });

  it('a key is offered once', async () => {
    const { bench } = vscode;
    await bench.type('id: b');
    await bench.line('  expr');
    await bench.suggested('expression');
    expect(await bench.suggestions.locator('.label-name').allInnerTexts()).toEqual(['expression']);
    await bench.accept('expression');
  });

  it('fields are offered in an expression', async () => {
    const { bench } = vscode;
    await bench.type(' exec.file.na');
    await bench.accept('exec.file.name');
    await bench.type(' == "a"');
    await bench.press('Escape');
  });

  it('a mistake is told once, by the one that can mend it', async () => {
    const { bench } = vscode;
    await bench.line('taggs: {}');
    await bench.press('Escape');
    await bench.command('Problems: Focus on Problems View');
    await expect
      .poll(() => bench.problems())
      .toEqual(['shells.policy 1', expect.stringMatching(/`taggs` is not a key of a rule.*secl/)]);
  });
});
