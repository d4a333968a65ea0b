/**
 * Whether the answers of the API are whole. Each page says how many agents there are in all, of hosts or of serverless
 * tasks: these are two lists, with a number each. A page that was fetched twice is one.
 */
import type { Growing } from './merge.ts';

interface Answers {
  total: number;
  readonly members: Set<Growing>;
  /** Of the first page. */
  readonly source: number;
}

export class ApiPages {
  readonly #answers = new Map<Growing['kind'], Answers>();
  #page: Growing[] = [];

  /** An element of the page that is being read. */
  add(member: Growing): void {
    this.#page.push(member);
  }

  /** The end of a page, with what it says of all of them. Which list it is of its elements tell; an empty one is of none. */
  endPage(total: number, source: number): void {
    const members = this.#page;
    this.#page = [];
    if (members.length === 0) return;
    const kind = members.every((member) => member.kind === 'task') ? 'task' : 'host';
    const answers = this.#answers.get(kind) ?? { total: 0, members: new Set(), source };
    answers.total = Math.max(answers.total, total);
    for (const member of members) answers.members.add(member);
    this.#answers.set(kind, answers);
  }

  /** Elements without an end of their page belong to none. */
  endFile(): void {
    this.#page = [];
  }

  /** Lists of which agents are missing. */
  missing(): readonly { readonly read: number; readonly total: number; readonly source: number }[] {
    return [...this.#answers.values()]
      .filter(({ total, members }) => members.size < total)
      .map(({ total, members, source }) => ({ read: members.size, total, source }));
  }

  /** Where all agents of hosts are known, the first answer that says so: a host that none names has none. */
  wholeSource(): number | undefined {
    const hosts = this.#answers.get('host');
    return hosts !== undefined && hosts.members.size >= hosts.total ? hosts.source : undefined;
  }
}
