/** Which rule of before is which rule of after: by id, and by the condition where only the id changed. */

import { type Node, parseRule, walk } from '@secl/language';
import { leaves } from '@secl/logic';
import { compiledOf } from './compiled.ts';
import { relationOf } from './relation.ts';
import type { RuleHere } from './rule-here.ts';
import { expressionOf } from './stated.ts';
import type { TargetPair } from './target-pair.ts';
import { treeKey } from './tree-key.ts';

export interface RulePair {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** How the two were recognised, where their ids differ. */
  readonly condition?: 'same' | 'similar' | 'resource';
}

/** So many pairs of a removed and an added rule are looked at closely; beyond, only equal expressions are recognised. */
const mostLookedAt = 2500;
/** The part of their tokens that two conditions have to share; less will do where the descriptions are equal. */
const alike = { condition: 0.8, withDescription: 0.6 } as const;

/**
 * In the order of the files after the change; rules that are gone follow, in the order before it. `resources`: ids of before
 * by those of after, where both are one resource.
 */
export function pairRules(
  pairs: readonly TargetPair[],
  resources: ReadonlyMap<string, string> = new Map(),
): readonly RulePair[] {
  const before = idsOf(pairs.map(({ rulesBefore }) => rulesBefore));
  const after = idsOf(pairs.map(({ rulesAfter }) => rulesAfter));
  const removed = [...before].filter((id) => !after.has(id));
  const added = [...after].filter((id) => !before.has(id));
  const known = new Map(
    added.flatMap((id): [string, RulePair][] => {
      const was = resources.get(id);
      return was === undefined || !removed.includes(was)
        ? []
        : [[id, { before: was, after: id, condition: 'resource' }]];
    }),
  );
  const taken = new Set([...known.values()].map((each) => each.before));
  const guessed = renamedRules(
    removed.filter((id) => !taken.has(id)),
    added.filter((id) => !known.has(id)),
    pairs,
  );
  const renamed = new Map([...known, ...guessed]);
  const gone = new Set([...renamed.values()].map((each) => each.before));
  return [
    ...[...after].map(
      (id): RulePair => renamed.get(id) ?? { before: before.has(id) ? id : undefined, after: id },
    ),
    ...removed.filter((id) => !gone.has(id)).map((id) => ({ before: id, after: undefined })),
  ];
}

function idsOf(all: readonly ReadonlyMap<string, RuleHere>[]): ReadonlySet<string> {
  return new Set(all.flatMap((rules) => [...rules.keys()]));
}

interface Candidate {
  readonly before: string;
  readonly after: string;
  /** 2 and more: the same condition. */
  readonly score: number;
  /** How far down in the lists the two stand, and how far apart: seen from the other side it is the same. */
  readonly place: readonly [sum: number, distance: number];
}

/** By the id after the change. The likeliest pairs are taken first; each rule is in one. */
function renamedRules(
  removed: readonly string[],
  added: readonly string[],
  [pair]: readonly TargetPair[],
): ReadonlyMap<string, RulePair> {
  if (pair === undefined || removed.length === 0 || added.length === 0) return new Map();
  const closely = removed.length * added.length <= mostLookedAt;
  const old = removed.flatMap((id) => faceOf(id, pair.rulesBefore.get(id)) ?? []);
  const now = added.flatMap((id) => faceOf(id, pair.rulesAfter.get(id)) ?? []);
  const candidates: Candidate[] = [];
  for (const [i, was] of old.entries()) {
    for (const [j, is] of now.entries()) {
      const score = scoreOf(was, is, pair, closely);
      if (score > 0)
        candidates.push({ before: was.id, after: is.id, score, place: [i + j, Math.abs(i - j)] });
    }
  }
  const found = new Map<string, RulePair>();
  const taken = new Set<string>();
  for (const { before, after, score } of candidates.sort(likeliestFirst)) {
    if (taken.has(before) || found.has(after)) continue;
    taken.add(before);
    found.set(after, { before, after, condition: score >= 2 ? 'same' : 'similar' });
  }
  return found;
}

function likeliestFirst(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.place[0] - b.place[0] || a.place[1] - b.place[1];
}

/** What a rule is recognised by. */
interface Face {
  readonly id: string;
  readonly rule: RuleHere;
  readonly key: string;
  readonly tokens: ReadonlyMap<string, number>;
  readonly description: string;
}

function faceOf(id: string, rule: RuleHere | undefined): Face | undefined {
  const text = rule === undefined ? '' : expressionOf(rule);
  if (rule === undefined || text === '') return undefined;
  const { root } = parseRule(text).tree;
  const description = rule.definition?.description?.value ?? '';
  return { id, rule, key: treeKey(root), tokens: tokensOf(root), description };
}

function scoreOf(was: Face, is: Face, pair: TargetPair, closely: boolean): number {
  const described = was.description !== '' && was.description === is.description;
  const bonus = described ? 0.5 : 0;
  if (was.key === is.key) return 3 + bonus;
  if (!closely) return 0;
  const shared = sharedPart(was.tokens, is.tokens);
  // A proof is asked for only where there is something to prove.
  if (shared < 0.3) return 0;
  const [before, after] = [compiledOf(was.rule, pair.before), compiledOf(is.rule, pair.after)];
  if (before.length > 0 && after.length > 0 && isTelling(after) && relationOf(before, after) === 'same')
    return 2 + bonus;
  return shared >= (described ? alike.withDescription : alike.condition) ? shared + bonus / 2 : 0;
}

/** Conditions that are never true are all the same, which says nothing. */
function isTelling(compiled: ReturnType<typeof compiledOf>): boolean {
  return compiled.some(
    ({ proposition }) => proposition !== undefined && leaves(proposition.condition).length > 0,
  );
}

/** Names and values with how often they stand there. */
function tokensOf(root: Node): ReadonlyMap<string, number> {
  const tokens = new Map<string, number>();
  for (const node of walk(root)) {
    const token = tokenOf(node);
    if (token !== '') tokens.set(token, (tokens.get(token) ?? 0) + 1);
  }
  return tokens;
}

function tokenOf(node: Node): string {
  switch (node.kind) {
    case 'ident':
    case 'variable':
    case 'int':
    case 'duration':
    case 'string':
    case 'pattern':
    case 'regexp':
    case 'ip':
    case 'cidr':
      return treeKey(node);
    default:
      return '';
  }
}

/** From 0 for nothing in common to 1 for the same tokens. */
function sharedPart(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const size = (tokens: ReadonlyMap<string, number>): number =>
    [...tokens.values()].reduce((sum, each) => sum + each, 0);
  let shared = 0;
  for (const [token, count] of a) shared += Math.min(count, b.get(token) ?? 0);
  const all = size(a) + size(b);
  return all === 0 ? 0 : (2 * shared) / all;
}
