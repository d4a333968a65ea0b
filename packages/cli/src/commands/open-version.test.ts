import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/load.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

const policy = `rules:
  - id: everywhere
    expression: exec.file.name == "nc"
  - id: newer
    expression: connect.addr.port == 4444
  - id: needs_kernel
    agent_version: ">= 7.60.2"
    filters: [kernel.version.major >= 5]
    expression: exec.file.name == "ncat"
`;
const events = `${JSON.stringify({ Type: 'exec', Values: { 'exec.file.name': 'nc' } })}
${JSON.stringify({ Type: 'connect', Values: { 'connect.addr.port': 4444 } })}
`;
const config = 'targets:\n  fleet: {agent: ">= 7.50, < 7.70"}\n  anything: {agent: unknown, kernel: 5.15}\n';

const run = (...args: readonly string[]) =>
  runInMemory(args, {
    fs: testFiles({ 'rules/a.policy': policy, 'events.jsonl': events, 'secl.yaml': config }),
  });

const note =
  'secl: the agent version is open: rules are loaded that load on all agents from 7.27 to 7.83; they run as on 7.83\n';

describe('secl load --format json with an open agent version', () => {
  const validate = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);

  it('says what becomes of a rule on which agents, and is what its schema says', async () => {
    const { stdout, code } = await run('load', 'rules', '--agent', 'unknown', '--format', 'json');
    const parsed = parseJson(stdout);
    const report = parsed.ok ? parsed.value : undefined;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      rules: [
        { id: 'everywhere', status: 'loaded' },
        {
          id: 'newer',
          status: 'undecided',
          targets: [
            {
              needs: ['the agent version'],
              agents: [
                { status: 'loaded', versions: [{ first: '7.60', last: '7.83' }] },
                { status: 'rejected', versions: [{ first: '7.27', last: '7.59' }] },
              ],
            },
          ],
        },
        {
          id: 'needs_kernel',
          targets: [
            {
              needs: ['the agent version', 'kernel.version.major'],
              agents: [
                { status: 'undecided', versions: [{ first: '7.60.2', last: '7.83' }] },
                { status: 'filtered', versions: [{ first: '7.27', last: '7.60.1' }] },
              ],
            },
          ],
        },
      ],
      ruleSets: [{ targets: [{ name: 'linux agent unknown', agent: 'unknown' }] }],
    });
  });

  it.each([
    ['fleet', '>= 7.50, < 7.70'],
    ['anything', 'unknown'],
  ])('takes it from secl.yaml: %s', async (target, agent) => {
    const { stdout } = await run('load', 'rules', '--target', target, '--format', 'json');
    const parsed = parseJson(stdout);
    expect(parsed.ok && parsed.value).toMatchObject({ ruleSets: [{ targets: [{ name: target, agent }] }] });
  });
});

describe('secl replay with an open agent version', () => {
  const replay = (...args: readonly string[]) =>
    run('replay', '--policies', 'rules', 'events.jsonl', '--agent', 'unknown', ...args);

  it('runs the rules that all agents load, and says as which of them', async () => {
    const { stdout, stderr, code } = await replay();
    expect(stdout).toContain('1 of 1 rule triggered');
    expect(stdout).toContain('1 of 3 rules loaded');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'undecided here needs the agent version: loads on 7.60 and newer, rejected on 7.59 and older: newer',
    );
    expect([stderr.includes(note), code]).toEqual([true, 0]);
  });

  it('says why a rule is silent that only some load', async () => {
    const { stdout } = await replay('--why', 'newer');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Whether it loads on linux agent unknown is not known: the target does not say the agent version: loads on 7.60 and newer, rejected on 7.59 and older',
    );
  });
});

describe('secl eval with an open agent version', () => {
  it('holds events against what the newest agent makes of a rule, and says so', async () => {
    const args = ['--policies', 'rules', '--rule', 'newer', 'events.jsonl', '--agent', 'unknown'];
    const { stdout, stderr } = await run('eval', ...args);
    expect(stdout).toContain('1 of 2 events matches.');
    expect(stderr).toBe(note);
  });
});

describe('secl explain with an open agent version', () => {
  it('names the agents that load a rule', async () => {
    const { stdout, code } = await run(
      'explain',
      '--policies',
      'rules',
      '--rule',
      'newer',
      '--agent',
      'unknown',
    );
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toContain(
      'undecided on linux agent unknown: needs the agent version: loads on 7.60 and newer, rejected on 7.59 and older',
    );
    expect(words).toContain('needs agent 7.60 or newer');
    expect(code).toBe(0);
  });
});
