import { join } from 'node:path';
import { conversionTargets, readArchive } from '@secl/policy';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/convert.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';
import { convertTargets } from './convert.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/convert.md')));

const policy = 'rules:\n  - id: a\n    expression: exec.pid > 0\n    every: 1m\n';
const other = 'rules:\n  - id: b\n    expression: exec.pid > 1\n';

it('knows all that can be written', () => {
  expect(convertTargets).toEqual(conversionTargets);
});

describe('where it is written', () => {
  const files = () => testFiles({ 'in/a.policy': policy, 'in/b.policy': other, 'out/x.txt': '' });

  it('is standard output, with notes beside it', async () => {
    const { code, stdout, stderr } = await runInMemory(['convert', '-', '--to', 'rule-files'], {
      stdin: policy,
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'name: a\nexpression: exec.pid > 0\ntests: []\n',
      stderr:
        'lost <stdin>:4:12 a: `every` is left out, which a rule file cannot hold: its matches are sent as often as those of any rule\n1 rule written · 1 lost\n',
    });
  });

  it.each([
    ['in/a.policy', 'a.yaml', ['a.yaml']],
    ['in/a.policy', 'out', ['out/a.yaml']],
    ['in/a.policy', 'new', ['new/a.yaml']],
    ['in/a.policy', 'new.d/', ['new.d/a.yaml']],
    ['in', 'x.yaml', ['x.yaml/a.yaml', 'x.yaml/b.yaml']],
  ])('from %s with -o %s', async (from, to, expected) => {
    const fs = files();
    const { stdout } = await runInMemory(['convert', from, '--to', 'rule-files', '-o', to], { fs });
    expect(stdout.trimEnd().split('\n')).toEqual(expected);
    expect(expected.map((path) => fs.textOf(path)?.startsWith('name: '))).toEqual(expected.map(() => true));
  });

  it('is read again, whatever it is, and a text stays one', async () => {
    const rule = `rules:
  - id: a
    expression: exec.pid > 0 && \${process.seen} == "v"
    actions:
      - set: {name: seen, value: v, scope: process}
`;
    for (const [to, name] of [
      ['terraform', 'a.tf'],
      ['api', 'a.json'],
      ['rule-files', 'out'],
    ] as const) {
      const fs = testFiles({ 'a.policy': rule });
      const there = await runInMemory(['convert', 'a.policy', '--to', to, '-o', name], { fs });
      expect(there.stderr).not.toContain('is a text now');
      const back = await runInMemory(['convert', name, '--to', 'policy'], { fs });
      expect(back.stdout).toContain('expression: exec.pid > 0 && ${process.seen} == "v"');
      if (to === 'rule-files') continue;
      const { stdout } = await runInMemory(['diff', 'a.policy', name], { fs });
      expect(stdout).toContain('No difference');
    }
  });

  it('can be an archive, byte for byte the same each time', async () => {
    const fs = files();
    await runInMemory(['convert', 'in', '--to', 'archive', '-o', 'a.zip'], { fs });
    await runInMemory(['convert', 'in', '--to', 'archive', '-o', 'b.zip'], { fs });
    const [a, b] = [await fs.read('a.zip'), await fs.read('b.zip')];
    expect(a).toEqual(b);
    if (!a.ok) throw new Error('nothing was written');
    expect(readArchive('a.zip', a.value).map(({ text }) => text)).toEqual([policy, other]);
  });
});

describe('what it refuses', () => {
  it.each([
    [
      ['convert', 'in'],
      'secl: say what to write: --to policy, configmap, helm, terraform, terraform-json, api, rule-files, archive\n',
    ],
    [['convert', '--to', 'policy'], 'secl: name what to convert: files, directories or patterns\n'],
    [['convert', 'in', '--to', 'policy'], 'secl: these are 2 files: say with -o where to write\n'],
    [['convert', 'in', '--to', 'archive'], 'secl: an archive is no text: say with -o where to write\n'],
    [['convert', 'nowhere', '--to', 'policy'], 'secl: nowhere: no such file or directory\n'],
  ])('%j', async (args, message) => {
    const fs = testFiles({ 'in/a.policy': policy, 'in/b.policy': other });
    expect(await runInMemory(args, { fs })).toEqual({ code: 2, stdout: '', stderr: message });
  });

  it('is what cannot be read as a whole', async () => {
    const fs = testFiles({ 'a.policy': 'rules: {' });
    const { code, stdout, stderr } = await runInMemory(['convert', 'a.policy', '--to', 'helm'], { fs });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('at a.policy:1:');
    expect(stderr).toContain('secl: what cannot be read as a whole is not converted\n');
  });
});

describe('the end', () => {
  it.each([
    [['--to', 'api'], 0],
    [['--to', 'api', '--strict'], 0],
    [['--to', 'terraform'], 0],
    [['--to', 'terraform', '--strict'], 1],
  ])('with %j is %i', async (args, code) => {
    const fs = testFiles({ 'a.policy': policy });
    expect((await runInMemory(['convert', 'a.policy', ...args], { fs })).code).toBe(code);
  });

  it.each(['api', 'terraform', 'terraform-json', 'rule-files'])(
    'is 1 where nothing is left to write as %s',
    async (to) => {
      const fs = testFiles({ 'a.policy': 'rules:\n  - {id: a, disabled: true}\n' });
      const { code, stdout } = await runInMemory(['convert', 'a.policy', '--to', to], { fs });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    },
  );

  it('comes with why nothing is left', async () => {
    const fs = testFiles({ 'a.policy': 'rules:\n  - {id: a, disabled: true}\n' });
    expect(await runInMemory(['convert', 'a.policy', '--to', 'rule-files'], { fs })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'lost a.policy:2:10 a: it is left out: a rule file has to have an expression\n0 rules written · 1 lost\n',
    });
  });
});

describe('JSON', () => {
  const validate = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
  }).compile(schema);

  it.each([[[]], [['-o', 'out']]])('keeps to its schema with %j', async (args) => {
    const fs = testFiles({ 'a.policy': policy });
    for (const to of conversionTargets.filter((each) => each !== 'archive')) {
      const { stdout } = await runInMemory(['convert', 'a.policy', '--to', to, '--format', 'json', ...args], {
        fs,
      });
      const report: unknown = JSON.parse(stdout);
      validate(report);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
