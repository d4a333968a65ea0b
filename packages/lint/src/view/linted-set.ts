/** A rule set with everything that lint rules look at, computed once. */
import { checkMacro, parseMacro, parseRule } from '@secl/language';
import { catalogue } from '@secl/model';
import {
  type LoadedRule,
  load,
  type MacroDefinition,
  type PolicyFile,
  type RuleDefinition,
} from '@secl/policy';
import { type ExpressionParts, lintedExpression } from './expression.ts';
import type {
  LintedExpression,
  LintedFile,
  LintedMacro,
  LintedRule,
  LintedSet,
  LintInput,
  LintInputFile,
  View,
} from './linted.ts';
import { type Held, type OtherView, otherViews } from './other-agents.ts';

export interface SetWithOthers {
  readonly set: LintedSet;
  /** Agents beside the targets, for rules that no target admits. */
  readonly others: readonly OtherView[];
}

export function lintedSet(input: LintInput): SetWithOthers {
  const { name, external, targets } = input;
  const policies = input.files.map(({ file }) => file);
  const views = targets.map(
    (target, index): View => ({
      target,
      set: input.loaded?.[index] ?? load(policies, target.target, external),
    }),
  );
  const verdicts = verdictsByDefinition(views, policies);
  const others = otherViews(policies, heldBack(policies, verdicts), withVariables(external, views));
  const homes = homesOf(views, others);
  const files = input.files.map((file) => lintedFile(file, verdicts, homes, views[0] ?? others[0]));
  const set: LintedSet = {
    name,
    external,
    files,
    rules: files.flatMap(({ rules }) => rules),
    macros: files.flatMap(({ macros }) => macros),
    views,
  };
  return { set, others };
}

/** Rules that are held back read what the others set. */
function withVariables(external: LintInput['external'], views: readonly View[]): LintInput['external'] {
  const set = views.flatMap((view) => [...view.set.variables]);
  return { ...external, variables: new Map([...set, ...external.variables]) };
}

type Verdicts = ReadonlyMap<RuleDefinition, LintedRule['verdicts']>;

/** What becomes of each definition; of those that do not count, nothing. */
function verdictsByDefinition(views: readonly View[], files: readonly PolicyFile[]): Verdicts {
  const byPlace = new Map<string, RuleDefinition>();
  for (const file of files)
    for (const rule of file.rules)
      byPlace.set(`${file.name}:${(rule.id?.range ?? rule.range).start + rule.offset}`, rule);
  const found = new Map<RuleDefinition, LintedRule['verdicts'][number][]>();
  for (const { target, set } of views) {
    for (const verdict of set.verdicts) {
      const { document, range } = verdict.place;
      const definition = verdict.rule?.base.value ?? byPlace.get(`${document}:${range.start}`);
      if (definition === undefined) continue;
      const known = found.get(definition);
      if (known === undefined) found.set(definition, [{ target, verdict }]);
      else known.push({ target, verdict });
    }
  }
  return found;
}

/** Rules that load on no target only because none admits them, or because it is not known whether one does. */
function heldBack(files: readonly PolicyFile[], verdicts: Verdicts): readonly Held[] {
  return files.flatMap((file) =>
    file.unreadable !== undefined
      ? []
      : file.rules.flatMap((definition) => {
          const states = verdicts.get(definition) ?? [];
          const held = states.every(
            ({ verdict: { state } }) => state.status === 'filtered' || state.status === 'undecided',
          );
          const written = (definition.expression?.value ?? '') !== '' && definition.combine === undefined;
          return states.length > 0 && held && written ? [{ file, definition }] : [];
        }),
  );
}

interface Home {
  readonly view: View;
  readonly loaded: LoadedRule[];
}

/** Where a definition is typed: the first target on which it loads, else the newest agent that admits it. */
function homesOf(views: readonly View[], others: readonly OtherView[]): ReadonlyMap<RuleDefinition, Home> {
  const homes = new Map<RuleDefinition, Home>();
  const settle = (view: View, original: (definition: RuleDefinition) => RuleDefinition): void => {
    for (const loaded of view.set.rules) {
      const definition = original(loaded.rule.base.value);
      const home = homes.get(definition);
      if (home === undefined) homes.set(definition, { view, loaded: [loaded] });
      else if (home.view === view) home.loaded.push(loaded);
    }
  };
  for (const view of views) settle(view, (definition) => definition);
  for (const view of others) settle(view, (definition) => view.original.get(definition) ?? definition);
  return homes;
}

function lintedFile(
  input: LintInputFile,
  verdicts: Verdicts,
  homes: ReadonlyMap<RuleDefinition, Home>,
  view: View | undefined,
): LintedFile {
  const { file } = input;
  const rules: LintedRule[] = [];
  const macros: LintedMacro[] = [];
  const linted: LintedFile = {
    ...input,
    name: file.name,
    rules,
    macros,
    place: ({ start, end }, offset = 0) => ({
      document: file.name,
      range: { start: start + offset, end: end + offset },
    }),
  };
  for (const rule of file.rules)
    rules.push(lintedRule(linted, rule, verdicts.get(rule) ?? [], homes.get(rule)));
  for (const macro of file.macros) macros.push(lintedMacro(linted, macro, view));
  return linted;
}

function lintedRule(
  file: LintedFile,
  definition: RuleDefinition,
  verdicts: LintedRule['verdicts'],
  home: Home | undefined,
): LintedRule {
  const { offset, id, range } = definition;
  const expressions: LintedExpression[] = [];
  const rule: Unfinished<LintedRule> = {
    kind: 'rule',
    id: id?.value ?? '',
    file,
    definition,
    idPlace: file.place(id?.range ?? range, offset),
    verdicts,
    view: home?.view,
    loaded: home?.loaded ?? [],
    expression: undefined,
    expressions,
    place: (at) => file.place(at, offset),
  };
  if (home !== undefined)
    for (const parts of partsOf(rule, home))
      expressions.push(lintedExpression(parts, home.view, catalogue(home.view.target.target.platform)));
  rule.expression = expressions.find(({ of }) => of === 'rule');
  return rule;
}

/** An expression knows its owner, so the owner is there first. */
type Unfinished<Owner extends LintedRule | LintedMacro> = Omit<Owner, 'expression'> & {
  expression: LintedExpression | undefined;
};

/** The rule's own expression, and those of its actions. */
function* partsOf(owner: LintedRule, { loaded }: Home): Generator<ExpressionParts> {
  // Of the texts that `fim.write.file` stands for, the shortest has no guard around it.
  const shortest =
    loaded.length === 1
      ? loaded[0]
      : loaded.toSorted((a, b) => a.parsed.tree.text.length - b.parsed.tree.text.length)[0];
  const condition = shortest?.checked.condition;
  if (shortest === undefined || condition === undefined) return;
  const { parsed, eventType, expression, toOriginal, actions } = shortest;
  yield { of: 'rule', owner, text: expression, parsed, typed: condition, eventType, toOriginal };
  for (const { definition, filter, value } of actions) {
    const { file, offset } = definition;
    const { filter: filterText, set } = definition.value;
    const filtering = filter?.condition;
    if (filtering !== undefined && filterText !== undefined) {
      const text = { file, offset, value: filterText };
      yield {
        of: 'action-filter',
        owner,
        text,
        parsed: parseRule(filterText.value),
        typed: filtering,
        eventType,
      };
    }
    if (value !== undefined && set?.expression !== undefined) {
      const text = { file, offset, value: set.expression };
      yield {
        of: 'set-value',
        owner,
        text,
        parsed: parseMacro(set.expression.value),
        typed: value.value,
        eventType,
      };
    }
  }
}

function lintedMacro(file: LintedFile, definition: MacroDefinition, view: View | undefined): LintedMacro {
  const { offset, id, range } = definition;
  const macro: Unfinished<LintedMacro> = {
    kind: 'macro',
    id: id?.value ?? '',
    file,
    definition,
    idPlace: file.place(id?.range ?? range, offset),
    expression: undefined,
    place: (at) => file.place(at, offset),
  };
  if (view !== undefined) macro.expression = expressionOf(macro, view);
  return macro;
}

/** Typed anew: of several definitions of a macro each is looked at, not only the one that counts. */
function expressionOf(owner: LintedMacro, view: View): LintedExpression | undefined {
  const { expression, values, offset } = owner.definition;
  if (expression === undefined || expression.value === '' || (values?.length ?? 0) > 0) return undefined;
  const { platform } = view.target.target;
  const whole = catalogue(platform);
  const { facts, macros } = view.set;
  const parsed = parseMacro(expression.value);
  const scope = { catalogue: whole, facts, macros, variables: view.set.variables };
  const { macro } = checkMacro(owner.id, parsed, scope);
  if (macro === undefined) return undefined;
  const text = { file: owner.file.file, offset, value: expression };
  return lintedExpression(
    { of: 'macro', owner, text, parsed, typed: macro.value, eventType: '' },
    view,
    whole,
  );
}
