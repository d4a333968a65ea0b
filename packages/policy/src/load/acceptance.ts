/** Step 1 of loading: whether an agent takes a definition at all, by its `agent_version` and `filters`. */

import { compileRule, type Verdict } from '@secl/evaluation';
import { type CheckScope, checkRule, parseRule } from '@secl/language';
import {
  accepts,
  catalogue,
  type Event,
  emptyEvent,
  type Facts,
  type Field,
  filterFields,
  formatAgentVersion,
  nothingUnknown,
  parseConstraint,
  type SlotValue,
  UNKNOWN,
} from '@secl/model';
import { nearestName } from '@secl/text';
import type { Text } from '../read/definitions.ts';
import { minorOf, type OneAgent } from './target.ts';

export type Acceptance =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly by: 'agent_version' | 'rule_filter'; readonly text: Text }
  | { readonly accepted: 'undecided'; readonly needs: readonly string[] }
  | {
      readonly accepted: 'error';
      readonly what: 'agent_version' | 'filter';
      readonly text: Text;
      readonly reason: string;
      readonly agent: string;
    };

interface Limited {
  readonly agentVersion: Text | undefined;
  readonly filters: readonly Text[];
}

/** Judges definitions for one target; the same text is judged once. */
export type Judge = (definition: Limited) => Acceptance;

type Filtered = Verdict | { readonly error: string; readonly reason: string };

export function createJudge(target: OneAgent): Judge {
  const known = new Map<string, Filtered>();
  const host = hostFacts(target);
  const filter = (text: string): Filtered => {
    const memo = known.get(text) ?? evaluateFilter(text, host, target);
    known.set(text, memo);
    return memo;
  };
  const constraints = new Map<string, ParsedConstraint>();
  const constraint = (text: string): ParsedConstraint => {
    const parsed = constraints.get(text) ?? parseConstraint(text);
    constraints.set(text, parsed);
    return parsed;
  };
  return (definition) => judgeVersion(definition, target, constraint) ?? judgeFilters(definition, filter);
}

type ParsedConstraint = ReturnType<typeof parseConstraint>;

function judgeVersion(
  { agentVersion }: Limited,
  target: OneAgent,
  constraint: (text: string) => ParsedConstraint,
): Acceptance | undefined {
  if (agentVersion === undefined) return undefined;
  const parsed = constraint(agentVersion.value);
  if (!parsed.ok) {
    const reason = parsed.error.replace(/^failed to parse agent version constraint: /, '');
    return { accepted: 'error', what: 'agent_version', text: agentVersion, reason, agent: parsed.error };
  }
  if (accepts(parsed.constraint, target.agentVersion)) return undefined;
  return { accepted: false, by: 'agent_version', text: agentVersion };
}

/** The list is OR. The first that holds decides, and an error before that rejects. */
function judgeFilters({ filters }: Limited, filter: (text: string) => Filtered): Acceptance {
  const [first] = filters;
  if (first === undefined) return { accepted: true };
  const needs = new Set<string>();
  for (const text of filters) {
    const verdict = filter(text.value);
    if (verdict === true) return { accepted: true };
    if (verdict === false) continue;
    if ('needs' in verdict) for (const need of verdict.needs) needs.add(need);
    else return { accepted: 'error', what: 'filter', text, reason: verdict.reason, agent: verdict.error };
  }
  return needs.size > 0
    ? { accepted: 'undecided', needs: [...needs] }
    : { accepted: false, by: 'rule_filter', text: first };
}

interface HostFacts {
  readonly scope: CheckScope;
  readonly event: Event;
}

/** The host as an event, so that filters are evaluated like any other expression. */
function hostFacts(target: OneAgent): HostFacts {
  const { platform } = target;
  const minor = minorOf(target);
  const whole = catalogue(platform);
  const facts = whole.at(minor);
  const fields = new Map<string, Field>();
  const slots: SlotValue[] = [];
  for (const fact of filterFields(platform).values()) {
    if (target.filterFields !== undefined ? !target.filterFields.has(fact.name) : isMissing(fact, minor))
      continue;
    fields.set(fact.name, filterAsField(fact, slots.length));
    slots.push(target.host.get(fact.name) ?? UNKNOWN);
  }
  const filterFacts: Facts = { ...facts, field: (name) => fields.get(name), iterator: () => undefined };
  const scope: CheckScope = { catalogue: whole, facts: filterFacts, macros: new Map(), variables: new Map() };
  return { scope, event: { ...emptyEvent(whole, nothingUnknown(whole)), slots } };
}

function isMissing(fact: { since: number; until: number | null }, minor: number): boolean {
  return minor < fact.since || (fact.until !== null && minor > fact.until);
}

function filterAsField(
  fact: { name: string; type: Field['type']; array: boolean; since: number; until: number | null },
  slot: number,
): Field {
  return {
    name: fact.name,
    type: fact.type,
    array: fact.array,
    list: fact.array,
    iterator: null,
    event: null,
    restrictedTo: null,
    comparison: 'plain',
    cost: 0,
    constants: null,
    lengthOf: null,
    typeUncertain: false,
    undocumented: false,
    slot,
    since: fact.since,
    sinceMax: fact.since,
    until: fact.until,
    untilMin: fact.until,
    gaps: [],
  };
}

const noVariables = { read: () => '' };

function evaluateFilter(text: string, host: HostFacts, target: OneAgent): Filtered {
  const checked = checkRule(parseRule(text), host.scope);
  const [problem] = checked.problems;
  if (problem !== undefined)
    return {
      error:
        problem.kind === 'syntax'
          ? `filter \`${text}\` error: ${problem.message}`
          : (problem.agent ?? problem.message),
      reason:
        problem.kind === 'field-not-found'
          ? unknownFact(text.slice(problem.place.start, problem.place.end), target)
          : problem.message,
    };
  const rule = compileRule(checked, catalogue(target.platform));
  return rule?.evaluate({ event: host.event, now: undefined, variables: noVariables, register: 0 }) ?? false;
}

/** Filters know the facts of the host and nothing else: no fields of events, no macros. */
function unknownFact(name: string, { platform, agentVersion }: OneAgent): string {
  const facts = filterFields(platform);
  const later = facts.get(name);
  if (later !== undefined)
    return `filters know \`${name}\` since agent 7.${later.since}, this is ${formatAgentVersion(agentVersion)}`;
  const near = nearestName(name, facts.keys());
  const hint = near === undefined ? '' : `: did you mean \`${near}\`?`;
  return `\`${name}\` is not a fact of the host, and filters see nothing else${hint}`;
}
