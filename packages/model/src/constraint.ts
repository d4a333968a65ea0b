import type { Minor } from './facts.ts';
import { type AgentVersion, compareAgentVersions, parseAgentVersion } from './version.ts';

/**
 * Version constraints of rules and macros (`agent_version`), as agents read them: those of the Go library
 * Masterminds/semver 3 (spec/policies.md, Loading 1).
 */
export interface VersionConstraint {
  readonly text: string;
  /** One of them must hold, with all its comparators. */
  readonly alternatives: readonly (readonly Comparator[])[];
}

interface Comparator {
  readonly operator: '=' | '!=' | '>' | '>=' | '<' | '<=' | '~' | '^';
  /** Missing parts and wildcards are 0. */
  readonly version: AgentVersion;
  /** The first part that was a wildcard or missing: `7.x` and `7` have `minor`. */
  readonly wildcard: 'major' | 'minor' | 'patch' | null;
}

export type ParsedConstraint =
  | { readonly ok: true; readonly constraint: VersionConstraint }
  /** `error` is the agent's text. */
  | { readonly ok: false; readonly error: string };

const BLANKS = /[\t\n\f\r ]*/y;
const OPERATOR = /=>|=<|>=|<=|~>|!=|[=><~^]?/y;
// The bar belongs to a version for the library as well; it only ever leads to an error.
const PART = '[0-9xX*|]+';
const SUFFIX = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const VERSION = `v?(${PART})(?:\\.(${PART}))?(?:\\.(${PART}))?(?:-(${SUFFIX}))?(?:\\+(?:${SUFFIX}))?`;
const STICKY_VERSION = new RegExp(VERSION, 'y');
const HYPHEN_RANGE = new RegExp(
  `[\\t\\n\\f\\r ]*(${VERSION})[\\t\\n\\f\\r ]+-[\\t\\n\\f\\r ]+(${VERSION})[\\t\\n\\f\\r ]*`,
  'g',
);

/** Finding hyphen ranges takes quadratic time; nobody writes more than this, but an attacker. */
const MAX_LENGTH = 2_000;

export function parseConstraint(text: string): ParsedConstraint {
  if (text.trim() === '') {
    return { ok: true, constraint: { text, alternatives: [[]] } };
  }
  if (text.length > MAX_LENGTH) {
    return refuse(`improper constraint: ${text}`);
  }
  const alternatives: (readonly Comparator[])[] = [];
  for (const segment of expandHyphenRanges(text).split('||')) {
    const comparators = parseComparators(segment);
    if (typeof comparators === 'string') {
      return refuse(comparators);
    }
    alternatives.push(comparators);
  }
  return { ok: true, constraint: { text, alternatives } };
}

/** Whether agents of this version take the rule. Their own pre-release and build do not count. */
export function accepts(constraint: VersionConstraint, version: AgentVersion): boolean {
  const release = { ...version, prerelease: '', build: '' };
  return constraint.alternatives.some((all) => all.every((comparator) => holds(comparator, release)));
}

/** A minor of which a constraint admits every patch release, or only some. */
export interface AcceptedMinor {
  readonly minor: Minor;
  readonly patches: 'all' | 'some';
}

/** The minors of agent 7 from `first` to `last` that a constraint admits. */
export function minorsAccepted(
  constraint: VersionConstraint,
  { first, last }: { readonly first: Minor; readonly last: Minor },
): readonly AcceptedMinor[] {
  // Between the patches that the constraint names, nothing changes.
  const named = constraint.alternatives.flat().map((comparator) => comparator.version.patch);
  const patches = new Set([0, 1, ...named.flatMap((patch) => [Math.max(0, patch - 1), patch, patch + 1])]);
  const found: AcceptedMinor[] = [];
  for (let minor = first; minor <= last; minor++) {
    const verdicts = [...patches].map((patch) =>
      accepts(constraint, { major: 7, minor, patch, prerelease: '', build: '' }),
    );
    if (verdicts.includes(true)) {
      found.push({ minor, patches: verdicts.includes(false) ? 'some' : 'all' });
    }
  }
  return found;
}

function refuse(reason: string): ParsedConstraint {
  return { ok: false, error: `failed to parse agent version constraint: ${reason}` };
}

/** `a - b` is rewritten before anything is read; the library's errors quote the text after that. */
function expandHyphenRanges(text: string): string {
  return text.replace(HYPHEN_RANGE, (...groups: string[]) => `>= ${groups[1] ?? ''}, <= ${groups[6] ?? ''} `);
}

/** The comparators of one alternative, or the library's complaint. */
function parseComparators(segment: string): readonly Comparator[] | string {
  const improper = `improper constraint: ${segment}`;
  const comparators: Comparator[] = [];
  // The library reads the numbers of an alternative only once all of it has the right form.
  let unread = false;
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(segment);
    position += match?.[0].length ?? 0;
    return match;
  };
  for (;;) {
    const blanksBefore = take(BLANKS)?.[0].length ?? 0;
    if (position === segment.length && comparators.length > 0) {
      return unread ? 'constraint parser error' : comparators;
    }
    if (comparators.length > 0) {
      if (segment[position] === ',') {
        position++;
        take(BLANKS);
      } else if (blanksBefore === 0) {
        return improper;
      }
    }
    const operator = take(OPERATOR)?.[0] ?? '';
    take(BLANKS);
    const version = take(STICKY_VERSION);
    if (version === null) {
      return improper;
    }
    const comparator = readComparator(operator, version);
    unread ||= comparator === undefined;
    comparators.push(comparator ?? nothing);
  }
}

/** Stands for a comparator that cannot be read: its constraint is refused. */
const nothing: Comparator = {
  operator: '=',
  version: { major: 0, minor: 0, patch: 0, prerelease: '', build: '' },
  wildcard: null,
};

const OPERATORS: Readonly<Record<string, Comparator['operator']>> = {
  '': '=',
  '=': '=',
  '!=': '!=',
  '>': '>',
  '>=': '>=',
  '=>': '>=',
  '<': '<',
  '<=': '<=',
  '=<': '<=',
  '~': '~',
  '~>': '~',
  '^': '^',
};

function readComparator(
  operator: string,
  [, major, minor, patch, prerelease]: RegExpExecArray,
): Comparator | undefined {
  const wildcard = isWildcard(major)
    ? 'major'
    : isWildcard(minor)
      ? 'minor'
      : isWildcard(patch)
        ? 'patch'
        : null;
  const numbers =
    wildcard === 'major'
      ? '0.0.0'
      : wildcard === 'minor'
        ? `${major}.0.0`
        : wildcard === 'patch'
          ? `${major}.${minor}.0`
          : `${major}.${minor}.${patch}`;
  const version = parseAgentVersion(prerelease === undefined ? numbers : `${numbers}-${prerelease}`);
  return version === undefined ? undefined : { operator: OPERATORS[operator] ?? '=', version, wildcard };
}

function isWildcard(part: string | undefined): boolean {
  return part === undefined || part === 'x' || part === 'X' || part === '*';
}

function holds({ operator, version, wildcard }: Comparator, agent: AgentVersion): boolean {
  const order = compareAgentVersions(agent, version);
  switch (operator) {
    case '=':
      return wildcard === null ? order === 0 : withinTilde(version, wildcard, agent, order);
    case '~':
      return withinTilde(version, wildcard, agent, order);
    case '!=':
      return isOther(version, wildcard, agent, order);
    case '^':
      return withinCaret(version, wildcard, agent, order);
    case '<':
      return order < 0;
    case '>=':
      return order >= 0;
    case '>':
      return isBeyond(version, wildcard, agent, order);
    case '<=':
      return isUpTo(version, wildcard, agent, order);
  }
}

/** `~7.60.2` goes up to the end of 7.60, `~7` to the end of 7, `~*` anywhere. */
function withinTilde(
  version: AgentVersion,
  wildcard: Comparator['wildcard'],
  agent: AgentVersion,
  order: number,
): boolean {
  if (order < 0) {
    return false;
  }
  const isZero = version.major === 0 && version.minor === 0 && version.patch === 0;
  if (isZero && (wildcard === null || wildcard === 'major')) {
    return true;
  }
  return agent.major === version.major && (wildcard === 'minor' || agent.minor === version.minor);
}

function isOther(
  version: AgentVersion,
  wildcard: Comparator['wildcard'],
  agent: AgentVersion,
  order: number,
): boolean {
  switch (wildcard) {
    case 'minor':
      return agent.major !== version.major;
    case 'patch':
      // A pre-release that the constraint names is never that of an agent, whose own is cut off.
      return agent.major !== version.major || agent.minor !== version.minor || version.prerelease !== '';
    case 'major':
    case null:
      return order !== 0;
  }
}

function withinCaret(
  version: AgentVersion,
  wildcard: Comparator['wildcard'],
  agent: AgentVersion,
  order: number,
): boolean {
  if (order < 0) {
    return false;
  }
  if (version.major > 0 || wildcard === 'minor') {
    return agent.major === version.major;
  }
  if (agent.major > 0) {
    return false;
  }
  if (version.minor > 0 || wildcard === 'patch') {
    return agent.minor === version.minor;
  }
  return agent.minor === 0 && agent.patch === version.patch;
}

/** `>7.60` means beyond all of 7.60. */
function isBeyond(
  version: AgentVersion,
  wildcard: Comparator['wildcard'],
  agent: AgentVersion,
  order: number,
): boolean {
  switch (wildcard) {
    case 'minor':
      return agent.major > version.major;
    case 'patch':
      return agent.major > version.major || (agent.major === version.major && agent.minor > version.minor);
    case 'major':
    case null:
      return order > 0;
  }
}

/** `<=7.60` includes all of 7.60. */
function isUpTo(
  version: AgentVersion,
  wildcard: Comparator['wildcard'],
  agent: AgentVersion,
  order: number,
): boolean {
  switch (wildcard) {
    case 'minor':
      return agent.major <= version.major;
    case 'patch':
      return agent.major < version.major || (agent.major === version.major && agent.minor <= version.minor);
    case 'major':
      return agent.major === 0 && agent.minor === 0;
    case null:
      return order <= 0;
  }
}
