/** What a template of Helm has a part in: whole policies, and definitions in them. */
import type { Node, Problem, Range } from '@secl/text';
import type { MacroDefinition, PolicyFile, RuleDefinition, Unsaid } from '../read/definitions.ts';
import type { Home, NotStatic } from './carried.ts';
import { outwardPlace } from './outward.ts';
import { actionIn, type Untemplated } from './templates.ts';

/** A block ends with its last line of text: where Helm fills in all of it, that is its header. */
export function endOf({ range }: Node, { text }: Untemplated): number {
  return range.end + (/^\s*/.exec(text.slice(range.end))?.[0].length ?? 0);
}

/** Actions that write nothing: what is decided behind the last line of a block is about what follows it. */
const writesNothing = /^\{\{-?\s*(?:(?:end|else|if|range|with|define|block)\b|\/\*|\$\w*\s*:?=)/;

/** The first action that has a part in the value. */
export function partOf(
  { range }: Node,
  end: number,
  { actions, text, source }: Untemplated,
): Range | undefined {
  const last = range.start + text.slice(range.start, end).trimEnd().length;
  return (
    actionIn(actions, { start: range.start, end: last }) ??
    actions.find(
      (action) =>
        action.start >= last &&
        action.end <= end &&
        !writesNothing.test(source.slice(action.start, action.end)),
    )
  );
}

/** Whether all of the value is filled in. */
export function isTemplate({ start, end }: Range, { source, actions }: Untemplated): boolean {
  const written = actions
    .filter((action) => action.start >= start && action.end <= end)
    .reduceRight(
      (left, action) => left.slice(0, action.start) + left.slice(action.end),
      source.slice(0, end),
    );
  return /^\s*:\s*(?:[|>][-+0-9]*|"\s*"|'\s*')?\s*$/.test(written.slice(start));
}

/** Definitions without those that Helm has a part in, and without what is wrong with these. */
export function withoutTemplates(
  file: PolicyFile,
  home: Home,
  actions: readonly Range[],
): { readonly file: PolicyFile; readonly notStatic: readonly NotStatic[] } {
  if (actions.length === 0) return { file, notStatic: [] };
  const inside = (range: Range): boolean => {
    const place = outwardPlace({ document: file.name, range }, () => home);
    return actionIn(actions, place.range) !== undefined;
  };
  const placed = (each: { readonly offset: number; readonly range: Range }): Range => ({
    start: each.range.start + each.offset,
    end: each.range.end + each.offset,
  });
  const left = [...file.rules, ...file.macros].filter((each) => inside(placed(each)));
  const ranges = left.map(placed);
  const ofLeft = ({ place: { range } }: Problem): boolean =>
    inside(range) || ranges.some(({ start, end }) => range.start >= start && range.end <= end);
  const problems = file.problems.filter((each) => !ofLeft(each));
  const losing = file.unreadable !== undefined && problems.includes(file.unreadable);
  return {
    file: {
      ...file,
      rules: file.rules.filter((rule) => !left.includes(rule)),
      macros: file.macros.filter((macro) => !left.includes(macro)),
      problems,
      unreadable: losing ? file.unreadable : undefined,
      unsaid: [
        ...file.rules.filter((rule) => left.includes(rule)).map(unsaidByRule),
        ...file.macros.filter((macro) => left.includes(macro)).map((macro) => unsaidMacro(macro, inside)),
      ],
    },
    notStatic: left.map((each) => ({ id: each.id?.value, range: placed(each) })),
  };
}

/** Helm may put any action into it. */
const unsaidByRule = ({ id }: RuleDefinition): Unsaid => ({
  kind: 'variable',
  name: undefined,
  need: `what the rule \`${id?.value ?? ''}\` sets, which only Helm knows`,
});

function unsaidMacro({ id, offset }: MacroDefinition, inside: (range: Range) => boolean): Unsaid {
  const own = id !== undefined && !inside({ start: id.range.start + offset, end: id.range.end + offset });
  const name = own ? id.value : undefined;
  return {
    kind: 'macro',
    name,
    need:
      name === undefined ? 'a macro that only Helm knows' : `the macro \`${name}\`, which only Helm knows`,
  };
}
