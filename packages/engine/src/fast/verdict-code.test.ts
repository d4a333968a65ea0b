import { isUndecided } from '@secl/evaluation';
import { type Event, UNKNOWN } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { plainJudge } from '../plain/plain-judge.ts';
import { eventOf, judged, linux, verdictsOf } from '../test-kit/rules.ts';
import { fastJudge } from './fast-judge.ts';

/** What is missing to decide a rule; the verdict where nothing is. */
function missing(expression: string, event: Event): string | boolean {
  const rules = judged(expression);
  const verdict = verdictsOf(fastJudge(rules, 'open', linux), event).get(0) ?? false;
  expect(verdict).toEqual(verdictsOf(plainJudge(rules), event).get(0) ?? false);
  return isUndecided(verdict) ? verdict.needs.join(', ') : verdict;
}

describe('what a rule in doubt is missing', () => {
  const event = eventOf(
    'open',
    {
      'open.file.path': UNKNOWN,
      'open.file.name': UNKNOWN,
      'open.flags': UNKNOWN,
      'process.uid': 5,
      'process.argv': UNKNOWN,
    },
    [{ comm: 'bash' }],
    true,
  );

  it.each([
    ['open.flags == 1 && open.file.path == "/x"', 'open.flags, open.file.path'],
    ['open.file.path == "/x" && process.uid == 5 && open.flags == 1', 'open.file.path, open.flags'],
    ['open.file.name == "x" || open.file.path == "/x"', 'open.file.name, open.file.path'],
    ['process.argv == "-x" && open.file.name != "x"', 'process.argv, open.file.name'],
    ['process.argv not in ["-x"] || process.uid == 6', 'process.argv'],
    ['open.flags == process.uid || process.gid == open.flags', 'open.flags'],
    ['open.flags & process.uid > 0 && process.uid > open.flags', 'open.flags'],
    ['open.file.path in [~"/etc/*", ~"*.sh"] && !(open.flags > 3)', 'open.file.path, open.flags'],
    ['process.ancestors.comm == "sshd" && open.flags == 1', 'process.ancestors.comm, open.flags'],
    ['open.file.change_time < 5s && open.flags == 1', 'event time, open.flags'],
  ])('%s: %s', (expression, needs) => {
    expect(missing(expression, event)).toBe(needs);
  });

  it('is the field that an age is of, where the time of the event is known', () => {
    const timed = {
      ...eventOf('open', { 'open.file.change_time': UNKNOWN }),
      time: 1_800_000_000_000_000_000n,
    };
    expect(missing('open.file.change_time < 5s', timed)).toBe('open.file.change_time');
  });

  it('is only what decides: what another condition makes meaningless is left out', () => {
    expect(missing('open.flags == 1 && process.uid == 6', event)).toBe(false);
    expect(missing('open.flags == 1 || process.uid == 5', event)).toBe(true);
    expect(missing('(open.flags == 1 && process.uid == 6) || open.file.path == "/x"', event)).toBe(
      'open.file.path',
    );
    expect(missing('open.file.path == "/x" && (open.flags == 1 || process.uid == 5)', event)).toBe(
      'open.file.path',
    );
    // What stands to the right groups first: `a && (b || c)`.
    expect(missing('open.flags == 1 && open.file.name == "x" || process.uid == 5', event)).toBe('open.flags');
  });

  it('is no field of the ancestors where those that are given decide', () => {
    expect(missing('process.ancestors.comm == "bash" && open.flags == 1', event)).toBe('open.flags');
    expect(missing('process.ancestors.comm != "bash"', event)).toBe(false);
    expect(missing('process.ancestors.comm != "sshd"', event)).toBe('process.ancestors.comm');
  });

  it('is asked for anew of each event, whatever the last one did not know', () => {
    const rules = judged('open.file.path in [~"/etc/*", "/x"] && open.flags == 1');
    const judge = fastJudge(rules, 'open', linux);
    const known = eventOf('open', { 'open.file.path': '/x', 'open.flags': 1 });
    const noFlags = eventOf('open', { 'open.file.path': '/x', 'open.flags': UNKNOWN });
    const noPath = eventOf('open', { 'open.file.path': UNKNOWN, 'open.flags': 1 });
    const other = eventOf('open', { 'open.file.path': '/y', 'open.flags': UNKNOWN });
    const verdicts = [noFlags, noPath, known, other, noFlags].map((each) => verdictsOf(judge, each).get(0));
    expect(verdicts).toEqual([
      { needs: ['open.flags'] },
      { needs: ['open.file.path'] },
      true,
      undefined,
      { needs: ['open.flags'] },
    ]);
  });

  it('of a chain of a thousand conditions is found without nesting', () => {
    const chain = Array.from({ length: 999 }, (_, index) => `process.uid + open.flags != ${index + 1}`);
    expect(missing(chain.join(' && '), event)).toBe('open.flags');
    expect(missing(chain.join(' || '), event)).toBe('open.flags');
  });
});
