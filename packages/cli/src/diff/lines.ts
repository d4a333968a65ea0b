/** What is said of one rule or macro, in sentences, for all formats. */
import {
  effectWords,
  type MacroDiff,
  macroWords,
  type RuleDiff,
  type RuleSide,
  seenWords,
  wordsOf,
} from '@secl/diff';
import { count } from '../report/markdown.ts';
import { mayFireOtherwise, type SetReport } from './report.ts';

export interface Said {
  readonly mark: '+' | '-' | '~';
  /** Each a sentence with code between backticks; nothing is escaped. */
  readonly lines: readonly string[];
}

/** A rule: what changed, and what recordings show of it. */
export function ruleLines(rule: RuleDiff, set: SetReport): Said {
  const seen = seenLines(rule, set);
  switch (rule.kind) {
    case 'added':
      return { mark: '+', lines: [`new: ${sideWords(rule.after, set)}`, ...seen] };
    case 'removed':
      return {
        mark: '-',
        lines: [`gone; before: ${sideWords(rule.before, set)}`, refersTo(rule.id), ...seen],
      };
    case 'changed': {
      const lines = rule.changes.map((change) => `${wordsOf(change)}${onTargets(change.targets, set)}`);
      return { mark: '~', lines: [...lines, ...seen] };
    }
  }
}

function refersTo(id: string): string {
  return `whatever refers to \`@agent.rule_id:${id}\` finds it no more`;
}

function sideWords({ loading, eventTypes, description, actions }: RuleSide, set: SetReport): string {
  const states = new Map<string, string[]>();
  for (const { target, status, why } of loading) {
    const key = status === 'loaded' ? 'loads' : `${status}${why === '' ? '' : ` (${why})`}`;
    states.set(key, [...(states.get(key) ?? []), target]);
  }
  const loads = [...states].map(([state, targets]) => `${state}${onTargets(targets, set)}`).join('; ');
  const types = eventTypes.length === 0 ? '' : `, on \`${eventTypes.join('`, `')}\` events`;
  const acts = actions.length === 0 ? '' : `, with ${count(actions.length, 'action')}`;
  return `${loads}${types}${acts}${description === '' ? '' : `. ${description}`}`;
}

/** Only where not all targets are meant. */
function onTargets(targets: readonly string[], { diff }: SetReport): string {
  return targets.length === diff.targets.length ? '' : ` (on ${targets.join(', ')})`;
}

function seenLines(rule: RuleDiff, { replayed }: SetReport): readonly string[] {
  if (replayed === undefined || !mayFireOtherwise(rule)) return [];
  const seen = replayed.seen.get(rule.id) ?? [];
  if (seen.length > 0) return seen.map(seenWords);
  const where =
    replayed.recordings.length === 1 ? 'the recording' : `the ${replayed.recordings.length} recordings`;
  return [
    rule.kind === 'changed'
      ? `fires on no event of ${where}, before as now`
      : `fires on no event of ${where}`,
  ];
}

export function macroLines(macro: MacroDiff, set: SetReport): Said {
  switch (macro.kind) {
    case 'added':
      return { mark: '+', lines: ['new'] };
    case 'removed':
      return { mark: '-', lines: ['gone'] };
    case 'changed':
      return {
        mark: '~',
        lines: macro.changes.map((change) => `${macroWords(change)}${onTargets(change.targets, set)}`),
      };
  }
}

/** What a macro does to the rules that use it: `3 wider (a, b, c), 1 as before (d)`. */
export function usersLine({ users }: MacroDiff): string {
  if (users.length === 0) return 'no rule uses it';
  const byEffect = new Map<string, string[]>();
  for (const { rule, effect } of users)
    byEffect.set(effectWords(effect), [...(byEffect.get(effectWords(effect)) ?? []), rule]);
  const parts = [...byEffect].map(([effect, rules]) => `${rules.length} ${effect} (${namesOf(rules)})`);
  return `of the rules that use it: ${parts.join(', ')}`;
}

const mostNames = 6;

function namesOf(rules: readonly string[]): string {
  const shown = rules.slice(0, mostNames).map((id) => `\`${id}\``);
  return rules.length > mostNames
    ? `${shown.join(', ')} and ${rules.length - mostNames} more`
    : shown.join(', ');
}
