/** Which agents accept an expression, and which of its names decide that. */
import {
  acceptedRanges,
  builtinVariables,
  type CheckedMacro,
  checkMacro,
  describeRanges,
  parseMacro,
  type Surroundings,
  type VersionRange,
  versionSlices,
  walk,
} from '@secl/language';
import type { Catalogue, Facts, Minor, Rewrite } from '@secl/model';
import { usedMacros } from './explain-macros.ts';
import type { Compiled, Subject } from './explain-subject.ts';
import { agentName } from './fields-versions.ts';

export interface AgentVersions {
  /** `needs agent 7.57 or newer, because of exec.file.metadata.type (7.57)`. */
  readonly summary: string;
  readonly ranges: readonly { readonly first: string; readonly last: string; readonly estimated: boolean }[];
  /** Names that the first and the last of those agents depend on. */
  readonly because: readonly {
    readonly name: string;
    readonly since: string;
    readonly until: string | null;
  }[];
}

export function agentVersions(subject: Subject): AgentVersions {
  const { catalogue, compiled, macros, variables } = subject;
  const texts = [...macros.values()].map(({ text }) => text);
  const names = new Set(texts.flatMap((text) => text.match(/[A-Za-z_][A-Za-z0-9_.]*/g) ?? []));
  const known = new Map([...builtinVariables, ...variables]);
  const surroundings: Surroundings = {
    catalogue,
    at: (facts) => ({ macros: macrosAt(macros, catalogue, facts, known), variables: known }),
    names,
  };
  const prefix = catalogue.rewrites.find(({ prefix: each }) => subject.text.includes(each));
  const accepted = compiled.map(({ parsed }) => acceptedRanges(versionSlices(parsed, surroundings)));
  const ranges = [...(prefix === undefined ? [] : [lifeOf(prefix, catalogue)]), ...accepted].reduce(both);
  const used = new Set(compiled.flatMap((each) => namesIn(each, macros)));
  const because = deciding(
    [...used].map((name) => lifetimeOf(name, catalogue)),
    ranges,
    catalogue,
  );
  if (prefix !== undefined) because.unshift(named({ ...prefix, name: `${prefix.prefix}*` }));
  return {
    summary: summaryOf(ranges, because, catalogue),
    ranges: ranges.map(({ first, last, sure }) => ({
      first: agentName(first),
      last: agentName(last),
      estimated: sure?.first !== first || sure.last !== last,
    })),
    because,
  };
}

/** Macros as agents of another minor have them, in the order in which they were compiled: those used come first. */
function macrosAt(
  macros: ReadonlyMap<string, CheckedMacro>,
  catalogue: Catalogue,
  facts: Facts,
  variables: Parameters<typeof checkMacro>[2]['variables'],
): ReadonlyMap<string, CheckedMacro> {
  const there = new Map<string, CheckedMacro>();
  for (const [id, macro] of macros) {
    const checked =
      macro.text === ''
        ? macro
        : checkMacro(id, parseMacro(macro.text), { catalogue, facts, macros: there, variables }).macro;
    if (checked !== undefined) there.set(id, checked);
  }
  return there;
}

function summaryOf(
  ranges: readonly VersionRange[],
  because: AgentVersions['because'],
  catalogue: Catalogue,
): string {
  const all = `any agent from ${agentName(catalogue.firstMinor)} to ${agentName(catalogue.lastMinor)}`;
  const words = describeRanges(ranges, catalogue) ?? all;
  if (because.length === 0) return words;
  const shown = because.slice(0, 4).map(({ name, since, until }) => {
    return `${name} (${until === null ? since : `${since} to ${until}`})`;
  });
  const more = because.length > 4 ? ` and ${because.length - 4} more` : '';
  return `${words}, because of ${shown.join(', ')}${more}`;
}

type Ranges = readonly VersionRange[];

/** Agents that know a prefix such as `fim.write.file.` at all. */
function lifeOf({ since, until }: Rewrite, { lastMinor }: Catalogue): Ranges {
  const range = { first: since, last: until ?? lastMinor };
  return [{ ...range, sure: range }];
}

/** Agents in ranges of both. */
function both(a: Ranges, b: Ranges): Ranges {
  return a.flatMap((x) =>
    b.flatMap((y) => {
      const range = overlap(x, y);
      if (range === undefined) return [];
      const sure = x.sure === undefined || y.sure === undefined ? undefined : overlap(x.sure, y.sure);
      return [{ ...range, sure }];
    }),
  );
}

interface Span {
  readonly first: Minor;
  readonly last: Minor;
}

function overlap(a: Span, b: Span): Span | undefined {
  const [first, last] = [Math.max(a.first, b.first), Math.min(a.last, b.last)];
  return first > last ? undefined : { first, last };
}

/** Names in an expression, and the fields of its macros. */
function namesIn(compiled: Compiled, macros: ReadonlyMap<string, CheckedMacro>): readonly string[] {
  const own = [...walk(compiled.parsed.tree.root)].flatMap((node) =>
    node.kind === 'ident' ? [node.name.replace(/\[[^\]]*\]/, '')] : [],
  );
  return [...own, ...usedMacros(compiled, macros).flatMap(({ fields }) => fields)];
}

interface Lifetime {
  readonly name: string;
  readonly since: Minor;
  readonly until: Minor | null;
}

type Deciding = AgentVersions['because'][number];

/** Names that come with the first agent of a range, or go with the last. */
function deciding(
  lifetimes: readonly (Lifetime | undefined)[],
  ranges: Ranges,
  { firstMinor, lastMinor }: Catalogue,
): Deciding[] {
  const firsts = new Set(ranges.map(({ first }) => first).filter((minor) => minor > firstMinor));
  const lasts = new Set(ranges.map(({ last }) => last).filter((minor) => minor < lastMinor));
  return lifetimes
    .filter((lifetime) => lifetime !== undefined)
    .filter(({ since, until }) => firsts.has(since) || (until !== null && lasts.has(until)))
    .map(named);
}

function named({ name, since, until }: Lifetime): Deciding {
  return { name, since: agentName(since), until: until === null ? null : agentName(until) };
}

function lifetimeOf(name: string, catalogue: Catalogue): Lifetime | undefined {
  const thing =
    catalogue.field(name) ??
    catalogue.constants.find((constant) => constant.name === name) ??
    catalogue.field(catalogue.legacy(name)?.to ?? '');
  return thing === undefined ? undefined : { name, since: thing.since, until: thing.until };
}
