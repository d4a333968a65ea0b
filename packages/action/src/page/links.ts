import type { Place } from '../lint-report.ts';
import type { World } from '../world.ts';

/** Addresses on GitHub, where the run says enough to make them. */
export interface Links {
  /** Lines of a file as they were when they were looked at. */
  readonly lines: (place: Place) => string | undefined;
  /** A page of the toolkit's documentation, of the version that runs. */
  readonly documentation: (page: string) => string | undefined;
  readonly commit: string | undefined;
  readonly run: string | undefined;
}

export function linksOf({ env }: World, commit: string | undefined): Links {
  const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const home = env.GITHUB_REPOSITORY;
  const toolkit = env.GITHUB_ACTION_REPOSITORY;
  const version = env.GITHUB_ACTION_REF;
  const at = (...segments: readonly string[]): string =>
    [server, ...segments.flatMap((segment) => segment.split('/')).map(encoded)].join('/');
  return {
    lines({ file, start, end }) {
      if (!home || commit === undefined || file.startsWith('/')) return undefined;
      const last = end.line > start.line ? `-L${end.line}` : '';
      return `${at(home, 'blob', commit, file)}#L${start.line}${last}`;
    },
    documentation: (page) => (toolkit && version ? at(toolkit, 'blob', version, page) : undefined),
    commit: home && commit !== undefined ? at(home, 'commit', commit) : undefined,
    run: home && env.GITHUB_RUN_ID ? at(home, 'actions', 'runs', env.GITHUB_RUN_ID) : undefined,
  };
}

/** Of Markdown's own characters, `encodeURIComponent` leaves some. */
const encoded = (segment: string): string =>
  encodeURIComponent(segment).replace(
    /[!'()*_~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Text that leads somewhere, where there is an address; both are Markdown already. */
export const linked = (text: string, address: string | undefined): string =>
  address === undefined ? text : `[${text}](${address})`;
