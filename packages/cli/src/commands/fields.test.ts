import { join } from 'node:path';
import { checkRule, parseRule } from '@secl/language';
import { catalogue, type Platform } from '@secl/model';
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/fields.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { examplesFor } from './fields-examples.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/fields.md')));

const fields = (...args: readonly string[]) => runInMemory(['fields', ...args]);

describe('the conditions on a card', () => {
  it.each<Platform>(['linux', 'windows'])(
    'are accepted by the newest agents that have the field, on %s',
    (platform) => {
      const whole = catalogue(platform);
      const refused = whole.fieldNames.flatMap((name) => {
        const field = whole.field(name);
        if (field === undefined) return [];
        const facts = whole.at(field.until ?? whole.lastMinor);
        const scope = { catalogue: whole, facts, macros: new Map(), variables: new Map() };
        return examplesFor(field, whole).flatMap((example) => {
          const { problems } = checkRule(parseRule(example), scope);
          return problems.map(({ message }) => `${example}: ${message}`);
        });
      });
      expect(refused).toEqual([]);
    },
  );
});

describe('a search', () => {
  const found = async (...query: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await fields(...query, '--all');
    return stdout.split('\n').map((line) => line.split(' ')[0] ?? '');
  };

  it('puts the field before its length and before its relatives', async () => {
    const names = await found('file.path', 'open');
    expect(names[0]).toBe('open.file.path');
    expect(names.indexOf('open.file.path.length')).toBeGreaterThan(0);
  });

  it('finds a name of old', async () => {
    expect(await found('exec', 'basename')).toContain('exec.file.name');
  });

  it('wants all words', async () => {
    const { stdout, stderr } = await fields('terminal', 'zebra');
    expect(stdout).toBe('');
    expect(stderr).toContain('no field matches `terminal zebra`');
  });

  it('knows what other tools call a field', async () => {
    expect(await fields('proc.cmdline')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'secl: no field matches `proc.cmdline` (linux)\n  this is a name of Falco; here it is process.args\n',
    });
    expect((await fields('ParentCommandLine', '--os', 'windows')).stderr).toContain(
      'this is a name of Sigma; here it is process.parent.cmdline or process.parent.args',
    );
  });

  it('shows the best 30 of many, and all with --all', async () => {
    const { stdout } = await fields('path');
    expect(stdout).toMatch(/\nThe best 30 of \d+ fields; --all shows the rest\.\n$/);
    expect(stdout.split('\n')).toHaveLength(30 + 3);
    expect((await found('path')).length).toBeGreaterThan(100);
  });

  it('leaves out what agents of the version do not know', async () => {
    expect((await fields('connect.addr.ip', '--agent', '7.59')).stdout).not.toContain('connect.addr.ip ');
    expect((await fields('connect.addr.ip', '--agent', '7.60')).stdout).toContain('connect.addr.ip\n');
  });
});

describe('a card', () => {
  it('is of the field as agents of the version have it', async () => {
    expect((await fields('exec.file.path', '--agent', '7.30')).stdout).not.toContain('symlink');
    expect((await fields('exec.file.path', '--agent', '7.60')).stdout).toContain('symlink');
  });

  it('of a field that only the other platform has says so', async () => {
    const { stdout, code } = await fields('create.registry.key_name');
    expect(stdout).toContain('This is a field of windows; linux has none of this name.');
    expect(code).toBe(0);
  });

  it('takes a name with an iterator variable', async () => {
    expect((await fields('process.ancestors[A].file.path')).stdout).toContain(
      'process.ancestors.file.path\n',
    );
  });
});

describe('JSON keeps to its schema', () => {
  const validate = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
  }).compile(schema);

  it.each<[args: readonly string[], kind: string]>([
    [[], 'event-types'],
    [['socket'], 'search'],
    [['open.flags'], 'field'],
    [['process.ancestors.file.path'], 'field'],
    [['network.destination.ip', '--agent', '7.50'], 'field'],
    [['--event', 'dns'], 'event-type'],
    [['--event', 'create_key', '--os', 'windows'], 'event-type'],
    [['--constants', 'all'], 'constants'],
    [['--constants', 'CWS_MAP_NAMES'], 'constants'],
    [['CAP_SYS_ADMIN'], 'constants'],
    [['--diff', '7.27..7.83'], 'diff'],
    [['--diff', '7.83..7.45', '--os', 'windows'], 'diff'],
  ])('%j', async (args, kind) => {
    const { stdout, code } = await fields(...args, '--format', 'json');
    const parsed = parseJson(stdout);
    expect(parsed.ok && parsed.value).toMatchObject({ schemaVersion: 1, kind });
    validate(parsed.ok ? parsed.value : undefined);
    expect(validate.errors ?? []).toEqual([]);
    expect(code).toBe(0);
  });

  it('has every field of a card for every field', async () => {
    const wrong: string[] = [];
    for (const name of catalogue('linux').fieldNames.filter((_, index) => index % 25 === 0)) {
      const { stdout } = await fields(name, '--format', 'json');
      const parsed = parseJson(stdout);
      if (!parsed.ok || !validate(parsed.value)) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  it('says the same again', async () => {
    const ask = () => fields('--event', 'exec', '--format', 'json');
    expect((await ask()).stdout).toBe((await ask()).stdout);
  });
});

describe('a question that makes no sense ends with 2 and a way on', () => {
  it.each<[args: readonly string[], says: string]>([
    [['exec.fil.name'], 'did you mean exec.file.name'],
    [['--event', 'opne'], 'did you mean open'],
    [['--event', 'set_key_value'], 'windows has it: add --os windows'],
    [['--event', 'sysctl', '--agent', '7.50'], 'it came with 7.65'],
    [['--constants', 'O_CREATE'], 'did you mean O_CREAT'],
    [['O_CREATE'], 'did you mean O_CREAT'],
    [['--diff', '7.60'], '--diff takes two agent versions'],
    [['--diff', '7.60..7.99'], 'agent 7.99 is not known here: on linux there are 7.27 to 7.83'],
    [['--diff', '7.60..7.68', '--agent', '7.60'], 'leave --agent out'],
    [['--diff', '7.60..7.68', 'path'], 'ask one at a time'],
    [['path', '--agent', 'newest'], '`newest` is not an agent version'],
    [['path', '--agent', '9223372036854775808'], 'is not an agent version'],
    [['path', '--os', 'solaris'], 'solaris'],
    [['\u001B]0;title\u0007\u001B[31m'], 'no field matches `\\x1b]0;title\\x07\\x1b[31m`'],
    [['(((['], 'no field matches `((([`'],
    [['9223372036854775808'], 'no field matches `9223372036854775808`'],
  ])('%j', async (args, says) => {
    const { code, stdout, stderr } = await fields(...args);
    expect(stderr).toContain(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('\u001B');
  });
});

describe('on a terminal', () => {
  it.each([40, 80, 120])('no line is longer than %d cells', async (columns) => {
    for (const args of [['open.file.path'], ['--event', 'setuid'], ['directory'], ['--diff', '7.66..7.67']]) {
      const { stdout } = await runInMemory(['fields', ...args], { columns });
      const long = stdout.split('\n').filter((line) => line.length > Math.max(columns, 66));
      expect(long).toEqual([]);
    }
  });

  it('colours only where colour is wanted', async () => {
    const coloured = await runInMemory(['fields', 'open.flags'], { colour: true });
    expect(coloured.stdout).toContain('\u001B[1mopen.flags\u001B[22m');
    expect(coloured.stdout.replace(/\u001B\[\d+m/g, '')).toBe((await fields('open.flags')).stdout);
  });
});
