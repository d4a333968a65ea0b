/** Parsing and checking of the expressions of a rule set: plainly, or with a memory across agent versions. */
import {
  breakpointsOf,
  type CheckedMacro,
  type CheckedMacroResult,
  type CheckedRule,
  type CheckScope,
  checkMacro,
  checkRule,
  type Parsed,
  parseMacro,
  parseRule,
  valuesMacro,
  walk,
} from '@secl/language';
import type { Catalogue, Minor } from '@secl/model';
import { createJudge, type Judge } from './acceptance.ts';
import type { OneAgent } from './target.ts';

export interface Checker {
  /** Whether agents of a target take a definition. */
  judge(target: OneAgent): Judge;
  rule(text: string, scope: CheckScope): { readonly parsed: Parsed; readonly checked: CheckedRule };
  macro(id: string, text: string, scope: CheckScope): CheckedMacroResult;
  /** A macro given as `values`. */
  values(id: string, values: readonly string[]): CheckedMacro;
  parsedMacro(text: string): Parsed;
  /** The same number for scopes, with all their macros, in which every rule is judged alike. */
  surroundings(scope: CheckScope): number;
}

export const plainChecker: Checker = {
  judge: createJudge,
  rule(text, scope) {
    const parsed = parseRule(text);
    return { parsed, checked: checkRule(parsed, scope) };
  },
  macro: (id, text, scope) => checkMacro(id, parseMacro(text), scope),
  values: valuesMacro,
  parsedMacro: parseMacro,
  surroundings: () => 0,
};

/**
 * Gives the result that it gave before where an agent of another version cannot see a difference: between two minors at
 * which a name of the expression changes, with the same macros and variables. A macro is the same where it is the same
 * object, which it is for as long as this checker remembers it. A message about a version speaks of the first version
 * that was asked about.
 */
export function rememberingChecker(catalogue: Catalogue): Checker {
  const rules = new Map<string, Remembered<CheckedRule>>();
  const macros = new Map<string, Remembered<CheckedMacroResult>>();
  const lists = new Map<string, CheckedMacro>();
  const surroundings = new Surroundings();
  const judges = new WeakMap<OneAgent, Judge>();
  return {
    judge: (target) => once(judges, target, () => createJudge(target)),
    rule(text, scope) {
      const known = remembered(rules, text, parseRule);
      const all = surroundings.all(scope);
      // Of a keystroke most rules see nothing at all.
      if (known.last?.surroundings === all) return known.last.answer;
      const key = `${sliceOf(known, scope, catalogue)}|${surroundings.ofRule(scope)}|${surroundings.macrosOf(known.names, scope)}`;
      const checked = once(known.results, key, () => checkRule(known.parsed, scope));
      const answer = { parsed: known.parsed, checked };
      known.last = { surroundings: all, answer };
      return answer;
    },
    macro(id, text, scope) {
      const known = remembered(macros, text, parseMacro);
      const key = `${sliceOf(known, scope, catalogue)}|${surroundings.variablesOf(scope)}|${surroundings.macrosOf(known.names, scope)}|${id}`;
      return once(known.results, key, () => checkMacro(id, known.parsed, scope));
    },
    values: (id, values) => once(lists, JSON.stringify([id, values]), () => valuesMacro(id, values)),
    parsedMacro: (text) => remembered(macros, text, parseMacro).parsed,
    surroundings: (scope) => surroundings.all(scope),
  };
}

interface Remembered<Result> {
  readonly parsed: Parsed;
  /** Of the first agent that was asked about. Where it is the only one, nobody has to know what the others tell apart. */
  firstMinor?: Minor;
  breakpoints?: readonly Minor[];
  /** Names that may be those of macros. */
  readonly names: readonly string[];
  readonly results: Map<string, Result>;
  /** What was answered last, to a scope that looked like that. */
  last?: {
    readonly surroundings: number;
    readonly answer: { readonly parsed: Parsed; readonly checked: Result };
  };
}

function remembered<Result>(
  memory: Map<string, Remembered<Result>>,
  text: string,
  parse: (text: string) => Parsed,
): Remembered<Result> {
  return once(memory, text, () => {
    const parsed = parse(text);
    const names = walk(parsed.tree.root).flatMap((node) => (node.kind === 'ident' ? [node.name] : []));
    return {
      parsed,
      names: [...new Set(names)],
      results: new Map(),
    };
  });
}

interface Memory<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function once<Key, Value>(memory: Memory<Key, Value>, key: Key, make: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

/** The same text for agents to which the expression, taken for itself, means the same. */
function sliceOf(
  known: Remembered<unknown>,
  { facts: { minor } }: CheckScope,
  catalogue: Catalogue,
): number | 'first' {
  known.firstMinor ??= minor;
  if (minor === known.firstMinor) return 'first';
  known.breakpoints ??= breakpointsOf(known.parsed, catalogue);
  const { breakpoints, firstMinor } = known;
  const indexOf = (wanted: Minor): number => breakpoints.findLastIndex((each) => each <= wanted);
  const index = indexOf(minor);
  return index === indexOf(firstMinor) ? 'first' : index;
}

/** What a check sees beside the facts of an agent, as texts that are equal where it is. */
class Surroundings {
  readonly #macros = new Map<CheckedMacro, number>();
  readonly #texts = new Map<string, number>();
  readonly #variables = new WeakMap<CheckScope['variables'], number>();
  readonly #rules = new WeakMap<CheckScope, number>();
  readonly #all = new WeakMap<CheckScope, number>();

  /** The macros of these names. */
  macrosOf(names: readonly string[], { macros }: CheckScope): string {
    if (macros.size === 0) return '';
    const named = names.flatMap((name) => macros.get(name) ?? []);
    return named.map((macro) => this.#macroNumber(macro)).join();
  }

  variablesOf({ variables }: CheckScope): number {
    return once(this.#variables, variables, () =>
      this.#numberOf(JSON.stringify([...variables].map(([name, { type, array }]) => [name, type, array]))),
    );
  }

  /** Rules are checked when all macros are: the event types of those are every rule's. */
  ofRule(scope: CheckScope): number {
    return once(this.#rules, scope, () => {
      const types = new Set([...scope.macros.values()].flatMap(({ eventTypes }) => [...eventTypes]));
      return this.#numberOf(`${[...types].join()}|${this.variablesOf(scope)}`);
    });
  }

  /** Everything, when all macros are checked: the agent's version, variables, and each macro. */
  all(scope: CheckScope): number {
    return once(this.#all, scope, () => {
      const macros = [...scope.macros].map(([name, macro]) => `${name} ${this.#macroNumber(macro)}`);
      return this.#numberOf(`${scope.facts.minor}|${this.variablesOf(scope)}|${macros.join()}`);
    });
  }

  #macroNumber(macro: CheckedMacro): number {
    return once(this.#macros, macro, () => this.#macros.size);
  }

  /** Equal texts have the same. */
  #numberOf(text: string): number {
    return once(this.#texts, text, () => this.#texts.size);
  }
}
