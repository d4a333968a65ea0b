/** What becomes of each rule on one kind of host, in words. Each different outcome has one number. */
import {
  type External,
  type LoadedRule,
  type LoadMemory,
  load,
  originFacts,
  type PolicyState,
  type RuleSet,
  type RuleState,
  type RuleVerdict,
  sectionOf,
  type Target,
} from '@secl/policy';
import {
  deployedFile,
  type FleetPolicy,
  modeOf,
  mostSevere,
  type RuleMode,
} from '../policies/fleet-policy.ts';
import type { IdleAction, Outcome, OutcomeStatus } from '../report/report.ts';
import { alwaysEmpty } from './always-empty.ts';
import { inventoryFact } from './needs.ts';
import { firstTaken, isMeant, Newest, type StateOf } from './newest.ts';
import type { Places } from './places.ts';
import { rejection } from './rejection.ts';
import { ruleKey } from './rules.ts';

/** Which of the policies go to a host, by their index. */
export interface Deployment {
  readonly yes: readonly number[];
  /** Those that may, since the inventory does not have all tags. */
  readonly unknown: readonly number[];
  /** Both, in order. */
  readonly all: readonly number[];
}

/** Of tens of thousands of kinds of hosts, in a fleet with many policies: so it is packed. */
export interface Judged {
  /** Of the policies that go there, in the order of `all`. */
  readonly states: readonly (PolicyState | null)[];
  /** By rule, into the outcomes. */
  readonly outcomes: Row;
}

type Row = Uint16Array | Uint32Array;

/** As narrow as numbers below `end` allow. */
function rowOf(length: number, filling: number, end: number): Row {
  return end <= 0x1_0000 ? new Uint16Array(length).fill(filling) : new Uint32Array(length).fill(filling);
}

export const tagsNeed = 'the tags of the host';

export type Described = Pick<Outcome, 'status' | 'by' | 'why'> & Partial<Outcome>;

export class Outcomes {
  readonly all: Outcome[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #policies: readonly FleetPolicy[];
  readonly #files: readonly ReturnType<typeof deployedFile>[];
  readonly #keys: readonly string[];
  readonly #places: Places;
  readonly #newest = new Newest();
  #absentNumber: number | undefined;
  /** Policies that define a rule, by its key. */
  readonly #holders: ReadonlyMap<string, readonly number[]>;
  /** Rules that a policy defines, by their number. */
  readonly #rulesIn: readonly (readonly number[])[];

  constructor(policies: readonly FleetPolicy[], keys: readonly string[], places: Places) {
    this.#policies = policies;
    this.#files = policies.map(deployedFile);
    this.#keys = keys;
    this.#places = places;
    const holders = new Map<string, number[]>();
    for (const [index, file] of this.#files.entries())
      for (const rule of file.rules) {
        const key = ruleKey(rule.id?.value ?? '', file.name, rule.offset + rule.range.start);
        holders.set(key, [...(holders.get(key) ?? []), index]);
      }
    this.#holders = holders;
    const rulesIn = policies.map((): number[] => []);
    for (const [rule, key] of keys.entries())
      for (const policy of new Set(holders.get(key))) rulesIn[policy]?.push(rule);
    this.#rulesIn = rulesIn;
  }

  judge(target: Target, deployment: Deployment, external: External, memory: LoadMemory): Judged {
    const { all: indexes } = deployment;
    const [here, perhaps] = [new Set(indexes), new Set(deployment.unknown)];
    const files = indexes.flatMap((index) => this.#files[index] ?? []);
    const set = load(files, target, external, memory);
    const verdicts = verdictsOf(set);
    const newest = this.#newest.of(target, indexes.join(), (later): StateOf => {
      const found = verdictsOf(load(files, later, external, memory));
      return (key) => found.get(key)?.state;
    });
    const loaded = new Map<RuleVerdict['rule'], LoadedRule>(set.rules.map((rule) => [rule.rule, rule]));
    const states = new Map(set.policies.map(({ name, state }) => [name, state]));
    const outcomeOf = (key: string): number => {
      const verdict = verdicts.get(key);
      if (verdict === undefined) return this.#absent;
      const holders = (this.#holders.get(key) ?? []).filter((index) => here.has(index));
      if (verdict.state.status === 'loaded' && holders.every((index) => perhaps.has(index)))
        return this.#number(this.#mayGoThere(holders));
      const mode = mostSevere(holders.flatMap((index) => this.#modeIn(index, verdict.id)));
      const later = () => newest(key);
      const meant = isMeant(verdict.state, later, target);
      const described = this.#describe(verdict, loaded.get(verdict.rule), set, mode, later);
      return this.#number({ ...described, ...(meant ? {} : notMeant(described)) });
    };
    // Most rules are in none of the policies that go there.
    const held = new Set(indexes.flatMap((index) => this.#rulesIn[index] ?? []));
    const others = held.size < this.#keys.length ? this.#absent : 0;
    const numbers = [...held].map((rule) => [rule, outcomeOf(this.#keys[rule] ?? '')] as const);
    const outcomes = rowOf(this.#keys.length, others, this.all.length);
    for (const [rule, number] of numbers) outcomes[rule] = number;
    return {
      states: indexes.map((index) => states.get(this.#policies[index]?.policy.file.name ?? '') ?? null),
      outcomes,
    };
  }

  /** The inventory lacks tags, or the policy's own are written by a tool that is not here. */
  #mayGoThere(holders: readonly number[]): Described {
    const isOpen = holders.some((index) => this.#policies[index]?.hostTags === 'unknown');
    return isOpen ? openScope : undecided([tagsNeed]);
  }

  #modeIn(index: number, ruleId: string): RuleMode | undefined {
    const policy = this.#policies[index];
    return policy === undefined ? undefined : modeOf(policy, ruleId);
  }

  #describe(
    verdict: RuleVerdict,
    loaded: LoadedRule | undefined,
    set: RuleSet,
    mode: RuleMode | undefined,
    later: () => RuleState | undefined,
  ): Described {
    const { state } = verdict;
    switch (state.status) {
      case 'loaded': {
        const idle = loaded === undefined ? [] : this.#idle(loaded, set, mode);
        const empty = loaded && alwaysEmpty(loaded, set.target.origin, set.facts);
        const silent = verdict.neverFires ? this.#neverFires(verdict, set) : emptyField(empty, set);
        const shown = mode === 'disabled' ? undefined : mode;
        return { ...(silent ?? live), mode: shown ?? null, idle };
      }
      case 'filtered':
        return filtered(state.by, state.text, set.target);
      case 'undecided':
        return undecided(state.needs);
      case 'rejected':
        return rejection(state, set.target, later, this.#places);
    }
  }

  #neverFires({ place }: RuleVerdict, { problems }: RuleSet): Described {
    const found = problems.find(
      (problem) =>
        problem.code === 'policy/never-fires' &&
        problem.place.document === place.document &&
        problem.place.range.start === place.range.start,
    );
    return {
      status: 'silent',
      by: 'origin',
      why: found?.message ?? 'its events never come there',
      code: 'policy/never-fires',
      fix: 'write a rule on events that come there beside it, or keep it from there with `filters`',
    };
  }

  #idle(loaded: LoadedRule, { target, dropped }: RuleSet, mode: RuleMode | undefined): readonly IdleAction[] {
    const idle: IdleAction[] = [];
    for (const { acts, definition } of loaded.actions) {
      const action = sectionOf(definition.value);
      if (!acts && target.origin !== undefined)
        idle.push({ action, why: `${originFacts(target.origin).title} does not perform it` });
      else if (mode === 'monitoring' && action === 'kill')
        idle.push({ action, why: 'its policies only monitor: nothing is killed' });
    }
    for (const { rule, problem } of dropped)
      if (rule === loaded.id) idle.push({ action: 'action', why: problem.message });
    return idle;
  }

  /** Most rules, on most hosts of a fleet with many policies. */
  get #absent(): number {
    this.#absentNumber ??= this.#number(absent);
    return this.#absentNumber;
  }

  #number(described: Described): number {
    const outcome: Outcome = { ...nothing, ...described };
    const key = JSON.stringify(outcome);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.all.length);
    return this.all.push(outcome) - 1;
  }
}

const nothing = {
  fix: '',
  code: null,
  agent: null,
  place: null,
  excerpt: null,
  needs: [],
  mode: null,
  idle: [],
  meant: true,
  cause: null,
  since: null,
} as const satisfies Partial<Outcome>;

const live: Described = { status: 'live', by: '', why: '' };
const absent: Described = {
  status: 'absent',
  by: 'host_tags',
  why: 'no policy that holds it goes there',
  meant: false,
};

const openScope: Described = {
  status: 'undecided',
  by: 'host_tags',
  why: 'where its policy goes is not written out in the file',
  fix: 'write the host tags of the policy out, or give them with --deployment',
  needs: ['the host tags of the policy'],
};

/** Where it is in error all the same, the way out is to keep it from there altogether. */
function notMeant({ status, fix = '' }: Described): Partial<Outcome> {
  const kept = /keep older agents from it with .*/.exec(fix)?.[0];
  return {
    meant: false,
    fix:
      status === 'rejected'
        ? `it is not meant for such hosts: ${kept ?? fix}`
        : status === 'undecided'
          ? fix
          : '',
  };
}

/** The best verdict of each rule. */
function verdictsOf({ verdicts }: RuleSet): ReadonlyMap<string, RuleVerdict> {
  const best = new Map<string, RuleVerdict>();
  for (const verdict of verdicts) {
    const key = ruleKey(verdict.id, verdict.place.document, verdict.place.range.start);
    const known = best.get(key);
    if (known === undefined || rank(verdict.state) < rank(known.state)) best.set(key, verdict);
  }
  return best;
}

/** A rule of several definitions is what the best of them is. */
const ranks: readonly RuleState['status'][] = ['loaded', 'undecided', 'rejected', 'filtered'];
const rank = ({ status }: RuleState): number => ranks.indexOf(status);

function filtered(by: 'agent_version' | 'rule_filter' | 'disabled', text: string, target: Target): Described {
  const status: OutcomeStatus = 'filtered';
  switch (by) {
    case 'agent_version': {
      const first = firstTaken(text, target);
      return {
        status,
        by,
        why: `its \`agent_version\` is \`${text}\``,
        fix:
          first === undefined
            ? ''
            : `upgrade to agent 7.${first}, which it takes, or add a rule for older agents`,
        since: first === undefined ? null : `7.${first}`,
      };
    }
    case 'rule_filter':
      return { status, by, why: `its filters do not hold there: \`${text}\`` };
    case 'disabled':
      return { status, by, why: 'it is disabled' };
  }
}

function undecided(needs: readonly string[]): Described {
  const sorted = [...needs].sort();
  const words = sorted.map((need) => (/^[a-z_.]+$/.test(need) ? `\`${need}\`` : need)).join(', ');
  return {
    status: 'undecided',
    by: 'fact',
    why: `it depends on ${words}, which the inventory does not say`,
    fix: `add ${[...new Set(sorted.map(inventoryFact))].map((fact) => `\`${fact}\``).join(', ')} to the inventory`,
    needs: sorted,
  };
}

function emptyField(field: string | undefined, { target }: RuleSet): Described | undefined {
  if (field === undefined || target.origin === undefined) return undefined;
  return {
    status: 'silent',
    by: 'empty_field',
    why: `\`${field}\` is always empty on ${originFacts(target.origin).title}, and then the rule is never true`,
    fix: 'ask for something that is known there as well',
  };
}
