import { join } from 'node:path';
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/load.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/load.md')));

describe.each(['load.examples.md', 'load-agents.examples.md', 'load-json.examples.md'])('%s', (name) =>
  testDocument(join(import.meta.dirname, name)),
);

/** A run over one file, `a.policy`. */
function loadOf(policy: string | Uint8Array, ...args: readonly string[]) {
  return runInMemory(['load', 'a.policy', ...args], { fs: testFiles({ 'a.policy': policy }) });
}

const rule = (id: string, expression = 'exec.file.name == "sh"'): string =>
  `  - id: ${id}\n    expression: '${expression}'\n`;

describe('a long table', () => {
  const names = Array.from({ length: 70 }, (_, index) => `rule_${index}`);
  const policy = `rules:\n${names.map((name) => rule(name)).join('')}${rule('typo', 'exec.nope == 1')}`;

  it('counts the rules that load', async () => {
    const { stdout } = await loadOf(policy);
    expect(stdout).toContain('typo  rejected');
    expect(stdout).toContain('70 rules loaded\n(--all lists them)\n');
    expect(stdout).not.toContain('rule_7 ');
  });

  it('says of those that load on some targets on which', async () => {
    const some = names.map((name) => rule(name, 'connect.addr.port == 4444')).join('');
    const filtered = some.replaceAll('    expression', "    agent_version: '>= 7.60'\n    expression");
    const { stdout } = await loadOf(`rules:\n${filtered}`, '--agent', '7.50,7.57,7.60,7.68');
    expect(stdout).toContain(
      '70 rules filtered on linux 7.50 · linux 7.57, loaded on linux 7.60 · linux 7.68\n',
    );
  });

  it('lists them with --all', async () => {
    const { stdout } = await loadOf(policy, '--all');
    for (const name of names) expect(stdout).toContain(`${name} `);
  });
});

describe('input of every kind has an exit code and says what is the matter', () => {
  const good = `rules:\n${rule('shell')}`;
  const utf16 = new Uint8Array(Buffer.from(`\uFEFF${good}`, 'utf16le'));
  const bomb = `${Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${Array.from({ length: 10 }, () => (i === 0 ? 'x' : `*a${i - 1}`)).join(', ')}]`).join('\n')}\nrules: []\n`;

  it.each<[name: string, input: string | Uint8Array, code: number, ...says: string[]]>([
    ['a file that is fine', good, 0, '1 rule: 1 loaded'],
    ['a byte order mark', `\uFEFF${good}`, 0, '1 rule: 1 loaded'],
    ['UTF-16', utf16, 0, '1 loaded', 'this file is UTF-16'],
    ['Windows line ends', good.replaceAll('\n', '\r\n'), 0, '1 loaded'],
    ['no rules', 'rules: []\n', 0, 'no rules'],
    ['nothing', '', 2, 'it is empty'],
    ['a comment only', '# later\n', 2, 'it is empty'],
    ['a list', '- a\n', 2, 'no mapping with `rules`'],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 2, 'this is not text'],
    ['Latin-1', new Uint8Array([...Buffer.from(good), 0xe4]), 2, 'not UTF-8'],
    ['broken YAML', `rules:\n  - id: "a\n${rule('b')}`, 2, 'not valid YAML'],
    ['a tab', `rules:\n\t- id: a\n`, 2, 'a tab cannot indent YAML'],
    ['a key that stands twice', `rules:\n  - id: a\n    id: b\n`, 2, '`id` stands twice'],
    ['an alias to nowhere', `rules: *nothing\n`, 2, '`*nothing`'],
    ['an alias bomb', bomb, 2, 'aliases make this document larger'],
    ['a second document', `${good}---\nrules: []\n`, 0, 'only the first YAML document is read'],
    ['an empty item', `rules:\n  - null\n${rule('a')}`, 1, 'an empty item under `rules` crashes agents'],
    ['a text for a boolean', `${good}    disabled: "true"\n`, 1, 'agents lose the whole file'],
    [
      'a number beyond 64 bits',
      `rules:\n${rule('a', 'exec.file.inode == 99999999999999999999')}`,
      1,
      'a.policy:3:',
    ],
    [
      'an unknown event type',
      `rules:\n${rule('a', 'teleport.file.path == "/x"')}`,
      1,
      '`teleport.file.path` is not',
    ],
    ['half a rule', `rules:\n${rule('a', 'exec.file.name ==')}`, 1, 'a.policy:3:'],
  ])('%s', async (_, input, code, ...says) => {
    const outcome = await loadOf(input);
    for (const text of says) expect(outcome.stdout).toContain(text);
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code, stderr: '' });
  });

  it('a file that agents lose: its reason once, not at every rule', async () => {
    const { stdout } = await loadOf(`${good}    disabled: "true"\n${rule('b')}`);
    expect(stdout.split('agents lose the whole file')).toHaveLength(2);
    expect(stdout).toMatch(/^b +rejected +lost with its file, see a\.policy:\d+:15$/m);
  });

  it.each([
    ['kernel.version.major > 4', 'needs kernel.version.major (--kernel 5.15)'],
    ['kernel.version.patch > 4', 'needs kernel.version.patch (--kernel 5.15.30)'],
    ['os.is_debian', 'needs os.is_debian (--distro ubuntu-22.04)'],
    ['hostname == "a"', 'needs hostname (`facts` of a target in secl.yaml)'],
  ])('an undecided rule says what would decide it: %s', async (filter, why) => {
    const { stdout } = await loadOf(`${good}    filters: ['${filter}']\n`);
    expect(stdout).toContain(`undecided  ${why}\n`);
  });

  it('a file that is not there', async () => {
    expect(await runInMemory(['load', 'a.policy'], { fs: testFiles({}) })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'secl: a.policy: no such file or directory\n',
    });
  });

  it('a directory without policies', async () => {
    expect(await runInMemory(['load', 'rules'], { fs: testFiles({ 'rules/a.txt': '' }) })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'secl: rules: holds no policies\n',
    });
  });

  it.each(['rules', 'rules/a.policy'])('%s without rights', async (path) => {
    const fs = testFiles({ 'rules/a.policy': good }, [path]);
    expect(await runInMemory(['load', 'rules'], { fs })).toEqual({
      code: 2,
      stdout: '',
      stderr: `secl: ${path}: permission denied\n`,
    });
  });

  it('no policies at all', async () => {
    const { code, stderr } = await runInMemory(['load'], { fs: testFiles({ 'readme.md': '' }) });
    expect(code).toBe(2);
    expect(stderr).toContain('`secl init` writes a start');
  });
});

describe('the JSON report', () => {
  const validate = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);
  const files = {
    'a.policy': `macros:\n  - id: broken\n    expression: exec.nope == 1\nrules:\n${rule('good')}${rule('bad', 'exec.nope == 1')}${rule('bad_equals', 'exec.file.name = "sh"')}${rule('open', 'open.file.path == "/x"')}    filters: [kernel.version.major > 4]\n${rule('win')}    filters: ['os == "windows"']\n${rule('good', 'exec.file.name == "other"')}`,
  };

  it('is what its schema says, whatever the verdicts', async () => {
    const { stdout } = await runInMemory(
      ['load', 'a.policy', '--agent', '7.40,7.68,7.99', '--format', 'json'],
      { fs: testFiles(files) },
    );
    const parsed = parseJson(stdout);
    expect(parsed.ok && validate(parsed.value) ? [] : validate.errors).toEqual([]);
  });

  it('is the same bytes every time', async () => {
    const run = () => runInMemory(['load', 'a.policy', '--format', 'json'], { fs: testFiles(files) });
    expect(await run()).toEqual(await run());
  });

  it('has no schema that accepts anything', () => {
    expect(validate({ schemaVersion: 1 })).toBe(false);
  });
});
