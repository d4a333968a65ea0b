/**
 * The rules that the events of tests can make match. Of a thousand rules a hundred tests meet few; to judge all the others,
 * of which nobody will hear, would take longer than all the rest, and so would to read them.
 */
import {
  isOneAgent,
  type PolicyFile,
  type RuleDefinition,
  readWithout,
  rulesAtAGlance,
  type Target,
} from '@secl/policy';
import { rulesNamedIn } from '../editor/tests-of.ts';
import type { PreparedCase } from '../result.ts';
import { type RulesMet, rulesMet } from './rules-met.ts';

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
  if (!isOneAgent(target)) return files;
  const met = rulesMet(target, cases);
  const named = new Set(cases.flatMap(({ testCase }) => rulesNamedIn(testCase)));
  const read = readToMeet(files, met, named);
  if (read.some(isOpen)) return files;
  // The fields of a macro count for every rule.
  const macros = read.flatMap((file) => file.macros);
  if (macros.some(({ expression }) => met.speaksOfEvents(expression?.value ?? ''))) return files;

  const definitions = read.flatMap(({ rules }) => rules);
  const times = timesOf(definitions.flatMap(({ id }) => id?.value ?? []));
  // Of a name that nobody has the nearest ones are told.
  if ([...named].some((id) => !times.has(id))) return files;

  const expressions = new Map(
    definitions.flatMap((definition): readonly (readonly [RuleDefinition, string])[] => {
      const { id, expression, filters, combine } = definition;
      // What facts about the host decide is told of every rule, and what has several definitions is more than each of them.
      const standsAlone = filters.length === 0 && combine === undefined && times.get(id?.value ?? '') === 1;
      const mayGo = standsAlone && !named.has(id?.value ?? '') && expression !== undefined;
      return mayGo ? [[definition, expression.value]] : [];
    }),
  );
  const unmet = met.unmet(expressions.values());
  const isMet = (rule: RuleDefinition): boolean => {
    const expression = expressions.get(rule);
    return expression === undefined || !unmet.has(expression);
  };
  return read.map((file) => ({
    ...file,
    rules: file.rules.flatMap((rule) => (isMet(rule) ? rule : whatStays(rule))),
  }));
}

/** The files, read without the plain rules that nobody meets. */
function readToMeet(
  files: readonly PolicyFile[],
  met: RulesMet,
  named: ReadonlySet<string>,
): readonly PolicyFile[] {
  const plain = files.flatMap((file) => rulesAtAGlance(file));
  const times = timesOf(plain.map(({ id }) => id));
  const alone = plain.filter(({ id }) => times.get(id) === 1 && !named.has(id));
  const unmet = met.unmet(alone.map(({ expression }) => expression));
  const left = new Set(alone.flatMap(({ id, expression }) => (unmet.has(expression) ? id : [])));
  const readBut = (ids: ReadonlySet<string>): readonly PolicyFile[] =>
    files.map((file) =>
      readWithout(
        file,
        rulesAtAGlance(file).filter(({ id }) => ids.has(id)),
      ),
    );
  const read = readBut(left);
  // What others of the same name make of it, that is not so plain.
  const others = read.flatMap(({ rules }) => rules.flatMap(({ id }) => id?.value ?? []));
  const shared = new Set(others.filter((id) => left.has(id)));
  return shared.size === 0 ? read : readBut(new Set([...left].filter((id) => !shared.has(id))));
}

/** Whether it is decided elsewhere what the file defines, or which of its macros are there. */
function isOpen({ macros, unsaid = [] }: PolicyFile): boolean {
  return unsaid.length > 0 || macros.some(({ filters }) => filters.length > 0);
}

function timesOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}

/** A rule that is switched off sets nothing, and still defines the variables that others read. */
function whatStays(rule: RuleDefinition): readonly RuleDefinition[] {
  if (rule.actions.every(({ set }) => set === undefined)) return [];
  return [{ ...rule, disabled: { value: true, range: rule.range } }];
}
