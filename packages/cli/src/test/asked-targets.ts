import type { TestFile } from '@secl/testing';
import type { Config, Found, NamedTarget } from '@secl/workspace';
import type { TargetFlags } from '../target.ts';
import { targetsOfFlags } from '../target-run.ts';

/** The targets that flags ask for, in the place of those that test files would run on. */
export interface AskedTargets {
  /** Of secl.yaml, or described by the flags. */
  readonly everywhere: readonly NamedTarget[];
  /** Names of targets that test files describe themselves: each runs on those that it has. */
  readonly own: ReadonlySet<string>;
}

/** Undefined where they ask for none. */
export function askedTargets(
  { target: names = [], ...others }: TargetFlags,
  tests: readonly TestFile[],
  config: Config | undefined,
): Found<AskedTargets | undefined> {
  const described = new Set(
    tests.flatMap(({ targets }) =>
      targets.map((each) => (each.kind === 'described' ? each.name : undefined)),
    ),
  );
  const own = new Set(names.filter((name) => described.has(name) && config?.targets.has(name) !== true));
  const rest = names.filter((name) => !own.has(name));
  const { agent, os, kernel, distro, origin } = others;
  const changes = [agent?.join(), os, kernel, distro, origin].some((each) => each !== undefined);
  if (own.size > 0 && changes) {
    const [name] = own;
    return {
      ok: false,
      message: `--target ${name}: a test file describes it, so no other flag can change it`,
    };
  }
  const everywhere = targetsOfFlags(rest.length === 0 ? others : { ...others, target: rest }, config);
  if (!everywhere.ok) return everywhere;
  if (everywhere.value === undefined && own.size === 0) return { ok: true, value: undefined };
  return { ok: true, value: { everywhere: everywhere.value ?? [], own } };
}
