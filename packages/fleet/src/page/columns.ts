/**
 * Hosts and tasks as columns: of fifty thousand hosts nearly all that is said of one is said of many, so each different
 * text stands once and a member has its number. Hosts come first, then tasks.
 */
import { memberStatuses, type ReportedHost, type ReportedTask } from '../report/report.ts';

/** Texts of a column: each different one once, and its number for each member; -1 where it is not known. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly at: readonly number[];
}

/** The same where a member has several. */
export interface SetColumn {
  readonly values: readonly string[];
  readonly sets: readonly (readonly number[])[];
  readonly at: readonly number[];
}

export const configuredStates = ['configured', 'not-configured', 'unknown'] as const;

/** `kernel` and `distro` are of hosts, `family` and `launchType` of tasks: one column each holds both. */
export const textColumns = ['agent', 'os', 'cluster', 'account', 'kernelOrFamily', 'distroOrLaunch'] as const;
export type TextColumnName = (typeof textColumns)[number];

export interface MemberColumns {
  readonly hosts: number;
  readonly names: readonly string[];
  /** Into `memberStatuses`. */
  readonly status: readonly number[];
  /** Into `profiles`, where its rules can be live; else -1. */
  readonly profile: readonly number[];
  /** Into `profiles`, the one that it would have; else -1. */
  readonly supposed: readonly number[];
  readonly outdated: readonly number[];
  readonly texts: Readonly<Record<TextColumnName, TextColumn>>;
  readonly tags: SetColumn;
  readonly sources: SetColumn;
  /** Of tasks only, into `configuredStates`. */
  readonly configured: readonly number[];
  readonly lacks: SetColumn;
}

export function memberColumns(hosts: readonly ReportedHost[], tasks: readonly ReportedTask[]): MemberColumns {
  const all = [...hosts, ...tasks];
  const text = (of: (member: ReportedHost | ReportedTask) => string | null): TextColumn => {
    const values = new Numbers();
    const at = all.map((member) => {
      const value = of(member);
      return value === null ? -1 : values.numberOf(value);
    });
    return { values: values.all, at };
  };
  return {
    hosts: hosts.length,
    names: all.map(({ name }) => name),
    status: all.map(({ status }) => memberStatuses.indexOf(status)),
    profile: all.map(({ profile }) => profile ?? -1),
    supposed: all.map(({ supposed }) => supposed ?? -1),
    outdated: all.flatMap(({ outdated }, index) => (outdated ? [index] : [])),
    texts: {
      agent: text(({ agent }) => agent),
      os: text(({ os }) => os),
      cluster: text(({ cluster }) => cluster),
      account: text(({ account }) => account),
      kernelOrFamily: text((member) => ('kernel' in member ? member.kernel : member.family)),
      distroOrLaunch: text((member) => ('distro' in member ? member.distro : member.launchType)),
    },
    tags: setColumn(all.map(({ tags }) => tags)),
    sources: setColumn(all.map(({ sources }) => sources.map(String))),
    configured: tasks.map(({ configured }) => configuredStates.indexOf(configured)),
    lacks: setColumn(tasks.map(({ lacks }) => lacks)),
  };
}

function setColumn(lists: readonly (readonly string[])[]): SetColumn {
  const values = new Numbers();
  const keys = new Numbers();
  const sets: (readonly number[])[] = [];
  const at = lists.map((list) => {
    const set = list.map((value) => values.numberOf(value));
    const number = keys.numberOf(set.join());
    if (number === sets.length) sets.push(set);
    return number;
  });
  return { values: values.all, sets, at };
}

/** Numbers for texts, in the order in which they come. */
class Numbers {
  readonly all: string[] = [];
  readonly #known = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}
