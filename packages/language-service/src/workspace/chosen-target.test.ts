import { describeTarget, type NamedTarget } from '@secl/workspace';
import { describe, expect, it } from 'vitest';
import { chosenFirst } from './chosen-target.ts';

function target(name: string): NamedTarget {
  const described = describeTarget({ agent: '7.60' }, name);
  if (!described.ok) throw new Error(described.message);
  return described.value;
}

const [common, old, fresh] = ['common', 'old', 'new'].map(target) as [NamedTarget, NamedTarget, NamedTarget];
const names = (targets: readonly NamedTarget[]): readonly string[] => targets.map(({ name }) => name);

describe('the chosen target', () => {
  it('comes first among those that secl.yaml names', () => {
    expect(names(chosenFirst([old, fresh], 'new', common))).toEqual(['new', 'old']);
  });

  it('changes nothing where secl.yaml names no such target', () => {
    expect(names(chosenFirst([old, fresh], '7.50', common))).toEqual(['old', 'new']);
  });

  it('is an agent version where nobody named targets, and the same object each time', () => {
    const [first] = chosenFirst([], '7.50', common);
    expect(first?.target.agentVersion).toMatchObject({ major: 7, minor: 50 });
    expect(chosenFirst([], '7.50', common)[0]).toBe(first);
  });

  it('is the most common one where the version cannot be read', () => {
    expect(chosenFirst([], 'none', common)).toEqual([common]);
  });
});
