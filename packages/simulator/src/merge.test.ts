import { describe, expect, it } from 'vitest';
import { line, untimed } from './test-events.ts';
import { replayed } from './test-kit.ts';

/** A rule that matches everything: the order of its matches is that of the events. */
const all = 'rules:\n  - {id: any, expression: exec.file.name != ""}\n';
const web = { Host: 'web' };
const exec = (second: string, rest: object = web): string =>
  line('exec', second, { 'exec.file.name': 'sh' }, rest);

/** The events in the order they were evaluated, as `recording:line`. */
async function orderOf(recordings: Readonly<Record<string, string>>) {
  const seen: string[] = [];
  const { report } = await replayed(all, recordings, {
    onMatch: ({ at }) => seen.push(`${at.recording}:${at.line}`),
  });
  return { order: report.order, seen };
}

describe('several recordings', () => {
  it('are merged by time', async () => {
    const { order, seen } = await orderOf({
      b: exec('01') + exec('04'),
      a: exec('02') + exec('03') + exec('05'),
    });
    expect({ order, seen }).toEqual({ order: 'time', seen: ['b:1', 'a:1', 'a:2', 'b:2', 'a:3'] });
  });

  it('at the same time come as they were named', async () => {
    const { seen } = await orderOf({ z: exec('01'), a: exec('01') });
    expect(seen).toEqual(['z:1', 'a:1']);
  });

  it('keep their own order where the clock of one goes back', async () => {
    const { seen } = await orderOf({ a: exec('05') + exec('01') + exec('06'), b: exec('05.5') });
    expect(seen).toEqual(['a:1', 'a:2', 'b:1', 'a:3']);
  });

  it.each([
    ['one has no times', untimed('exec', { 'exec.file.name': 'sh' }, web)],
    ['the clock of one was never set', exec('01').replace('2026', '1970')],
  ])('follow one another as they were named where %s', async (_, useless) => {
    const { order, seen } = await orderOf({ later: exec('09'), useless, a: exec('01') });
    expect({ order, seen }).toEqual({ order: 'arguments', seen: ['later:1', 'useless:1', 'a:1'] });
  });

  it('may be empty without a word on the order', async () => {
    expect(await orderOf({ empty: '', b: exec('02'), a: exec('01') })).toEqual({
      order: 'time',
      seen: ['a:1', 'b:1'],
    });
  });

  it('that are parts of one export know the processes of the parts before', async () => {
    const part = (exec_id: string, pid: number, parent_exec_id: string): string =>
      JSON.stringify({
        process_exec: {
          process: { exec_id, parent_exec_id, pid, binary: `/bin/${exec_id}`, flags: 'execve' },
        },
        time: `2026-03-01T10:00:0${pid}Z`,
      });
    const below =
      'rules:\n  - {id: below, expression: exec.file.name == "c" && process.ancestors.file.name == "a"}\n';
    const parts = { first: part('c', 4, 'b'), second: part('a', 2, ''), third: part('b', 3, 'a') };
    const { report } = await replayed(below, parts);
    expect(report.triggered.map(({ first }) => first.recording)).toEqual(['first']);
  });

  it('are the same events for any size of the pieces they come in', async () => {
    const many = Array.from({ length: 59 }, (_, index) => String(index).padStart(2, '0'));
    const { seen } = await orderOf({
      odd: many
        .filter((_, index) => index % 2 === 1)
        .map((second) => exec(second))
        .join(''),
      even: many
        .filter((_, index) => index % 2 === 0)
        .map((second) => exec(second))
        .join(''),
    });
    const expected = many.map(
      (_, index) => `${index % 2 === 0 ? 'even' : 'odd'}:${Math.floor(index / 2) + 1}`,
    );
    expect(seen).toEqual(expected);
  });
});

describe('state', () => {
  const rules = `
rules:
  - id: shell
    expression: exec.file.name == "sh"
    actions: [{set: {name: seen, value: true, default_value: false}}]
  - id: after_shell
    expression: open.file.path == "/tmp/x" && \${seen} == true
`;
  const open = (second: string, rest: object): string =>
    line('open', second, { 'open.file.path': '/tmp/x' }, rest);
  const triggered = async (recordings: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await replayed(rules, recordings)).report.triggered.map(({ id }) => id);

  it('goes from one recording of a host to the other', async () => {
    expect(await triggered({ a: exec('01', web), b: open('02', web) })).toEqual(['shell', 'after_shell']);
  });

  it('never goes from host to host, not even within one recording', async () => {
    expect(await triggered({ a: exec('01', web), b: open('02', { Host: 'db' }) })).toEqual(['shell']);
    expect(await triggered({ a: exec('01', web) + open('02', { Host: 'db' }) })).toEqual(['shell']);
  });

  it('stays in recordings that name no host: of several each is one', async () => {
    expect(await triggered({ a: exec('01', {}), b: open('02', {}) })).toEqual(['shell']);
    expect(await triggered({ a: exec('01', {}) + open('02', {}) })).toEqual(['shell', 'after_shell']);
  });
});
