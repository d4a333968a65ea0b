/** The agents that a target without a version admits, as far as loading can tell them apart. */
import {
  type AgentVersion,
  accepts,
  catalogue,
  compareAgentVersions,
  parseConstraint,
  type VersionConstraint,
} from '@secl/model';
import type { PolicyFile } from '../read/definitions.ts';
import type { Target } from './target.ts';

/** Agents that nothing in the catalogue, the target or the files tells apart: patch releases of one minor. */
export interface Alike {
  /** The first of them, which stands for all. */
  readonly version: AgentVersion;
  /** The patch of the last; undefined: all that follow are alike. */
  readonly lastPatch: number | undefined;
}

/** Neighbours among the agents that a target admits. */
export interface AgentSpan {
  /** `7.57`, `7.50.2`. */
  readonly first: string;
  /** `7.83`, which means all of its patch releases, or `7.50.1`. */
  readonly last: string;
  /** Both in words: `7.57 and newer`, `7.56 and older`, `7.50.0 to 7.50.1`. */
  readonly words: string;
}

type Admitting = Pick<Target, 'platform' | 'agentRange'>;

/**
 * Newest first: every minor that the catalogue knows, cut at the patch releases at which a constraint of the target or
 * of the files begins or ends to hold.
 */
export function admittedAgents(
  { platform, agentRange }: Admitting,
  files: readonly PolicyFile[] = [],
): readonly Alike[] {
  const { firstMinor, lastMinor } = catalogue(platform);
  const patches = new Map<number, Set<number>>();
  for (let minor = firstMinor; minor <= lastMinor; minor++) patches.set(minor, new Set([0]));
  const constraints = [...(agentRange === undefined ? [] : [agentRange]), ...constraintsOf(files)];
  for (const { version, wildcard } of constraints.flatMap(({ alternatives }) => alternatives.flat())) {
    // Without a patch, a comparator is about whole minors.
    if (version.major !== 7 || wildcard !== null) continue;
    patches
      .get(version.minor)
      ?.add(version.patch)
      .add(version.patch + 1);
  }
  return [...patches]
    .flatMap(([minor, cuts]) => alikeOf(minor, cuts))
    .filter(({ version }) => agentRange === undefined || accepts(agentRange, version))
    .sort((a, b) => compareAgentVersions(b.version, a.version));
}

/** Whether the catalogue knows an agent that a target without a version admits. Loading for none is a mistake. */
export function admitsAgents(target: Admitting): boolean {
  return admittedAgents(target).length > 0;
}

/** The newest agent that a target admits: its own version, where it says one. */
export function newestAdmitted(target: Admitting & Pick<Target, 'agentVersion'>): AgentVersion {
  const newest = target.agentVersion ?? admittedAgents(target)[0]?.version;
  if (newest === undefined) throw new Error('a target that admits no agent');
  return newest;
}

function constraintsOf(files: readonly PolicyFile[]): readonly VersionConstraint[] {
  const texts = new Set(files.flatMap((file) => [...constraintTexts(file)]));
  return [...texts].flatMap((text) => {
    const parsed = parseConstraint(text);
    return parsed.ok ? [parsed.constraint] : [];
  });
}

const textsOf = new WeakMap<PolicyFile, ReadonlySet<string>>();

function constraintTexts(file: PolicyFile): ReadonlySet<string> {
  const known = textsOf.get(file);
  if (known !== undefined) return known;
  const texts = new Set<string>();
  for (const { agentVersion } of [...file.macros, ...file.rules])
    if (agentVersion !== undefined) texts.add(agentVersion.value);
  textsOf.set(file, texts);
  return texts;
}

function alikeOf(minor: number, cuts: ReadonlySet<number>): readonly Alike[] {
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.map((patch, index) => {
    const next = sorted[index + 1];
    return {
      version: { major: 7, minor, patch, prerelease: '', build: '' },
      lastPatch: next === undefined ? undefined : next - 1,
    };
  });
}

/** `holds`, by the index of `admitted`, as spans of neighbours, newest first. */
export function spansOf(
  admitted: readonly Alike[],
  holds: (index: number) => boolean,
  platform: Target['platform'],
): readonly AgentSpan[] {
  const spans: AgentSpan[] = [];
  for (let end = 0; end < admitted.length; end++) {
    if (!holds(end)) continue;
    let start = end;
    while (start + 1 < admitted.length && holds(start + 1)) start++;
    const [first, last] = [admitted[start], admitted[end]];
    if (first !== undefined && last !== undefined) spans.push(spanOf(first, last, platform));
    end = start;
  }
  return spans;
}

function spanOf(from: Alike, to: Alike, platform: Target['platform']): AgentSpan {
  const { firstMinor, lastMinor } = catalogue(platform);
  const { minor, patch } = from.version;
  const last = `7.${to.version.minor}${to.lastPatch === undefined ? '' : `.${to.lastPatch}`}`;
  const wholeStart = patch === 0 && (to.version.minor !== minor || to.lastPatch === undefined);
  const first = wholeStart ? `7.${minor}` : `7.${minor}.${patch}`;
  const isNewest = to.version.minor === lastMinor && to.lastPatch === undefined;
  const isOldest = minor === firstMinor && patch === 0;
  const words =
    first === last
      ? first
      : isNewest
        ? `${first} and newer`
        : isOldest
          ? `${last} and older`
          : `${first} to ${last}`;
  return { first, last, words };
}

export function inWordsOf(spans: readonly AgentSpan[]): string {
  return spans.map(({ words }) => words).join(', ');
}
