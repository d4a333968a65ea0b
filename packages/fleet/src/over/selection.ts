/** Words that mean a part of a fleet: `all`, `cluster:prod-eu`, `env:prod`, `agent:7.50`, `host:web-1`. */

import type { FactName, FleetMember } from '../inventory/inventory.ts';
import { versionIn } from '../inventory/written-version.ts';
import { tagsOf } from '../policies/host-tags.ts';
import { unknownAgent } from '../report/versions.ts';

const facts: readonly FactName[] = ['cluster', 'account', 'region', 'os', 'distro', 'kernel', 'family'];

export type Selection = (member: FleetMember) => boolean;

export function selectionOf(text: string): Selection {
  if (text === 'all' || text === '') return () => true;
  if (text === 'hosts') return ({ kind }) => kind === 'host';
  if (text === 'tasks') return ({ kind }) => kind === 'task';
  const colon = text.indexOf(':');
  const key = colon === -1 ? text : text.slice(0, colon);
  const value = colon === -1 ? '' : text.slice(colon + 1);
  if (key === 'agent') return (member) => isVersion(member.facts.agent?.value, value);
  const fact = facts.find((name) => name === key);
  return (member) =>
    (fact !== undefined && member.facts[fact]?.value === value) ||
    tagsOf(member).has(colon === -1 ? key : text);
}

/** `7.50` means all of its patch releases, `unknown` all that say none. */
export function isVersion(agent: string | undefined, wanted: string): boolean {
  if (wanted === unknownAgent && agent !== 'none')
    return agent === undefined || versionIn(agent) === undefined;
  return (
    agent === wanted || agent?.startsWith(`${wanted}.`) === true || agent?.startsWith(`${wanted}-`) === true
  );
}
