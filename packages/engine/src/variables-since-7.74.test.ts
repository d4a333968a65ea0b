import { describe, expect, it } from 'vitest';
import { mark, markAndHit, open } from './test-kit/mark-and-hit.ts';
import { play } from './test-kit/play.ts';

describe('agents from 7.74 on', () => {
  it('read the default of an unset variable in every scope', () => {
    const text = markAndHit('value: 5, default_value: 7, scope: process', '${process.x} == 7');
    expect(play(text, [open()], '7.73.0')).toEqual(['']);
    expect(play(text, [open()], '7.74.0')).toEqual(['hit']);
  });

  const target = markAndHit('value: 1, scope: process, scope_field: process.ppid', '${process.x} == 1');

  it('set the variable of the process that scope_field names', () => {
    const events = [
      mark({ values: { 'process.ppid': 5 }, ancestors: [{ pid: 5, comm: 'g' }] }),
      open({ values: { 'process.pid': 5, 'process.comm': 'g' } }),
      open(),
    ];
    expect(play(target, events, '7.74.0')).toEqual(['mark', 'hit', '']);
    expect(play(target, events, '7.73.0')).toEqual(['mark', '', 'hit']);
  });

  it('find it by its PID alone where the event does not know its name', () => {
    const events = [
      mark({ values: { 'process.ppid': 5 } }),
      open({ values: { 'process.pid': 5, 'process.comm': 'g' } }),
    ];
    expect(play(target, events, '7.74.0')).toEqual(['mark', 'hit']);
  });

  it('and then it is inherited from that process', () => {
    const text = markAndHit(
      'value: 1, scope: process, inherited: true, scope_field: process.ppid',
      '${process.x} == 1',
    );
    const child = open({
      values: { 'process.pid': 6, 'process.comm': 'c' },
      ancestors: [{ pid: 5, comm: 'g' }],
    });
    expect(play(text, [mark({ values: { 'process.ppid': 5 } }), child], '7.74.0')).toEqual(['mark', 'hit']);
  });

  it('add to what that process has', () => {
    const text = `
rules:
  - {id: own, expression: exec.uid == 1, actions: [{set: {name: x, value: [a], scope: process}}]}
  - {id: other, expression: exec.uid == 2, actions: [{set: {name: x, value: [b], scope: process, scope_field: process.ppid}}]}
  - {id: both, expression: 'open.flags >= 0 && "a" in \${process.x} && "b" in \${process.x}'}`;
    const own = mark({ values: { 'process.uid': 1 } });
    const other = mark({ values: { 'process.uid': 2, 'process.pid': 99, 'process.ppid': 10 } });
    expect(play(text, [own, other, open()], '7.74.0').at(-1)).toBe('both');
    expect(play(text, [other, own, open()], '7.74.0').at(-1)).toBe('both');
  });
});
