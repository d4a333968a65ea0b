/** Which agents accept an expression, before and after. */
import {
  acceptedRanges,
  builtinVariables,
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  describeRanges,
  parseMacro,
  parseRule,
  type Surroundings,
  type VersionRange,
  versionSlices,
} from '@secl/language';
import { catalogue, type Facts, type Minor } from '@secl/model';
import { expansionsOf, type RuleSet } from '@secl/policy';
import type { Change } from './change.ts';

/** Nothing where an expression is accepted by no agent: its loading tells of that. */
export function agentsChange(
  [textBefore, before]: readonly [string, RuleSet],
  [textAfter, after]: readonly [string, RuleSet],
): readonly Change[] {
  const [was, is] = [acceptedBy(textBefore, before), acceptedBy(textAfter, after)];
  const whole = catalogue(after.target.platform);
  const [minorsBefore, minorsAfter] = [minorsOf(was), minorsOf(is)];
  const fewer = [...minorsBefore].some((minor) => !minorsAfter.has(minor));
  const more = [...minorsAfter].some((minor) => !minorsBefore.has(minor));
  if ((!fewer && !more) || was.length === 0 || is.length === 0) return [];
  const words = (ranges: readonly VersionRange[]): string =>
    describeRanges(ranges, whole)?.replace('needs ', '') ?? 'any agent';
  return [{ kind: 'agents', before: words(was), after: words(is), fewer, more }];
}

function acceptedBy(text: string, ruleSet: RuleSet): readonly VersionRange[] {
  const whole = catalogue(ruleSet.target.platform);
  if (text === '' || whole.rewrites.some(({ prefix }) => text.includes(prefix)))
    return expandedBy(text, ruleSet);
  return acceptedRanges(versionSlices(parseRule(text), surroundingsOf(ruleSet)));
}

/** Agents that know a prefix such as `fim.write.file.` and accept all that it stands for. */
function expandedBy(text: string, ruleSet: RuleSet): readonly VersionRange[] {
  const whole = catalogue(ruleSet.target.platform);
  const ranges: VersionRange[] = [];
  for (const { prefix, since, until } of whole.rewrites.filter((each) => text.includes(each.prefix))) {
    const all = (
      expansionsOf(
        text,
        whole.rewrites.filter((each) => each.prefix === prefix),
      ) ?? []
    ).map((each) => minorsOf(acceptedRanges(versionSlices(parseRule(each.text), surroundingsOf(ruleSet)))));
    for (let minor = since; minor <= (until ?? whole.lastMinor); minor++) {
      if (!all.every((minors) => minors.has(minor))) continue;
      const last = ranges.at(-1);
      if (last?.last === minor - 1) ranges.pop();
      const range = { first: last?.last === minor - 1 ? last.first : minor, last: minor };
      ranges.push({ ...range, sure: range });
    }
  }
  return ranges;
}

function minorsOf(ranges: readonly VersionRange[]): ReadonlySet<Minor> {
  const minors = new Set<Minor>();
  for (const { first, last } of ranges) for (let minor = first; minor <= last; minor++) minors.add(minor);
  return minors;
}

const known = new WeakMap<RuleSet, Surroundings>();

/** What the expressions of a rule set stand among; the macros of each minor are made once. */
function surroundingsOf(ruleSet: RuleSet): Surroundings {
  const found = known.get(ruleSet);
  if (found !== undefined) return found;
  const variables = new Map([...builtinVariables, ...ruleSet.variables]);
  const byMinor = new Map<Minor, ReadonlyMap<string, CheckedMacro>>();
  const texts = [...ruleSet.macros.values()].map(({ text }) => text);
  const surroundings: Surroundings = {
    catalogue: catalogue(ruleSet.target.platform),
    names: new Set(texts.flatMap((text) => text.match(/[A-Za-z_][A-Za-z0-9_.]*/g) ?? [])),
    at(facts) {
      const macros = byMinor.get(facts.minor) ?? macrosAt(facts, ruleSet, variables);
      byMinor.set(facts.minor, macros);
      return { macros, variables };
    },
  };
  known.set(ruleSet, surroundings);
  return surroundings;
}

/** Macros as agents of another minor have them, in the order in which they were compiled: those used come first. */
function macrosAt(
  facts: Facts,
  { macros, target }: RuleSet,
  variables: CheckScope['variables'],
): ReadonlyMap<string, CheckedMacro> {
  const there = new Map<string, CheckedMacro>();
  const scope: CheckScope = { catalogue: catalogue(target.platform), facts, macros: there, variables };
  for (const [id, macro] of macros) {
    const checked = macro.text === '' ? macro : checkMacro(id, parseMacro(macro.text), scope).macro;
    if (checked !== undefined) there.set(id, checked);
  }
  return there;
}
