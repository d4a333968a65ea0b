import { readFileSync } from 'node:fs';
import { readTestFile } from '@secl/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testSchema } from './test.ts';

const validate = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false }).compile(
  testSchema,
);

/** Whether an editor that knows the schema has nothing to say; and whether the reader has. */
function judged(text: string): { readonly schema: boolean; readonly reader: boolean } {
  return { schema: validate(parse(text)), reader: readTestFile('a_test.yaml', text).problems.length === 0 };
}

const both = (taken: boolean) => ({ schema: taken, reader: taken });

describe('takes what the reader takes', () => {
  const guide = readFileSync(new URL('../../../docs/guides/test.md', import.meta.url), 'utf8');
  const examples = [...guide.matchAll(/^```yaml(?: \S+_test\.yaml)?\n(cases:[\s\S]*?)^```$/gm)].map(
    ([, text = '']) => text,
  );

  it.each(examples.map((text, index) => [index + 1, text] as const))('example %i of the guide', (_, text) => {
    expect(judged(text)).toEqual(both(true));
  });

  it('every key there is', () => {
    expect(judged(whole)).toEqual(both(true));
  });
});

describe('refuses what the reader refuses', () => {
  it.each<[what: string, text: string]>([
    ['a misspelt key of the file', 'case: []\ncases: [{ events: [{ exec: sh }], expect: none }]'],
    ['a misspelt key of a case', 'cases: [{ event: [{ exec: sh }], expect: none }]'],
    ['a misspelt key of an expectation', 'cases: [{ events: [{ exec: sh }], expect: { fire: a } }]'],
    ['cases that are no list', 'cases: { events: [] }'],
    ['a count that is none', 'cases: [{ events: [{ exec: sh }], expect: { counts: { a: many } } }]'],
    ['a verdict that does not exist', 'cases: [{ expect: { verdicts: { a: gone } } }]'],
    ['a recording without a path', 'cases: [{ recording: { lines: 1 }, expect: none }]'],
  ])('%s', (_, text) => {
    expect(judged(text)).toEqual(both(false));
  });
});

const whole = `
description: all of it
policies: [a.policy]
targets: [hosts, { name: old, os: linux, agent: 7.60, origin: ebpf, kernel: 5.15, distro: ubuntu-22.04 }]
about: [a_*]
cases:
  - name: a <b>
    description: all of it
    targets: [old]
    start: 2026-03-01
    variants: [{ b: 1, expect: none }]
    recording: { path: a.jsonl, format: canonical, types: exec, where: process.pid == 1, lines: 1-2, since: 2026-03-01, until: 2026-03-02 }
    events:
      - open: /etc/shadow
        flags: O_RDONLY
        by: nginx > sh
        ancestors: [{ uid: 33 }]
        variables: { seen: true, list: [a, b] }
        host: web-1
        unknown: [open.retval]
        after: 5m
        times: 3
        expect: a_b
      - { type: exec, values: { exec.file.path: /bin/sh } }
    expect:
      rules: [a_b]
      fires: a_b
      silent: { a_c: open.flags == 0 }
      undecided: [a_d]
      counts: { a_b: 3 }
      sent: { a_b: 1 }
      variables: { seen: true }
      actions: { a_b: [kill, set seen] }
      verdicts: { a_b: { old: loaded }, a_c: rejected name/unknown-field }
`;
