/**
 * What inventories call an operating system: its kind, a distribution with a number, a marketing name. Names are in
 * data/os-images.json.
 */
import data from '../data/os-images.json' with { type: 'json' };

export type System =
  | { readonly kind: 'linux'; readonly distro: string | undefined }
  | { readonly kind: 'windows' }
  /** Known, and nothing that agents watch. */
  | { readonly kind: 'unwatched' };

/** Nothing where the text names no operating system. */
export function systemOf(text: string): System | undefined {
  const lower = text.trim().toLowerCase();
  const startsAs = (names: readonly string[]): boolean => names.some((name) => lower.startsWith(name));
  if (startsAs(data.windows)) return { kind: 'windows' };
  const distro = knownDistribution(text);
  if (distro !== undefined) return { kind: 'linux', distro };
  if (startsAs(data.unwatched)) return { kind: 'unwatched' };
  return /\blinux\b/.test(lower) ? { kind: 'linux', distro: undefined } : undefined;
}

/** `ubuntu 22.04` for `Ubuntu 22.04.3 LTS`; what is not in the table stays as it is, to be said. */
export function distributionOf(image: string): string {
  return knownDistribution(image) ?? image;
}

function knownDistribution(text: string): string | undefined {
  const lower = text.trim().toLowerCase();
  const entry = data.images.find(({ starts }) => lower.startsWith(starts.toLowerCase()));
  if (entry === undefined) return undefined;
  const number = /[0-9]+(?:\.[0-9]+)*/.exec(lower.slice(entry.starts.length))?.[0];
  const parts = number?.split('.').slice(0, entry.version) ?? [];
  return parts.length === 0 ? entry.distro : `${entry.distro} ${parts.join('.')}`;
}
