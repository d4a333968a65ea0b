import { formats } from '@secl/events';
import { catalogue } from '@secl/model';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/formats.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

const policy = `
rules:
  - {id: path, expression: exec.file.path == "/bin/sh"}
  - {id: terminal, expression: exec.file.path == "/bin/sh" && process.tty_name != ""}
  - {id: asked, expression: dns.question.name == "example.com"}
`;
const fs = testFiles({ 'a.policy': policy });

it('lists every format that can be read', async () => {
  const { stdout, code } = await runInMemory(['formats']);
  const listed = stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ', 1)[0]);
  expect({ listed, code }).toEqual({ listed: formats.map(({ id }) => id), code: 0 });
});

it('tells how many rules each can decide, and for one of them what the others lack', async () => {
  const { stdout } = await runInMemory(['formats', 'tetragon', '--policies', 'a.policy'], { fs });
  expect(stdout).toContain('1 of 3 rules can be decided');
  expect(stdout).toMatch(/dns events +1 rule: asked/);
  expect(stdout).toMatch(/tty_name +1 rule: terminal/);
});

it('prints JSON that its schema describes', async () => {
  const { stdout } = await runInMemory(['formats', '--format', 'json', '--policies', 'a.policy'], { fs });
  const report: unknown = JSON.parse(stdout);
  const validate = new Ajv2020().compile(schema);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(report).toHaveProperty('formats.0.decidable', { canMatch: 3, loaded: 3, missing: [] });
});

it('says of a format that is not there which ones are', async () => {
  const { stderr, code } = await runInMemory(['formats', 'etw']);
  expect(stderr).toContain('no format `etw`; there are canonical, ');
  expect(code).toBe(2);
});

it('says of a file that is no policy that its rules are not counted', async () => {
  const fs = testFiles({ 'empty.policy': '' });
  const { code, stdout, stderr } = await runInMemory(['formats', '--policies', 'empty.policy'], { fs });
  expect([code, stderr]).toEqual([2, expect.stringContaining('empty.policy:1:1: ')]);
  expect(stdout).toContain('0 of 0');
});

describe('what a format declares', () => {
  const platforms = [catalogue('linux'), catalogue('windows')];
  const types = new Set(platforms.flatMap(({ eventTypes }) => eventTypes.map(({ name }) => name)));
  const fields = new Set(platforms.flatMap(({ fieldNames }) => [...fieldNames]));

  it.each(formats.map((format) => [format.id, format] as const))('%s: types that exist', (_, { fills }) => {
    expect(fills.eventTypes.filter((name) => !name.includes('*') && !types.has(name))).toEqual([]);
  });

  it.each(
    formats
      .filter(({ id }) => ['tetragon', 'tracee', 'agent-event'].includes(id))
      .map((f) => [f.id, f] as const),
  )('%s: fields that exist, but for lengths of what has none', (_, { fills }) => {
    const unknown = fills.fields.filter(
      (name) => !name.includes('*') && !fields.has(name) && !name.endsWith('.length'),
    );
    expect(unknown).toEqual([]);
  });
});
