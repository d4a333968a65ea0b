import { describe, expect, it } from 'vitest';
import { line, untimed } from './test-events.ts';
import { replayed } from './test-kit.ts';

const rules = `
rules:
  - {id: container, expression: exec.file.name == "sh" && process.container.id != ""}
  - {id: either, expression: exec.file.name == "sh" || process.container.id != ""}
  - {id: ancestor, expression: process.ancestors.uid == 0 && exec.file.name == "sh"}
  - {id: chain, expression: process.ancestors.length > 3 && exec.file.name == "sh"}
  - {id: resolves, expression: dns.question.name == "example.com"}
  - {id: metadata, expression: imds.url != ""}
  - {id: recent, expression: exec.file.name == "sh" && process.created_at < 5s}
`;

/** Who cannot match, by what is missing. */
async function missing(
  recordings: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { report } = await replayed(rules, recordings);
  return Object.fromEntries(report.decidable.missing.map(({ field, rules: ids }) => [field, ids]));
}

const exec = (rest: object = {}): string => line('exec', '01', { 'exec.file.name': 'ls' }, rest);

describe('what a recording can decide', () => {
  it('is everything where its events know everything', async () => {
    expect(await missing({ a: exec() })).toEqual({});
  });

  it('is told by the fields that none of its events knows', async () => {
    expect(await missing({ a: exec({ Unknown: ['process.container.*'] }) })).toEqual({
      'process.container.id': ['container'],
    });
  });

  it('counts a field as known once an event has a value for it', async () => {
    const knows = line('exec', '02', { 'process.container.id': 'c1' }, { Unknown: ['process.container.*'] });
    expect(await missing({ a: exec({ Unknown: ['process.container.*'] }) + knows })).toEqual({});
  });

  it('looks at each event type by itself', async () => {
    const other = line('open', '02', { 'open.file.path': '/x' });
    expect(await missing({ a: exec({ Unknown: ['process.container.*'] }) + other })).toEqual({
      'process.container.id': ['container'],
    });
  });

  it('knows of ancestors what any of them has', async () => {
    const Unknown = ['process.ancestors.*'];
    expect(await missing({ a: exec({ Unknown }) })).toEqual({
      'process.ancestors.uid': ['ancestor'],
      'process.ancestors.length': ['chain'],
    });
    expect(await missing({ a: exec({ Unknown, Ancestors: [{ uid: 0 }] }) })).toEqual({});
  });

  it('asks for times where a rule compares with the age of something', async () => {
    expect(await missing({ a: untimed('exec', { 'exec.file.name': 'ls' }) })).toEqual({
      'event time': ['recent'],
    });
  });

  it('takes of event types that did not come what the format could know', async () => {
    const strace = '1000 1700000000.000001 execve("/bin/ls", ["ls"], ["A=b"]) = 0\n';
    const found = await missing({ 'a.strace': strace });
    expect(found['imds events']).toEqual(['metadata']);
    expect(found['process.container.id']).toEqual(['container']);
  });
});
