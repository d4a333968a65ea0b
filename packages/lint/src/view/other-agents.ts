import { catalogue, formatAgentVersion, type Platform } from '@secl/model';
import {
  type External,
  load,
  type MacroDefinition,
  type PolicyFile,
  type RuleDefinition,
} from '@secl/policy';
import type { Location } from '@secl/text';
import type { View } from './linted.ts';
import { newestAdmitted } from './newest-agent.ts';

/** A definition beside the file that holds it. */
export interface Held {
  readonly file: PolicyFile;
  readonly definition: RuleDefinition;
}

/** The rule set on an agent that no one named, of which only some definitions count. */
export interface OtherView extends View {
  /** The definition in the file, by the one that was loaded. */
  readonly original: ReadonlyMap<RuleDefinition, RuleDefinition>;
}

/**
 * Rules that no target of a rule set admits, on the newest agents that admit them: their own `agent_version` and
 * `filters` are met there, by leaving them out.
 */
export function otherViews(
  files: readonly PolicyFile[],
  held: readonly Held[],
  external: External,
): readonly OtherView[] {
  const groups = new Map<string, { platform: Platform; version: string; held: Held[] }>();
  const onWindows = windowsOnly(files, held, external);
  for (const each of held) {
    const platform: Platform = onWindows.has(each.definition) ? 'windows' : 'linux';
    const newest = newestAdmitted(each.definition.agentVersion?.value, platform);
    if (newest === undefined) continue;
    const version = formatAgentVersion(newest);
    const key = `${platform} ${version}`;
    const group = groups.get(key) ?? { platform, version, held: [] };
    group.held.push(each);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ platform, held: some }) => viewOf(platform, files, some, external))
    .filter((view) => view !== undefined);
}

function viewOf(
  platform: Platform,
  files: readonly PolicyFile[],
  held: readonly Held[],
  external: External,
): OtherView | undefined {
  const agentVersion = newestAdmitted(held[0]?.definition.agentVersion?.value, platform);
  if (agentVersion === undefined) return undefined;
  const original = new Map<RuleDefinition, RuleDefinition>();
  const stripped = files.map((file): PolicyFile => {
    const rules = held
      .filter((each) => each.file === file)
      .map(({ definition }) => {
        const bare: RuleDefinition = {
          ...definition,
          agentVersion: undefined,
          filters: [],
          disabled: undefined,
        };
        original.set(bare, definition);
        return bare;
      });
    return { ...file, problems: [], rules, macros: file.macros.map((macro) => bareMacro(macro)) };
  });
  const { lastMinor } = catalogue(platform);
  const name = `${platform} 7.${Math.min(agentVersion.minor, lastMinor)}`;
  const target = { platform, agentVersion, origin: undefined, host: new Map([['os', platform]]) };
  return { target: { name, target }, set: load(stripped, target, external), original };
}

function bareMacro(macro: MacroDefinition): MacroDefinition {
  return macro.filters.length === 0 ? macro : { ...macro, filters: [] };
}

/** Rules whose filters say no on every Linux host, and not on every Windows host. */
function windowsOnly(
  files: readonly PolicyFile[],
  held: readonly Held[],
  external: External,
): ReadonlySet<RuleDefinition> {
  const asked = held.filter(({ definition }) => definition.filters.length > 0);
  const notLinux = refused('linux', files, asked, external);
  const notWindows = refused('windows', files, notLinux, external);
  const both = new Set(notWindows.map(({ definition }) => definition));
  return new Set(notLinux.map(({ definition }) => definition).filter((each) => !both.has(each)));
}

/** The definitions whose filters no host of the platform meets. */
function refused(
  platform: Platform,
  files: readonly PolicyFile[],
  asked: readonly Held[],
  external: External,
): readonly Held[] {
  const agentVersion = newestAdmitted(undefined, platform);
  if (agentVersion === undefined || asked.length === 0) return [];
  const some = files.map((file): PolicyFile => {
    const own = asked.filter((each) => each.file === file).map(({ definition }) => onlyFilters(definition));
    return { ...file, problems: [], macros: [], rules: own };
  });
  const target = { platform, agentVersion, origin: undefined, host: new Map([['os', platform]]) };
  const places = new Set(
    load(some, target, external).verdicts.flatMap(({ state, place }) =>
      state.status === 'filtered' && state.by === 'rule_filter' ? [keyOf(place)] : [],
    ),
  );
  return asked.filter(({ file, definition: { id, range, offset } }) => {
    const { start, end } = id?.range ?? range;
    return places.has(keyOf({ document: file.name, range: { start: start + offset, end: end + offset } }));
  });
}

function keyOf({ document, range }: Location): string {
  return `${document}:${range.start}`;
}

/** Nothing of it is compiled: a disabled rule is accepted or not, and that is all. */
function onlyFilters(definition: RuleDefinition): RuleDefinition {
  const disabled = { value: true, range: definition.range };
  return { ...definition, agentVersion: undefined, actions: [], combine: undefined, disabled };
}
