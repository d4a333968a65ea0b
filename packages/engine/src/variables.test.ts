import { describe, expect, it } from 'vitest';
import { mark, markAndHit, open } from './test-kit/mark-and-hit.ts';
import { type Happening, play } from './test-kit/play.ts';

describe('a global variable', () => {
  it('is one for all processes', () => {
    const other = open({ values: { 'process.pid': 99 } });
    expect(
      play(markAndHit('value: true, default_value: false', '${x}'), [open(), mark(), open(), other]),
    ).toEqual(['', 'mark', 'hit', 'hit']);
  });

  it('without a default starts as the value that is set, before any rule has matched', () => {
    expect(play(markAndHit('value: true', '${x}'), [open()])).toEqual(['hit']);
  });

  it('is another one on another host', () => {
    const text = markAndHit('value: true, default_value: false', '${x}');
    expect(play(text, [mark({ host: 'a' }), open({ host: 'a' }), open({ host: 'b' })])).toEqual([
      'mark',
      'hit',
      '',
    ]);
  });

  it('takes the value of a field, and of an expression', () => {
    const from = (set: string) =>
      play(markAndHit(set, '${x} == 11'), [mark({ values: { 'process.uid': 10 } }), open()]);
    expect(from('field: process.uid')).toEqual(['mark', '']);
    expect(from('expression: process.uid + 1, default_value: 0')).toEqual(['mark', 'hit']);
  });
});

describe('a variable of a scope', () => {
  it.each([
    ['process', { 'process.pid': 11 }],
    ['process', { 'process.comm': 'b' }],
    ['container', { 'container.id': 'c2' }],
    ['cgroup', { 'cgroup.id': 'g2' }],
  ])('%s is another one where %j', (scope, differs) => {
    const text = markAndHit(`value: 1, scope: ${scope}`, `\${${scope}.x} == 1`);
    const here = { 'container.id': 'c1', 'cgroup.id': 'g1', 'cgroup.file.inode': 5 };
    const events = [
      mark({ values: here }),
      open({ values: here }),
      open({ values: { ...here, ...differs } }),
    ];
    expect(play(text, events)).toEqual(['mark', 'hit', '']);
  });

  it('starts at zero, whatever its default says', () => {
    const text = markAndHit('value: 5, default_value: 7, scope: process', '${process.x} == 0');
    expect(play(text, [open()])).toEqual(['hit']);
  });

  it('of a container holds for processes in none, too: they are on the host', () => {
    const text = markAndHit('value: 1, scope: container', '${container.x} == 1');
    expect(play(text, [mark(), open(), open({ values: { 'container.id': 'c' } })])).toEqual([
      'mark',
      'hit',
      '',
    ]);
  });

  it('of a cgroup is not stored where the cgroup has no file, and the sets behind it are skipped', () => {
    const text = `
rules:
  - id: mark
    expression: exec.file.name == "mark"
    actions:
      - set: {name: first, value: true, default_value: false}
      - set: {name: x, value: 1, scope: cgroup}
      - set: {name: last, value: true, default_value: false}
  - id: first
    expression: open.file.path != "" && \${first}
  - id: x
    expression: open.file.path != "" && \${cgroup.x} == 1
  - id: last
    expression: open.file.path != "" && \${last}
`;
    const cgroup = { values: { 'cgroup.id': 'g', 'cgroup.file.mount_id': 3 } };
    expect(play(text, [mark(), open()])).toEqual(['mark', 'first']);
    expect(play(text, [mark(cgroup), open(cgroup)])).toEqual(['mark', 'first x last']);
  });
});

describe('an array', () => {
  const names = (set: string, ...reads: readonly string[]) =>
    `rules:\n${[
      `- {id: mark, expression: 'exec.file.name != ""', actions: [{set: {name: x, field: exec.file.name, append: true, ${set}}}]}`,
      ...reads.map((name) => `- {id: ${name}, expression: 'open.file.path != "" && "${name}" in \${x}'}`),
    ].join('\n')}`;
  const named = (name: string, at = 0): Happening => mark({ at, values: { 'exec.file.name': name } });

  it('grows, and never loses a member but by size', () => {
    const text = names('size: 2', 'a', 'b', 'c');
    const events = [named('a'), named('b'), open(), named('c'), open()];
    expect(play(text, events)).toEqual(['mark', 'mark', 'a b', 'mark', 'b c']);
  });

  it('keeps each member once, and a member that is added again stays longest', () => {
    const text = names('size: 2', 'a', 'b', 'c');
    expect(play(text, [named('a'), named('b'), named('a'), named('c'), open()]).at(-1)).toBe('a c');
  });

  it('adds without `append` too where the value is a list', () => {
    const text = `rules:
  - {id: one, expression: exec.uid == 1, actions: [{set: {name: x, value: [a], scope: process}}]}
  - {id: two, expression: exec.uid == 2, actions: [{set: {name: x, value: [b], scope: process}}]}
  - {id: both, expression: 'open.flags >= 0 && "a" in \${process.x} && "b" in \${process.x}'}`;
    const uid = (value: number) => mark({ values: { 'process.uid': value } });
    expect(play(text, [uid(1), uid(2), open()])).toEqual(['one', 'two', 'both']);
  });

  it('holds 100 members where no size is said', () => {
    const many = Array.from({ length: 101 }, (_, index) => named(`n${index}`));
    expect(play(names('size: 0', 'n0', 'n1', 'n100'), [...many, open()]).at(-1)).toBe('n1 n100');
  });

  it('loses each member when its own ttl is over', () => {
    const text = names('ttl: 10s', 'a', 'b');
    const events = [named('a', 0), named('b', 6), open({ at: 10 }), open({ at: 11 }), open({ at: 17 })];
    expect(play(text, events).slice(2)).toEqual(['a b', 'b', '']);
  });
});

describe('ttl', () => {
  const text = markAndHit('value: true, ttl: 10s', '${x}');

  it('lets a scalar go back to its start, and setting it again begins anew', () => {
    const events = [
      open(),
      mark({ at: 0 }),
      open({ at: 10 }),
      open({ at: 10.1 }),
      mark({ at: 20 }),
      open({ at: 30 }),
    ];
    expect(play(text, events)).toEqual(['', 'mark', 'hit', '', 'mark', 'hit']);
  });

  it('leaves nobody sure in a recording without times', () => {
    expect(play(text, [mark({ at: null }), open({ at: null })])).toEqual(['mark', 'hit?']);
  });
});

describe('an inherited variable', () => {
  const text = (more = '') => `
rules:
  - id: mark
    expression: exec.file.name == "mark"
    actions: [{set: {name: x, value: 1, scope: process, inherited: true}}]
  - id: other
    expression: exec.file.name == "other"
    actions: [{set: {name: y, value: 1, scope: process}}]
  - id: hit
    expression: open.file.path != "" && \${process.x} == 1${more}
`;
  const parent = { pid: 10, comm: 'a' };
  const grandparent = { pid: 5, comm: 'g' };
  const child = (...ancestors: readonly Readonly<Record<string, number | string>>[]) =>
    open({ values: { 'process.pid': 20, 'process.comm': 'c' }, ancestors });
  const other = (pid: number, comm: string) =>
    mark({ values: { 'exec.file.name': 'other', 'process.pid': pid, 'process.comm': comm } });

  it('is read from the nearest ancestor that has variables', () => {
    expect(play(text(), [mark(), child(parent), child(grandparent), child(grandparent, parent)])).toEqual([
      'mark',
      'hit',
      '',
      'hit',
    ]);
  });

  it('is not where the process holds another variable, until 7.74', () => {
    const events = [mark(), other(20, 'c'), child(parent)];
    expect(play(text(), events).at(-1)).toBe('');
    expect(play(text(), events, '7.74.0').at(-1)).toBe('hit');
  });

  it('is not where the nearest ancestor with variables lacks this one, until 7.74', () => {
    const events = [
      mark({ values: { 'process.pid': 5, 'process.comm': 'g' } }),
      other(10, 'a'),
      child(parent, grandparent),
    ];
    expect(play(text(), events).at(-1)).toBe('');
    expect(play(text(), events, '7.74.0').at(-1)).toBe('hit');
  });

  it('is open where there are ancestors that the recording does not know', () => {
    expect(
      play(text(), [mark(), { ...child(), andMore: true }, { ...child(parent), andMore: true }]),
    ).toEqual(['mark', 'hit?', 'hit']);
  });
});

describe('a built-in variable', () => {
  it('process.pid is that of the event', () => {
    expect(play("rules: [{id: a, expression: 'exec.uid >= 0 && ${process.pid} == 10'}]", [mark()])).toEqual([
      'a',
    ]);
  });

  it('builtins.uuid4 is never twice the same, and never empty', () => {
    const text = `
rules:
  - id: mark
    expression: exec.file.name == "mark"
    actions:
      - set: {name: x, scope: process, default_value: "", expression: '"key_\${builtins.uuid4}"'}
      - set: {name: y, scope: process, default_value: "", expression: '"key_\${builtins.uuid4}"'}
  - id: set
    expression: 'open.file.path != "" && \${process.x} != "" && \${process.x} in [~"key_*"]'
  - id: equal
    expression: 'open.file.path != "" && \${process.x} == "\${process.y}"'
`;
    expect(play(text, [mark(), open()])).toEqual(['mark', 'set']);
  });
});

describe('within one event', () => {
  it('a later rule sees what an earlier one has set', () => {
    const text = `
rules:
  - id: early
    expression: exec.uid >= 0 && \${x}
  - id: mark
    expression: exec.file.name == "mark"
    actions: [{set: {name: x, value: true, default_value: false}}]
  - id: late
    expression: exec.uid >= 0 && \${x}
`;
    expect(play(text, [mark()])).toEqual(['mark late']);
  });
});

describe('very many processes', () => {
  it('are remembered up to a number, the oldest goes first', () => {
    const marks = Array.from({ length: 100_001 }, (_, pid) => mark({ values: { 'process.pid': pid } }));
    const reads = [open({ values: { 'process.pid': 0 } }), open({ values: { 'process.pid': 1 } })];
    const said = play(markAndHit('value: true, scope: process', '${process.x}'), [...marks, ...reads]);
    expect(said.slice(-2)).toEqual(['', 'hit']);
  });
});
