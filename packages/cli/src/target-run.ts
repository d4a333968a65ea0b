import { isOneAgent } from '@secl/policy';
import { forTerminal } from '@secl/text';
import {
  type Config,
  describeTarget,
  didYouMean,
  type Found,
  type NamedTarget,
  type TargetDescription,
} from '@secl/workspace';
import type { CliContext } from './context.ts';
import type { TargetFlags } from './target.ts';

/**
 * The targets that the flags ask for, or nothing where they ask for none. `--agent 7.60,7.68` makes one target a
 * version; the other flags change what a named target says.
 */
export function targetsOfFlags(
  flags: TargetFlags,
  config: Config | undefined,
): Found<readonly NamedTarget[] | undefined> {
  const { target: names = [], agent: agents = [], os, kernel, distro, origin } = flags;
  const changes = given({ os, kernel, distro, origin });
  if (names.length === 0 && agents.length === 0 && Object.keys(changes).length === 0)
    return { ok: true, value: undefined };
  const split = splitRange(agents);
  if (split !== undefined) return { ok: false, message: split };
  const bases: { readonly name: string | undefined; readonly description: TargetDescription }[] = [];
  for (const name of names) {
    const target = config?.targets.get(name);
    if (target === undefined) return { ok: false, message: noSuchTarget(name, config) };
    bases.push({ name, description: target.description });
  }
  if (bases.length === 0) bases.push({ name: undefined, description: {} });
  const chosen = new Map<string, NamedTarget>();
  for (const base of bases) {
    for (const agent of agents.length === 0 ? [undefined] : agents) {
      const changed = { ...changes, ...given({ agent: agent?.trim() }) };
      const described = describeTarget({ ...base.description, ...changed }, nameOf(base.name, changed));
      if (!described.ok) return { ok: false, message: `--${described.key}: ${described.message}` };
      chosen.set(described.value.name, described.value);
    }
  }
  return { ok: true, value: [...chosen.values()] };
}

/** A comma makes another target, so one that was meant to go on with a range must not pass. */
function splitRange(agents: readonly string[]): string | undefined {
  const index = agents.findIndex(
    (agent, at) => /^\s*(<|!=)/.test(agent) && /^\s*[>=^~]/.test(agents[at - 1] ?? ''),
  );
  if (index === -1) return undefined;
  const range = `${agents[index - 1]?.trim()} ${agents[index]?.trim()}`;
  return `--agent: a comma begins another target; for one range, write "${range}"`;
}

/** The most common target: what is meant when nobody says anything. */
export function commonTarget(): NamedTarget {
  const described = describeTarget({});
  if (!described.ok) throw new Error(described.message);
  return described.value;
}

/**
 * The one target of a command that takes one: from the flags, else the only one that `named` holds, else the most
 * common.
 */
export function targetOfFlags(
  flags: TargetFlags,
  config: Config | undefined,
  named: readonly NamedTarget[] = [],
): Found<NamedTarget> {
  const chosen = targetsOfFlags(flags, config);
  if (!chosen.ok) return chosen;
  const targets = chosen.value ?? (named.length > 0 ? named : [commonTarget()]);
  const [first] = targets;
  if (first === undefined || targets.length === 1) return { ok: true, value: first ?? commonTarget() };
  const names = targets.map(({ name }) => name).join(', ');
  return { ok: false, message: `several targets (${names}): choose one with --target or --agent` };
}

/** Where the agent version is open, events are held against what the newest agent makes of the rules: that is said. */
export function tellOpenVersion({ stderr }: CliContext, { target, note }: NamedTarget): void {
  if (!isOneAgent(target) && note !== undefined) stderr.write(`secl: ${forTerminal(note)}\n`);
}

/** Only what is there: a flag that is not given must not take a named target's fact away. */
function given<T extends Readonly<Record<string, string | undefined>>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** A named target that flags change says so: `hosts (agent 7.60)`. */
function nameOf(
  name: string | undefined,
  changed: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const parts = Object.entries(changed).map(([key, value]) => `${key} ${value}`);
  return name === undefined || parts.length === 0 ? name : `${name} (${parts.join(', ')})`;
}

function noSuchTarget(name: string, config: Config | undefined): string {
  if (config === undefined)
    return `--target ${name}: targets are named in a secl.yaml, and none is here or above; say --agent, --os …`;
  const names = [...config.targets.keys()];
  const known = names.length === 0 ? 'names none' : `has ${names.join(', ')}`;
  return `--target ${name}: ${config.document} ${known}${didYouMean(name, names)}`;
}
