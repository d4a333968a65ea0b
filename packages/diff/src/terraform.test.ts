import type { CarriedResource, MovedResource } from '@secl/policy';
import { describe, expect, it } from 'vitest';
import { diffRuleSets } from './diff.ts';
import { kindsIn } from './kinds.ts';
import { linesOf, policyOf, sideOf } from './test-kit.ts';

const ssh = 'connect.addr.port == 22';
const web = 'exec.file.name == "sh" && process.parent.file.name == "nginx"';

/** Rules as resources: `address` or `address!`, where a new one is made before the old one goes, by id. */
interface Terraform {
  readonly rules: Readonly<Record<string, string>>;
  readonly at: Readonly<Record<string, string>>;
  readonly moved?: readonly MovedResource[];
}

function side({ rules, at, moved = [] }: Terraform) {
  const resources = Object.entries(at).map(
    ([id, address]): CarriedResource => ({
      id,
      address: address.replace('!', ''),
      madeFirst: address.endsWith('!'),
    }),
  );
  return { ...sideOf(policyOf(rules)), resources, moved };
}

const diff = (before: Terraform, after: Terraform) => diffRuleSets(side(before), side(after));
const told = (before: Terraform, after: Terraform) => linesOf(diff(before, after));

describe('a rule that is a resource of Terraform', () => {
  it('with another name is made anew, whatever it asks for', () => {
    const renamed = diff({ rules: { a: ssh }, at: { a: 't.x' } }, { rules: { b: web }, at: { b: 't.x' } });
    expect(linesOf(renamed).slice(0, 2)).toEqual([
      'b: renamed from `a`: whatever refers to `@agent.rule_id:a` finds it no more',
      'b: Terraform deletes `a` and makes `b`: for a while neither of them runs',
    ]);
    expect(kindsIn(renamed).slice(0, 2)).toEqual(['renamed', 'recreated']);
  });

  it('with another name, made before the old one goes, leaves no gap', () => {
    expect(told({ rules: { a: ssh }, at: { a: 't.x!' } }, { rules: { b: ssh }, at: { b: 't.x!' } })).toEqual([
      'b: renamed from `a`: whatever refers to `@agent.rule_id:a` finds it no more',
    ]);
  });

  it('under another address is made anew, though nothing of the rule changed', () => {
    expect(told({ rules: { a: ssh }, at: { a: 't.x' } }, { rules: { a: ssh }, at: { a: 't.y' } })).toEqual([
      'a: Terraform deletes `t.x` and makes `t.y`: for a while the rule may not run; a `moved` block keeps it',
    ]);
  });

  it.each<[string, readonly MovedResource[]]>([
    ['once', [{ from: 't.x', to: 't.y' }]],
    [
      'twice',
      [
        { from: 't.w', to: 't.y' },
        { from: 't.x', to: 't.w' },
      ],
    ],
  ])('moved %s is the same', (_, moved) => {
    expect(
      told({ rules: { a: ssh }, at: { a: 't.x' } }, { rules: { a: ssh }, at: { a: 't.y' }, moved }),
    ).toEqual([]);
  });

  it('moved and renamed is made anew for its name', () => {
    const moved = [{ from: 't.x', to: 't.y' }];
    expect(
      told({ rules: { a: ssh }, at: { a: 't.x' } }, { rules: { b: ssh }, at: { b: 't.y' }, moved }),
    ).toContain('b: Terraform deletes `a` and makes `b`: for a while neither of them runs');
  });

  it('moves nothing by blocks that go in circles, or that are done', () => {
    const circle = [
      { from: 't.y', to: 't.z' },
      { from: 't.z', to: 't.y' },
    ];
    const before = { rules: { a: ssh }, at: { a: 't.x' } };
    expect(told(before, { rules: { a: ssh }, at: { a: 't.y' }, moved: circle })).toHaveLength(1);
    const done = [{ from: 't.w', to: 't.x' }];
    expect(told(before, { rules: { a: ssh }, at: { a: 't.x' }, moved: done })).toEqual([]);
  });

  it('says nothing where an address stands twice: modules have their own', () => {
    const twice = { rules: { a: ssh, b: web }, at: { a: 't.x', b: 't.x' } };
    const rules = { c: 'open.file.path == "/x"', d: 'dns.question.name == "x"' };
    const other = { rules, at: { c: 't.x', d: 't.x' } };
    expect(told(twice, other)).toEqual(['c added', 'd added', 'a removed', 'b removed']);
  });

  it('that is gone from Terraform, or new there, is nothing to Terraform but gone or new', () => {
    expect(told({ rules: { a: ssh }, at: { a: 't.x' } }, { rules: { a: ssh }, at: {} })).toEqual([]);
    expect(told({ rules: {}, at: {} }, { rules: { a: ssh }, at: { a: 't.x' } })).toEqual(['a added']);
  });
});
