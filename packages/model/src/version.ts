/** A semantic version as agents print theirs: `7.68.0-rc.3+git.5`. */
export interface AgentVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: string;
  readonly build: string;
}

const VERSION =
  /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** Reads `7.68.0`, and what people write for short: `7.68`, `v7.68.0-rc.3`. `undefined` where it is no version. */
export function parseAgentVersion(text: string): AgentVersion | undefined {
  const match = VERSION.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, major = '0', minor = '0', patch = '0', prerelease = '', build = ''] = match;
  const numbers = [major, minor, patch].map(Number);
  // `01` in a pre-release is what semver forbids; in the numbers before it, it is tolerated.
  const legal =
    numbers.every(Number.isSafeInteger) && prerelease.split('.').every((part) => !/^0[0-9]+$/.test(part));
  const [first = 0, second = 0, third = 0] = numbers;
  return legal ? { major: first, minor: second, patch: third, prerelease, build } : undefined;
}

export function formatAgentVersion(version: AgentVersion): string {
  const prerelease = version.prerelease === '' ? '' : `-${version.prerelease}`;
  const build = version.build === '' ? '' : `+${version.build}`;
  return `${version.major}.${version.minor}.${version.patch}${prerelease}${build}`;
}

/** Semver's order: below 0, 0 or above 0. The build does not count. */
export function compareAgentVersions(a: AgentVersion, b: AgentVersion): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

/** A release comes after its pre-releases; numbers in them come before words. */
function comparePrereleases(a: string, b: string): number {
  if (a === '' || b === '') {
    return a === b ? 0 : a === '' ? 1 : -1;
  }
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = compareParts(left[index], right[index]);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? -1 : 1;
  }
  const aIsNumber = /^[0-9]+$/.test(a);
  const bIsNumber = /^[0-9]+$/.test(b);
  if (aIsNumber && bIsNumber) {
    return Number(a) - Number(b);
  }
  if (aIsNumber !== bIsNumber) {
    return aIsNumber ? -1 : 1;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}
