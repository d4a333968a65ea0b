/** Tests of rules in VS Code's own view of tests, and from above the rule that they name. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Running, runVsCode, skipped, skips } from './running.ts';

const policy = `rules:
  - id: shell_started
    expression: exec.file.name == "sh" && process.parent.file.name != "sshd"
`;
const tests = `cases:
  - name: a shell
    events: [{ exec: sh }]
    expect: shell_started
  - name: another program
    events: [{ exec: ls }]
    expect: shell_started
`;
const ruleFile = `name: key_opened
expression: open.file.path == "/root/.ssh/id_rsa"
tests:
  - description: the key itself
    data: { type: open, values: { open.file.path: /root/.ssh/id_rsa } }
    expected: true
`;

describe.skipIf(skipped !== undefined)(`tests of rules in VS Code${skips}`, () => {
  let vscode: Running;
  beforeAll(async () => {
    vscode = await runVsCode('tests', { 'shells.policy': policy, 'shells_test.yaml': tests });
  });
  afterEach(({ task }) => vscode?.bench.keepFailure(task));
  afterAll(() => vscode?.stop());

  it('are found, run, and say what came otherwise than expected', async () => {
    const { bench } = vscode;
    await bench.openFile('shells_test.yaml');
    await bench.command('Testing: Focus on Test Explorer View');
    await expect.poll(() => bench.tests()).toContainEqual(expect.stringContaining('shells_test.yaml'));
    await bench.expandTests();
    await bench.command('Test: Run All Tests');
    await expect
      .poll(() => bench.tests())
      .toEqual([
        expect.stringMatching(/shells_test\.yaml \(Failed\)/),
        expect.stringMatching(/a shell \(Passed\)/),
        expect.stringMatching(/another program \(Failed\)/),
      ]);
    await bench.photograph('tests');
  });

  it('measure which conditions they have seen decide', async () => {
    const { bench } = vscode;
    await bench.openFile('shells.policy');
    await bench.command('Test: Run All Tests with Coverage');
    await expect
      .poll(() => bench.page.locator('.test-coverage-list-label, .test-coverage-bars').count())
      .toBeGreaterThan(0);
    await bench.photograph('coverage');
  });

  it('stand in files of rules, too, and come and go with their files', async () => {
    const { bench, folder } = vscode;
    await bench.command('Testing: Focus on Test Explorer View');
    const file = join(folder, 'keys.yaml');
    writeFileSync(file, ruleFile);
    await expect.poll(() => bench.tests()).toContainEqual(expect.stringContaining('keys.yaml'));
    rmSync(file);
    // VS Code says nothing of a file that comes and goes in a moment; of any other that changes, all are looked for again.
    let changes = 0;
    const afterChange = (): Promise<readonly string[]> => {
      writeFileSync(join(folder, 'shells.policy'), `${policy}# change ${++changes}\n`);
      return bench.tests();
    };
    await expect
      .poll(afterChange, { interval: 4000 })
      .not.toContainEqual(expect.stringContaining('keys.yaml'));
  });

  it('run although one of the files is none that can be read', async () => {
    const { bench, folder } = vscode;
    writeFileSync(join(folder, 'broken_test.yaml'), Uint8Array.of(0, 1, 2, 0));
    await expect.poll(() => bench.tests()).toContainEqual(expect.stringContaining('broken_test.yaml'));
    await bench.command('Test: Run All Tests');
    await expect
      .poll(() => bench.tests())
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/broken_test\.yaml \(Errored\)/),
          expect.stringMatching(/a shell \(Passed\)/),
        ]),
      );
    await bench.photograph('tests-broken');
    rmSync(join(folder, 'broken_test.yaml'));
  });

  it('run again whenever a file is saved, while they are asked to', async () => {
    const { bench, folder } = vscode;
    await bench.command('Test: Start Continuous Run');
    await bench.photograph('tests-continuous');
    writeFileSync(join(folder, 'shells.policy'), policy.replace('"sh"', '"ls"'));
    await expect
      .poll(() => bench.tests())
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/a shell \(Failed\)/),
          expect.stringMatching(/another program \(Passed\)/),
        ]),
      );
    await bench.command('Test: Stop Continuous Run');
    writeFileSync(join(folder, 'shells.policy'), policy);
  });

  it('run from above the rule that they name', async () => {
    const { bench } = vscode;
    await bench.openFile('shells.policy');
    await expect.poll(() => bench.lenses()).toContain('run 2 tests');
    await bench.clickLens('run 2 tests');
    await bench.command('Testing: Focus on Test Explorer View');
    await expect
      .poll(() => bench.tests())
      .toContainEqual(expect.stringMatching(/another program \(Failed\)/));
  });
});
