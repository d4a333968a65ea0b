/** Steps 1 to 3 of loading: definitions are accepted or not, and those with the same id become one. */
import type { Problem } from '@secl/text';
import { placeIn, placeOfId, problem } from '../problem.ts';
import type { MacroDefinition, PolicyFile, RuleDefinition } from '../read/definitions.ts';
import type { Acceptance, Judge } from './acceptance.ts';
import type { FailedMacro, RuleState, RuleVerdict } from './loaded.ts';
import { type MergedMacro, type MergedRule, mergeMacro, mergeRule, newMacro, newRule } from './merged.ts';

/** A rule whose fate is known, or one that goes on to be compiled. */
export type Draft = RuleVerdict | { readonly rule: MergedRule };

export interface Collected {
  readonly macros: Map<string, MergedMacro>;
  readonly rules: Map<string, MergedRule>;
  /** Ids of rules that more than one definition has. */
  readonly merged: Set<string>;
  /** In file order. */
  readonly drafts: Draft[];
  readonly failedMacros: FailedMacro[];
  readonly problems: Problem[];
}

/** How a rule is made of its first definition. */
export type MakeRule = typeof newRule;

/** `files` are in load order. */
export function collect(files: readonly PolicyFile[], judge: Judge, makeRule: MakeRule = newRule): Collected {
  const collected: Collected = {
    macros: new Map(),
    rules: new Map(),
    merged: new Set(),
    drafts: [],
    failedMacros: [],
    problems: [],
  };
  for (const file of files) {
    if (file.unreadable !== undefined) {
      collected.drafts.push(...file.rules.map((rule) => unreadableRule(file, rule)));
      continue;
    }
    for (const macro of file.macros) takeMacro(file, macro, judge(macro), collected);
    for (const rule of file.rules) takeRule(file, rule, judge(rule), collected, makeRule);
  }
  return collected;
}

function takeMacro(
  file: PolicyFile,
  macro: MacroDefinition,
  acceptance: Acceptance,
  { macros, problems, failedMacros }: Collected,
): void {
  const place = placeOfId(file, macro);
  const id = macro.id?.value ?? '';
  const fail = (found: Problem, agent: string): void => {
    problems.push(found);
    failedMacros.push({ id, policy: file.name, problems: [found], agent });
  };
  if (acceptance.accepted === 'error') {
    const agent = `error when evaluating one of the macro filters: ${acceptance.agent}`;
    fail(refusal(file, macro.offset, acceptance), agent);
    return;
  }
  if (acceptance.accepted === false) return;
  if (id === '') {
    problems.push(problem('policy/no-macro-id', place));
    return;
  }
  if (!isId(id)) {
    problems.push(problem('policy/bad-id', place, { id, what: 'macro' }));
    return;
  }
  const needs = acceptance.accepted === 'undecided' ? acceptance.needs : [];
  const known = macros.get(id);
  if (known === undefined) {
    macros.set(id, newMacro(file, macro, id, needs));
    return;
  }
  known.needs = [...known.needs, ...needs];
  for (const found of mergeMacro(known, file, macro)) {
    if (found.code === 'policy/macro-merge') fail(found, found.agent ?? found.message);
    else problems.push(found);
  }
}

function takeRule(
  file: PolicyFile,
  definition: RuleDefinition,
  acceptance: Acceptance,
  { rules, merged: ids, drafts, problems }: Collected,
  makeRule: MakeRule,
): void {
  const id = definition.id?.value ?? '';
  const state = stateAtOnce(file, definition, acceptance);
  if (state !== undefined) {
    const place = placeOfId(file, definition);
    drafts.push({ id, policy: file.name, place, state, neverFires: false, rule: undefined });
    if (state.status === 'rejected') problems.push(...state.problems);
    return;
  }
  const needs = acceptance.accepted === 'undecided' ? acceptance.needs : [];
  const known = rules.get(id);
  if (known !== undefined) {
    ids.add(id);
    // What was made may be known to later loadings as it was made.
    const merged = { ...known };
    const draft = drafts.findIndex((each) => !('state' in each) && each.rule === known);
    drafts[draft] = { rule: merged };
    rules.set(id, merged);
    problems.push(...mergeRule(merged, file, definition));
    merged.needs = [...merged.needs, ...needs];
    return;
  }
  const rule = makeRule(file, definition, id, needs);
  rules.set(id, rule);
  drafts.push({ rule });
}

/** The state of a definition that goes no further: not accepted, or without what every rule has. */
function stateAtOnce(
  file: PolicyFile,
  definition: RuleDefinition,
  acceptance: Acceptance,
): RuleState | undefined {
  if (acceptance.accepted === 'error') return rejected(refusal(file, definition.offset, acceptance));
  if (acceptance.accepted === false)
    return { status: 'filtered', by: acceptance.by, text: acceptance.text.value };
  const { id: text, expression, disabled, combine } = definition;
  const id = text?.value ?? '';
  const place = placeOfId(file, definition);
  if (id === '') return rejected(problem('policy/no-rule-id', place, {}, { agent: 'no rule ID' }));
  if (!isId(id)) {
    const agent = 'rule ID pattern error';
    return rejected(problem('policy/bad-id', place, { id, what: 'rule' }, { agent }));
  }
  const mayLackExpression = disabled?.value === true || (combine?.value ?? '') !== '';
  if ((expression?.value ?? '') === '' && !mayLackExpression)
    return rejected(problem('policy/no-expression', place, { id }, { agent: 'no rule expression' }));
  return undefined;
}

function rejected(found: Problem): RuleState {
  const agent = found.agent ?? found.message;
  return { status: 'rejected', type: 'error', agent, problems: [found], loadedFor: [] };
}

function isId(id: string): boolean {
  return /^[a-zA-Z0-9_]*$/.test(id);
}

/** An `agent_version` or a filter that agents cannot read. */
function refusal(
  file: PolicyFile,
  offset: number,
  { what, text, reason, agent }: Extract<Acceptance, { accepted: 'error' }>,
): Problem {
  const place = placeIn(file.name, offset, text.range);
  return what === 'agent_version'
    ? problem('policy/agent-version', place, { value: text.value, reason }, { agent })
    : problem('policy/filter', place, { filter: text.value, reason }, { agent });
}

/** A rule that can be read in a file that agents lose as a whole. */
function unreadableRule(file: PolicyFile, definition: RuleDefinition): RuleVerdict {
  const place = placeOfId(file, definition);
  const { unreadable } = file;
  const agent = `policy file error \`${file.name}\``;
  const values = { reason: unreadable?.message ?? 'it is broken' };
  return {
    id: definition.id?.value ?? '',
    policy: file.name,
    place,
    state: {
      status: 'rejected',
      type: 'error',
      agent,
      problems: [problem('policy/unreadable', unreadable?.place ?? place, values, { agent })],
      loadedFor: [],
    },
    neverFires: false,
    rule: undefined,
  };
}
