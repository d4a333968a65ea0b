import { catalogue } from '@secl/model';
import { createLineIndex } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { readTestFile } from '../read/read-test-file.ts';
import type { PreparedCase } from '../result.ts';
import { type PrepareSetting, prepareCase } from './prepare.ts';
import { RecordingMemory } from './recording-memory.ts';

const lines = ['sh', 'ls', 'cat'].map(
  (name, index) =>
    `{"Type": "exec", "Time": "2026-11-21T12:00:0${index}Z", "Values": {"process.file.name": "${name}"}}\n`,
);

/** The cases of a file about `a.jsonl`, and how often that was read. */
async function prepared(
  cases: readonly string[],
  recordings?: RecordingMemory,
): Promise<{ readonly cases: readonly PreparedCase[]; readonly reads: readonly string[] }> {
  const text = `cases:\n${cases.map((each) => `  - { ${each}, expect: none }\n`).join('')}`;
  const linux = catalogue('linux');
  const reads: string[] = [];
  async function* bytes(name: string): AsyncGenerator<Uint8Array> {
    reads.push(name);
    yield new TextEncoder().encode(lines.join(''));
  }
  const setting: PrepareSetting = {
    document: 'a_test.yaml',
    catalogue: linux,
    facts: linux.at(68),
    origin: 'ebpf',
    lines: createLineIndex(text),
    readRecording: async (name) => ({ ok: true, name, bytes: bytes(name) }),
    ...(recordings && { recordings }),
  };
  const all: PreparedCase[] = [];
  for (const each of readTestFile('a_test.yaml', text).cases) all.push(await prepareCase(each, setting));
  return { cases: all, reads };
}

const namesOf = ({ happenings }: PreparedCase): readonly unknown[] =>
  happenings.map(({ record, number }) => `${number} ${record.Values['process.file.name']}`);

const first = 'name: first, recording: { path: a.jsonl, lines: 1-1 }';
const second = 'name: second, recording: { path: a.jsonl, where: process.file.name == "ls" }';
const other = 'name: other, recording: b.jsonl';

describe('the events of a recording', () => {
  it('are of types that exist', async () => {
    const { cases } = await prepared(['name: misspelt, recording: { path: a.jsonl, types: [exec, opn] }']);
    expect(cases.flatMap(({ problems }) => problems.map(({ message }) => message))).toEqual([
      '`opn` is not an event type of linux agents: did you mean `open`?',
    ]);
  });

  it('are those that the case is about, with those before them, which do not count', async () => {
    const { cases } = await prepared([first, second, other]);
    expect(cases.map(namesOf)).toEqual([['1 sh'], ['0 sh', '1 ls'], ['1 sh', '2 ls', '3 cat']]);
  });

  it('are read once for several cases, where the caller keeps them, and come out the same', async () => {
    const all = [first, second, other, first];
    const alone = await prepared(all);
    const kept = await prepared(all, new RecordingMemory());
    expect(kept.cases).toEqual(alone.cases);
    expect(alone.reads).toEqual(['a.jsonl', 'a.jsonl', 'b.jsonl', 'a.jsonl']);
    expect(kept.reads).toEqual(['a.jsonl', 'b.jsonl']);
  });
});
