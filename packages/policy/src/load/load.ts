import { builtinVariables, type CheckedMacro, type CheckScope } from '@secl/language';
import { catalogue } from '@secl/model';
import type { Problem } from '@secl/text';
import { placeIn, problem } from '../problem.ts';
import type { MacroDefinition, PolicyFile, RuleDefinition } from '../read/definitions.ts';
import { type Acceptance, createJudge } from './acceptance.ts';
import { checkActions } from './actions.ts';
import type { LoadedRule, RuleSet, RuleState, RuleVerdict } from './loaded.ts';
import { compileMacros, type FailedMacro } from './macros.ts';
import { type MergedMacro, type MergedRule, mergeMacro, mergeRule, newMacro, newRule } from './merged.ts';
import { policyVerdicts } from './policy-state.ts';
import { compileRules, sectionOf } from './rules.ts';
import { minorOf, originFacts, type Target } from './target.ts';

/** Default policies first, then custom ones in byte order of their names, as agents read a directory. */
export function inLoadOrder(files: readonly PolicyFile[]): readonly PolicyFile[] {
  const rank = (file: PolicyFile): number => (file.kind === 'default' ? 0 : 1);
  return [...files].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * Loads a rule set on a target, step by step as agents do (spec/policies.md, Loading). `files` are in load order. Where
 * an agent's result depends on chance ours follows the order of the files, and a problem says so.
 */
export function load(files: readonly PolicyFile[], target: Target): RuleSet {
  const problems: Problem[] = [];
  const judge = createJudge(target);
  const verdicts: Draft[] = [];
  const failedMacros: FailedMacro[] = [];
  const macros = new Map<string, MergedMacro>();
  const rules = new Map<string, MergedRule>();
  for (const file of files) problems.push(...file.problems);
  for (const file of files) {
    if (file.unreadable !== undefined) {
      verdicts.push(...file.rules.map((rule) => unreadableRule(file, rule)));
      continue;
    }
    for (const macro of file.macros) takeMacro(file, macro, judge(macro), macros, problems, failedMacros);
    for (const rule of file.rules) takeRule(file, rule, judge(rule), rules, verdicts, problems);
  }
  const whole = catalogue(target.platform);
  const facts = whole.at(minorOf(target));
  const compiledMacros = new Map<string, CheckedMacro>();
  const variables = new Map<string, { type: 'string' | 'int' | 'bool' | 'ip'; array: boolean }>(
    builtinVariables,
  );
  const scope: CheckScope & { macros: Map<string, CheckedMacro> } = {
    catalogue: whole,
    facts,
    macros: compiledMacros,
    variables,
  };
  const actions = checkActions(rules.values(), facts);
  for (const [name, variable] of actions.variables) variables.set(name, variable);
  const compiled = compileMacros([...macros.values()], scope);
  problems.push(...compiled.problems, ...actions.problems);
  const rewrites = whole.rewrites.filter(
    (each) => facts.minor >= each.since && (each.until === null || facts.minor <= each.until),
  );
  const loaded: LoadedRule[] = [];
  const finished = verdicts.map((draft): RuleVerdict => {
    if ('state' in draft) return draft;
    const { rule } = draft;
    const result = rule.disabled
      ? { loaded: [], state: { status: 'filtered', by: 'disabled', text: 'disabled' } as const, problems: [] }
      : compileRules(rule, { scope, target, rewrites, kept: actions.kept });
    problems.push(...result.problems);
    if (draft.needs.length === 0) loaded.push(...result.loaded);
    const state: RuleState =
      draft.needs.length > 0 && result.state.status === 'loaded'
        ? { status: 'undecided', needs: draft.needs }
        : result.state;
    const silent = silentHere(rule, result.loaded, target, problems);
    const { file, offset, value } = rule.base;
    const place = placeIn(file.name, offset, value.id?.range ?? value.range);
    return { id: rule.id, policy: rule.policy.name, place, state, neverFires: silent, rule };
  });
  return {
    target,
    facts,
    verdicts: finished,
    policies: policyVerdicts(files, finished),
    rules: loaded,
    macros: compiledMacros,
    failedMacros: [...failedMacros, ...compiled.failed],
    variables: actions.variables,
    dropped: actions.dropped,
    problems: problems.sort(byPlace(files)),
  };
}

type Draft = RuleVerdict | { readonly rule: MergedRule; readonly needs: readonly string[] };

function takeMacro(
  file: PolicyFile,
  macro: MacroDefinition,
  acceptance: Acceptance,
  macros: Map<string, MergedMacro>,
  problems: Problem[],
  failed: FailedMacro[],
): void {
  const place = placeIn(file.name, macro.offset, macro.id?.range ?? macro.range);
  const id = macro.id?.value ?? '';
  if (acceptance.accepted === 'error') {
    const found = acceptanceProblem(file, macro.offset, acceptance);
    problems.push(found);
    failed.push({
      id,
      policy: file.name,
      problems: [found],
      agent: `error when evaluating one of the macro filters: ${acceptance.agent}`,
    });
    return;
  }
  if (acceptance.accepted === false) return;
  if (id === '') {
    problems.push(problem('policy/no-rule-id', place));
    return;
  }
  if (!isId(id)) {
    problems.push(problem('policy/bad-id', place, { id, what: 'macro' }));
    return;
  }
  const known = macros.get(id);
  if (known === undefined) macros.set(id, newMacro(file, macro, id));
  else problems.push(...mergeMacro(known, file, macro));
}

function isId(id: string): boolean {
  return /^[a-zA-Z0-9_]*$/.test(id);
}

function acceptanceProblem(
  file: PolicyFile,
  offset: number,
  acceptance: Extract<Acceptance, { accepted: 'error' }>,
): Problem {
  const place = placeIn(file.name, offset, acceptance.text.range);
  const { value } = acceptance.text;
  return acceptance.what === 'agent_version'
    ? problem(
        'policy/agent-version',
        place,
        { value, reason: acceptance.reason },
        { agent: acceptance.agent },
      )
    : problem(
        'policy/filter',
        place,
        { filter: value, reason: acceptance.reason },
        { agent: acceptance.agent },
      );
}

function takeRule(
  file: PolicyFile,
  definition: RuleDefinition,
  acceptance: Acceptance,
  rules: Map<string, MergedRule>,
  verdicts: Draft[],
  problems: Problem[],
): void {
  const id = definition.id?.value ?? '';
  const place = placeIn(file.name, definition.offset, definition.id?.range ?? definition.range);
  const verdict = (state: RuleState): void => {
    verdicts.push({ id, policy: file.name, place, state, neverFires: false, rule: undefined });
    if (state.status === 'rejected') problems.push(...state.problems);
  };
  const reject = (found: Problem): void =>
    verdict({
      status: 'rejected',
      type: 'error',
      agent: found.agent ?? found.message,
      problems: [found],
      loadedFor: [],
    });
  if (acceptance.accepted === 'error') return reject(acceptanceProblem(file, definition.offset, acceptance));
  if (acceptance.accepted === false)
    return verdict({ status: 'filtered', by: acceptance.by, text: acceptance.text.value });
  if (id === '') return reject(problem('policy/no-rule-id', place, {}, { agent: 'no rule ID' }));
  if (!isId(id))
    return reject(problem('policy/bad-id', place, { id, what: 'rule' }, { agent: 'rule ID pattern error' }));
  const expression = definition.expression?.value ?? '';
  if (expression === '' && definition.disabled?.value !== true && (definition.combine?.value ?? '') === '') {
    return reject(problem('policy/no-expression', place, { id }, { agent: 'no rule expression' }));
  }
  const known = rules.get(id);
  if (known !== undefined) {
    problems.push(...mergeRule(known, file, definition));
    return undefined;
  }
  const rule = newRule(file, definition, id);
  rules.set(id, rule);
  verdicts.push({ rule, needs: acceptance.accepted === 'undecided' ? acceptance.needs : [] });
  return undefined;
}

function unreadableRule(file: PolicyFile, definition: RuleDefinition): RuleVerdict {
  const place = placeIn(file.name, definition.offset, definition.id?.range ?? definition.range);
  const found = file.unreadable;
  const agent = `policy file error \`${file.name}\``;
  const state: RuleState = {
    status: 'rejected',
    type: 'error',
    agent,
    problems: [
      problem(
        'policy/unreadable',
        found?.place ?? place,
        { reason: found?.message ?? 'it is broken' },
        { agent },
      ),
    ],
    loadedFor: [],
  };
  return {
    id: definition.id?.value ?? '',
    policy: file.name,
    place,
    state,
    neverFires: false,
    rule: undefined,
  };
}

/** Whether the origin never sends the rule's events; notes that, and actions that do nothing there. */
function silentHere(
  rule: MergedRule,
  loaded: readonly LoadedRule[],
  target: Target,
  problems: Problem[],
): boolean {
  if (target.origin === undefined || loaded.length === 0) return false;
  const origin = originFacts(target.origin);
  for (const { definition, acts } of loaded[0]?.actions ?? []) {
    if (acts) continue;
    const place = placeIn(definition.file.name, definition.offset, definition.value.range);
    problems.push(
      problem('policy/action-not-performed', place, {
        action: sectionOf(definition.value),
        origin: origin.title,
      }),
    );
  }
  const silent = loaded.every((each) => origin.neverEvents.includes(each.eventType));
  if (silent) {
    const { file, offset, value } = rule.base;
    const place = placeIn(file.name, offset, value.id?.range ?? value.range);
    const type = loaded[0]?.eventType ?? '';
    problems.push(problem('policy/never-fires', place, { id: rule.id, origin: origin.title, type }));
  }
  return silent;
}

function byPlace(files: readonly PolicyFile[]): (a: Problem, b: Problem) => number {
  const order = new Map(files.map((file, index) => [file.name, index]));
  return (a, b) =>
    (order.get(a.place.document) ?? 0) - (order.get(b.place.document) ?? 0) ||
    a.place.range.start - b.place.range.start ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
