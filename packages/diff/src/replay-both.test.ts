import { load, readPolicy } from '@secl/policy';
import { describe, expect, it } from 'vitest';
import { replayBoth, seenWords } from './replay-both.ts';
import { policyOf, targetOf } from './test-kit.ts';

const ruleSetOf = (rules: Readonly<Record<string, string>>) =>
  load([readPolicy('a.policy', policyOf(rules))], targetOf());

async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const line of lines) yield new TextEncoder().encode(`${line}\n`);
}

const exec = (name: string): string => `{"Type": "exec", "Values": {"exec.file.name": "${name}"}}`;
const unknown = '{"Type": "exec", "Unknown": ["exec.file.name"], "Values": {}}';

/** By rule, what a reader is told of a recording. */
async function seen(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  lines: readonly string[],
  renamed: ReadonlyMap<string, string> = new Map(),
): Promise<Readonly<Record<string, string>>> {
  const input = { name: 'a.jsonl', bytes: bytesOf(lines) };
  const problems: string[] = [];
  const found = await replayBoth(ruleSetOf(before), ruleSetOf(after), input, {
    renamed,
    onProblem: (problem) => problems.push(problem.message),
  });
  expect(problems).toEqual([]);
  return Object.fromEntries([...found].map(([id, each]) => [id, seenWords(each)]));
}

describe('two versions over the same events', () => {
  const sh = 'exec.file.name == "sh"';

  it('gain and lose events, each of which is counted', async () => {
    const lines = [exec('sh'), ...Array.from({ length: 300 }, () => exec('fish')), exec('sh')];
    expect(await seen({ a: sh }, { a: 'exec.file.name == "fish"' }, lines)).toEqual({
      a: 'fires on 300 more events of `a.jsonl` (first at line 2), and 2 fewer (first at line 1)',
    });
  });

  it('only gain, or only lose', async () => {
    const both = 'exec.file.name in ["sh", "fish"]';
    const lines = [exec('sh'), exec('fish')];
    expect(await seen({ a: sh, b: both }, { a: both, b: sh }, lines)).toEqual({
      a: 'fires on 1 more event of `a.jsonl` (first at line 2), none fewer',
      b: 'fires on 1 fewer event of `a.jsonl` (first at line 2), none more',
    });
  });

  it('may do the same, and be left out where they do nothing', async () => {
    expect(await seen({ a: sh, b: sh }, { a: 'exec.file.name =~ "s*"', b: sh }, [exec('sh')])).toMatchObject({
      a: 'fires on the same event of `a.jsonl`',
    });
    expect(await seen({ a: sh }, { a: sh }, [exec('x')])).toEqual({});
  });

  it('count nothing where one of them is in doubt', async () => {
    expect(await seen({ a: sh }, { a: 'exec.file.name != ""' }, [unknown, exec('sh')])).toEqual({
      a: 'fires on the same event of `a.jsonl`',
    });
    expect(await seen({ a: 'process.uid == 0', b: sh }, { a: sh, b: sh }, [unknown])).toMatchObject({
      b: 'fires on none of `a.jsonl`',
    });
    expect(await seen({ a: 'exec.file.name != "" || process.uid == 0' }, { a: sh }, [unknown])).toMatchObject(
      {
        a: 'fires on none of `a.jsonl`; cannot be told for 1 event, before for none',
      },
    );
  });

  it('are one rule where it was renamed', async () => {
    expect(await seen({ old: sh }, { new: sh }, [exec('sh')], new Map([['new', 'old']]))).toEqual({
      new: 'fires on the same event of `a.jsonl`',
    });
  });

  it('see their own variables', async () => {
    const first = `{expression: '${sh}', actions: [{set: {name: seen, value: true}}]}`;
    const later = 'exec.file.name == "x" && ${seen}';
    const lines = [exec('sh'), exec('x')];
    const without = `{expression: '${sh}', actions: [{set: {name: seen, value: false}}]}`;
    expect(await seen({ first, later }, { first: without, later }, lines)).toMatchObject({
      later: 'fires on 1 fewer event of `a.jsonl` (first at line 2), none more',
    });
  });
});
