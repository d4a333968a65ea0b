import type { Platform, Value } from '@secl/model';
import { isOrigin, type Origin, type Target } from '@secl/policy';
import { describeAgent } from './agent.ts';
import { distributionFacts, distributionNames, noLinux } from './distribution.ts';
import { kernelFacts } from './kernel.ts';
import { didYouMean } from './nearest.ts';

/** A target as people write it, on a command line or in secl.yaml. All is optional. */
export interface TargetDescription {
  /** `linux` or `windows`. */
  readonly os?: string | undefined;
  /** `7.68`, `7.68.1`, `latest`; a range such as `>= 7.50`; or `unknown`. */
  readonly agent?: string | undefined;
  /** `ebpf`, `ebpfless` (or `fargate`), `windows`. */
  readonly origin?: string | undefined;
  /** As `uname -r` prints it, or its start: `5.15`. */
  readonly kernel?: string | undefined;
  /** `ubuntu 22.04`. */
  readonly distro?: string | undefined;
  /** Further host facts by their SECL names; they win over what follows from the rest. */
  readonly facts?: ReadonlyMap<string, Value> | undefined;
}

export interface NamedTarget {
  /** From secl.yaml, or made of what was given. Unique among the targets of one run. */
  readonly name: string;
  readonly target: Target;
  /** What a person should know about this target. */
  readonly note: string | undefined;
}

export type Described =
  | { readonly ok: true; readonly value: NamedTarget }
  | { readonly ok: false; readonly key: keyof TargetDescription; readonly message: string };

const platforms: readonly Platform[] = ['linux', 'windows'];
const origins: Readonly<Record<string, Origin>> = {
  ebpf: 'ebpf',
  ebpfless: 'ebpfless',
  fargate: 'ebpfless',
  windows: 'windows',
};
const platformOf: Readonly<Record<Origin, Platform>> = {
  ebpf: 'linux',
  ebpfless: 'linux',
  windows: 'windows',
};

/**
 * The target that a description means. What is left out is the most common: Linux, the newest agent that the catalogue
 * knows, eBPF. Host facts are only those that follow from what was said; rules that ask for others stay undecided.
 */
export function describeTarget(description: TargetDescription, name?: string): Described {
  const origin = originOf(description);
  if (typeof origin === 'object') return origin;
  const platform = platformFrom(description, origin);
  if (typeof platform === 'object') return platform;
  const agent = describeAgent(description.agent, platform);
  if (!agent.ok) return { ok: false, key: 'agent', message: agent.message };
  const from = origin ?? (platform === 'linux' ? 'ebpf' : 'windows');
  const host = new Map<string, Value>([
    ['os', platform],
    ['origin', from],
    ...(platform === 'windows' ? noLinux : []),
  ]);
  for (const part of ['kernel', 'distro'] as const) {
    const text = description[part];
    if (text === undefined) continue;
    const facts = part === 'kernel' ? kernelFacts(text, platform) : distributionFacts(text);
    if (facts === undefined) return { ok: false, key: part, message: unknownPart(part, text) };
    for (const [fact, value] of facts) host.set(fact, value);
  }
  for (const [fact, value] of description.facts ?? []) host.set(fact, value);
  const target: Target = { platform, ...agent.value.facts, origin: from, host };
  return {
    ok: true,
    value: {
      name: name ?? describe(description, agent.value.name, target, from),
      target,
      note: agent.value.note,
    },
  };
}

function originOf({ origin }: TargetDescription): Origin | undefined | Described {
  if (origin === undefined) return undefined;
  const known = Object.hasOwn(origins, origin) ? origins[origin] : undefined;
  if (known !== undefined && isOrigin(known)) return known;
  const hint = didYouMean(origin, Object.keys(origins)) || ': there are ebpf, ebpfless (Fargate) and windows';
  return { ok: false, key: 'origin', message: `\`${origin}\` is not an origin${hint}` };
}

function platformFrom({ os }: TargetDescription, origin: Origin | undefined): Platform | Described {
  if (os === undefined) return origin === undefined ? 'linux' : platformOf[origin];
  const platform = platforms.find((each) => each === os);
  if (platform === undefined) {
    const hint = didYouMean(os, platforms) || ': agents run on linux and on windows';
    return { ok: false, key: 'os', message: `\`${os}\` is not an operating system${hint}` };
  }
  if (origin !== undefined && platformOf[origin] !== platform) {
    return { ok: false, key: 'origin', message: `the origin \`${origin}\` does not exist on ${platform}` };
  }
  return platform;
}

function unknownPart(part: 'kernel' | 'distro', text: string): string {
  if (part === 'kernel')
    return `\`${text}\` is not a kernel version: write it as 5.15 or as \`uname -r\` prints it`;
  const [word = text] = text.split(/[-: ]?[0-9]/);
  const hint = didYouMean(word, distributionNames) || `: there are ${distributionNames.join(', ')}`;
  return `\`${text}\` is not a known distribution${hint}`;
}

/** `linux 7.68`, and what differs from the most common target: `linux 7.68 ebpfless, kernel 5.15`. */
function describe(
  description: TargetDescription,
  agent: string,
  { platform }: Target,
  origin: Origin,
): string {
  const parts = [
    `${platform} ${agent}${origin === 'ebpfless' ? ' ebpfless' : ''}`,
    ...(description.kernel === undefined ? [] : [`kernel ${description.kernel}`]),
    ...(description.distro === undefined ? [] : [description.distro]),
  ];
  return parts.join(', ');
}
