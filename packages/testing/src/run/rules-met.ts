/** Whether the events of cases can make a rule match, by no more than the text of its expression. */
import { builtinVariables, type CheckScope, checkRule, parseRule } from '@secl/language';
import { catalogue } from '@secl/model';
import { minorOf, type OneAgent } from '@secl/policy';
import type { PreparedCase } from '../result.ts';
import { headCondition } from './head-condition.ts';
import { type Head, headsThatHold } from './heads-that-hold.ts';
import { typesNamed } from './types-named.ts';

export interface RulesMet {
  /** Whether a text speaks of an event type of the cases. */
  readonly speaksOfEvents: (text: string) => boolean;
  /** The expressions that are about other events, or begin with a condition that is false on all of them. */
  readonly unmet: (expressions: Iterable<string>) => ReadonlySet<string>;
}

export function rulesMet(target: OneAgent, cases: readonly PreparedCase[]): RulesMet {
  const whole = catalogue(target.platform);
  const facts = whole.at(minorOf(target));
  const scope: CheckScope = { catalogue: whole, facts, macros: new Map(), variables: builtinVariables };
  const came = new Set(cases.flatMap(({ happenings }) => happenings.map(({ record }) => record.Type)));
  const typesIn = typesNamed(came, scope);

  /** Each is looked at once: rules begin alike. */
  const heads = new Map<string, Head | undefined>();
  const holding = new Map<Head, ReadonlySet<string>>();
  const headOf = (expression: string): Head | undefined => {
    const text = headCondition(expression);
    if (text === undefined) return undefined;
    if (!heads.has(text)) heads.set(text, compiledHead(text, scope));
    return heads.get(text);
  };

  return {
    speaksOfEvents: (text) => typesIn(text).size > 0,
    unmet(expressions) {
      const doubtful = [...expressions].map((expression) => {
        const types = typesIn(expression);
        return { expression, types, head: types.size === 0 ? undefined : headOf(expression) };
      });
      const asked = new Set(doubtful.flatMap(({ head }) => head ?? []).filter((head) => !holding.has(head)));
      for (const [head, types] of headsThatHold(asked, cases, whole)) holding.set(head, types);
      const unmet = doubtful.filter(({ types, head }) => {
        const holds = head === undefined ? came : (holding.get(head) ?? came);
        return ![...types].some((type) => holds.has(type));
      });
      return new Set(unmet.map(({ expression }) => expression));
    },
  };
}

/** Nothing where it takes macros or variables to understand it, or where nobody can. */
function compiledHead(text: string, scope: CheckScope): Head | undefined {
  const checked = checkRule(parseRule(text), scope);
  return checked.condition === undefined ? undefined : checked;
}
