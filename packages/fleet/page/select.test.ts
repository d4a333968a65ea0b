import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveShare } from './counting.ts';
import { fleetOf, found, told } from './test-selection.ts';

const fleet = await fleetOf(
  'hostname,agent_version,cluster,env\nweb-1,7.78.0,new,prod\nweb-2,7.50.0,old,prod\nweb-10,7.50.3,old,dev\nbare,none,,dev\n',
  {
    contacted: 'expression: connect.addr.port == 22\ntags: {tactic: TA0011-command-and-control}',
    shell: 'expression: exec.file.name == "sh"\ntags: {tactic: TA0002-execution}',
  },
);
const left = (state: Parameters<typeof found>[1]) => told(fleet, found(fleet, state).selection);

describe('a selection', () => {
  it('has hosts by group, the worst first, and those in no group last', () => {
    expect(left({})).toEqual([
      'old: web-10 rules in error, web-2 rules in error',
      'new: web-1 all rules load',
      '(rest): bare no agent',
    ]);
  });

  it.each<[what: string, state: Parameters<typeof found>[1], groups: readonly string[]]>([
    ['a cluster', { cluster: 'new' }, ['new: web-1 all rules load']],
    ['a release', { version: '7.50' }, ['old: web-10 rules in error, web-2 rules in error']],
    ['a version', { version: '7.50.3' }, ['old: web-10 rules in error']],
    ['a state', { status: 'no-agent,loaded' }, ['new: web-1 all rules load', '(rest): bare no agent']],
    ['a tag', { in: 'env:dev' }, ['old: web-10 rules in error', '(rest): bare no agent']],
    ['a name', { q: ' WEB-1' }, ['new: web-1 all rules load', 'old: web-10 rules in error']],
    ['a cluster that is not there', { cluster: 'gone' }, []],
  ])('of %s', (_, state, groups) => {
    expect(left(state)).toEqual(groups);
  });

  it('is about a rule where one is chosen', () => {
    expect(left({ rule: 'contacted', by: 'env' })).toEqual([
      'dev: web-10 rejected, bare no agent',
      'prod: web-2 rejected, web-1 live',
    ]);
  });

  it('counts the states that are not chosen too', () => {
    const { selection } = found(fleet, { status: 'loaded' });
    expect(selection.counts).toEqual([2, 0, 0, 1, 0, 1]);
    expect(selection.members).toHaveLength(1);
  });

  it('has the share of its rules that is live', () => {
    expect(liveShare(found(fleet, {}).selection)).toBe(4 / 8);
    expect(liveShare(found(fleet, { rule: 'shell', cluster: 'old' }).selection)).toBe(1);
    expect(liveShare(found(fleet, { cluster: 'gone' }).selection)).toBeUndefined();
  });

  it('is the same, whatever was typed before', () => {
    const words = fc.array(fc.constantFrom('', 'w', 'we', 'web', 'web-1', 'web-10', '1', 'b', 'x'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (typed) => {
        let before: ReturnType<typeof found> | undefined;
        for (const q of typed) {
          const now = found(fleet, { q }, before);
          expect(told(fleet, now.selection)).toEqual(told(fleet, found(fleet, { q }).selection));
          before = now;
        }
      }),
    );
  });
});
