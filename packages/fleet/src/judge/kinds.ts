/**
 * Which targets cannot differ. What an agent holds depends on which definitions it takes and on what its minor version
 * knows; the rest of a host (its kernel, its distribution, its patch release) only goes into the former.
 */
import {
  type AgentVersion,
  accepts,
  catalogue,
  filterField,
  filterFields,
  type ParsedConstraint,
  parseConstraint,
} from '@secl/model';
import { createJudge, minorOf, type PolicyFile, type RuleDefinition, type Target } from '@secl/policy';
import type { Asked } from './target-of.ts';

interface Limits {
  readonly constraint: string | undefined;
  readonly filters: readonly Filter[];
}

interface Filter {
  readonly text: RuleDefinition['filters'][number];
  /** Names of facts that it asks for, in any agent. */
  readonly names: readonly string[];
}

export class Kinds {
  /** Each different way in which a definition limits itself. */
  readonly #limits: readonly Limits[];
  readonly #constraints = new Map<string, ParsedConstraint>();
  readonly #filters = new Map<string, string>();
  readonly #keys = new WeakMap<Target, string>();
  readonly asked: Asked;

  constructor(files: readonly PolicyFile[]) {
    const limits = new Map<string, Limits>();
    const filters = new Map<string, Filter>();
    for (const { agentVersion, filters: texts } of files.flatMap((file) => [...file.rules, ...file.macros])) {
      if (agentVersion === undefined && texts.length === 0) continue;
      const own = texts.map((text) => {
        const filter = filters.get(text.value) ?? { text, names: namesIn(text.value) };
        filters.set(text.value, filter);
        return filter;
      });
      limits.set(JSON.stringify([agentVersion?.value ?? null, texts.map(({ value }) => value)]), {
        constraint: agentVersion?.value,
        filters: own,
      });
    }
    this.#limits = [...limits.values()];
    const names = new Set([...filters.values()].flatMap((filter) => filter.names));
    const some = (start: string): boolean => [...names].some((name) => name.startsWith(start));
    this.asked = { kernel: some('kernel.'), distro: some('os.'), hostname: names.has('hostname') };
  }

  /** Equal for targets on which agents hold the same rules, whatever the files of these policies. */
  key(target: Target): string {
    const known = this.#keys.get(target);
    if (known !== undefined) return known;
    const made = [
      target.platform,
      target.origin ?? '',
      [...(target.disabledEventTypes ?? [])].sort().join(),
      this.#taken(target),
    ].join('|');
    this.#keys.set(target, made);
    return made;
  }

  #taken(target: Target): string {
    const { agentVersion, platform } = target;
    if (agentVersion !== undefined)
      return `${nearestMinor(target, agentVersion)}:${this.#takenBy(target, agentVersion)}`;
    const { firstMinor, lastMinor } = catalogue(platform);
    const parts: string[] = [];
    for (let minor = firstMinor; minor <= lastMinor; minor++)
      parts.push(this.#takenBy(target, { major: 7, minor, patch: 0, prerelease: '', build: '' }));
    return `?:${parts.join('/')}`;
  }

  #takenBy(target: Target, version: AgentVersion): string {
    let taken = '';
    for (const { constraint, filters } of this.#limits)
      taken += this.#accepts(constraint, version) ? this.#passes(filters, target, version) : 'v';
    return taken;
  }

  #accepts(text: string | undefined, version: AgentVersion): boolean {
    if (text === undefined) return true;
    const parsed = this.#constraints.get(text) ?? parseConstraint(text);
    this.#constraints.set(text, parsed);
    return parsed.ok && accepts(parsed.constraint, version);
  }

  #passes(filters: readonly Filter[], target: Target, version: AgentVersion): string {
    if (filters.length === 0) return '1';
    const minor = minorOf({ agentVersion: version });
    // Of its version only matters which of the facts an agent knows.
    const factOf = (name: string): string =>
      filterField(name, target.platform, minor) === undefined ? '!' : String(target.host.get(name) ?? '?');
    const texts = filters.map(({ text, names }) => `${text.value}\u0000${names.map(factOf).join()}`);
    const key = `${target.platform} ${texts.join('\u0000')}`;
    const known = this.#filters.get(key);
    if (known !== undefined) return known;
    const judge = createJudge({ ...target, agentVersion: version });
    const acceptance = judge({ agentVersion: undefined, filters: filters.map(({ text }) => text) });
    const result =
      acceptance.accepted === true
        ? '1'
        : acceptance.accepted === false
          ? 'f'
          : acceptance.accepted === 'undecided'
            ? `(${acceptance.needs.join()})`
            : 'e';
    this.#filters.set(key, result);
    return result;
  }
}

/** The minor whose facts an agent has, as far as the catalogue tells minors apart. */
function nearestMinor({ platform }: Target, agentVersion: AgentVersion): number {
  return catalogue(platform).at(minorOf({ agentVersion })).minor;
}

/** Facts of any agent that a filter may ask for: all of its words that are one. */
function namesIn(filter: string): readonly string[] {
  const words = new Set(filter.match(/[a-z_0-9]+(?:\.[a-z_0-9]+)*/g) ?? []);
  return [...words].filter((word) => filterFields('linux').has(word)).sort();
}
