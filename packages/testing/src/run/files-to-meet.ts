/**
 * The rules that the events of tests can make match. Of a thousand rules a hundred tests meet few; to judge all the others,
 * of which nobody will hear, would take longer than all the rest.
 */
import { builtinVariables, type CheckScope, checkRule, parseRule } from '@secl/language';
import { catalogue } from '@secl/model';
import { isOneAgent, minorOf, type PolicyFile, type RuleDefinition, type Target } from '@secl/policy';
import { rulesNamedIn } from '../editor/tests-of.ts';
import type { PreparedCase } from '../result.ts';
import { headCondition } from './head-condition.ts';
import { type Head, headsThatHold } from './heads-that-hold.ts';
import { typesNamed } from './types-named.ts';

/**
 * The files without rules of which these cases hear nothing, whether they load or not: that no case names, and that are
 * about other events, or begin with a condition which is false on all of them. All rules stay where it is not known for
 * sure what loads.
 */
export function filesToMeet(
  files: readonly PolicyFile[],
  target: Target,
  cases: readonly PreparedCase[],
): readonly PolicyFile[] {
  if (!isOneAgent(target) || files.some(isOpen)) return files;
  const whole = catalogue(target.platform);
  const facts = whole.at(minorOf(target));
  const scope: CheckScope = { catalogue: whole, facts, macros: new Map(), variables: builtinVariables };
  const came = new Set(cases.flatMap(({ happenings }) => happenings.map(({ record }) => record.Type)));
  const typesIn = typesNamed(came, scope);
  // The fields of a macro count for every rule.
  const macros = files.flatMap((file) => file.macros);
  if (macros.some(({ expression }) => typesIn(expression?.value ?? '').size > 0)) return files;

  const definitions = files.flatMap(({ rules }) => rules);
  const times = timesDefined(definitions);
  const named = new Set(cases.flatMap(({ testCase }) => rulesNamedIn(testCase)));
  // Of a name that nobody has the nearest ones are told.
  if ([...named].some((id) => !times.has(id))) return files;

  const heads = new Map<string, Head | undefined>();
  const headOf = (expression: string): Head | undefined => {
    const text = headCondition(expression);
    if (text === undefined) return undefined;
    if (!heads.has(text)) heads.set(text, compiledHead(text, scope));
    return heads.get(text);
  };
  const doubtful = definitions.flatMap((definition): readonly Doubtful[] => {
    const { id, expression, filters, combine } = definition;
    // What facts about the host decide is told of every rule, and what has several definitions is more than each of them.
    const standsAlone = filters.length === 0 && combine === undefined && times.get(id?.value ?? '') === 1;
    if (!standsAlone || named.has(id?.value ?? '') || expression === undefined) return [];
    const types = typesIn(expression.value);
    return [{ definition, types, head: types.size === 0 ? undefined : headOf(expression.value) }];
  });
  const holding = headsThatHold(new Set(doubtful.flatMap(({ head }) => head ?? [])), cases, whole);
  const unmet = new Set(
    doubtful.flatMap(({ definition, types, head }) => {
      const holds = head === undefined ? came : (holding.get(head) ?? came);
      return [...types].some((type) => holds.has(type)) ? [] : definition;
    }),
  );
  return files.map((file) => ({
    ...file,
    rules: file.rules.flatMap((rule) => (unmet.has(rule) ? whatStays(rule) : rule)),
  }));
}

/** A rule that may have nothing to do with the cases. */
interface Doubtful {
  readonly definition: RuleDefinition;
  /** Types of their events that it may be about. */
  readonly types: ReadonlySet<string>;
  readonly head: Head | undefined;
}

/** Whether it is decided elsewhere what the file defines, or which of its macros are there. */
function isOpen({ macros, unsaid = [] }: PolicyFile): boolean {
  return unsaid.length > 0 || macros.some(({ filters }) => filters.length > 0);
}

function timesDefined(definitions: readonly RuleDefinition[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { id } of definitions) if (id !== undefined) times.set(id.value, (times.get(id.value) ?? 0) + 1);
  return times;
}

/** A rule that is switched off sets nothing, and still defines the variables that others read. */
function whatStays(rule: RuleDefinition): readonly RuleDefinition[] {
  if (rule.actions.every(({ set }) => set === undefined)) return [];
  return [{ ...rule, disabled: { value: true, range: rule.range } }];
}

/** Nothing where it takes macros or variables to understand it, or where nobody can. */
function compiledHead(text: string, scope: CheckScope): Head | undefined {
  const checked = checkRule(parseRule(text), scope);
  return checked.condition === undefined ? undefined : checked;
}
