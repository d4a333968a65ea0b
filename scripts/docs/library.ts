import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, type Platform, parseAgentVersion } from '../../packages/model/src/index.ts';
import {
  load,
  type MergedRule,
  type Origin,
  type PolicyFile,
  type RuleSet,
  readPolicy,
} from '../../packages/policy/src/index.ts';
import { type Node, readYaml } from '../../packages/text/src/index.ts';

const root = join(import.meta.dirname, '../../rules-library');

/** The parts of the library: what one agent loads. */
const parts: readonly { readonly folder: string; readonly platform: Platform }[] = [
  { folder: 'policies', platform: 'linux' },
  { folder: 'windows', platform: 'windows' },
];

/** A rule of the shipped library, with all that its page says. */
export interface LibraryRule {
  readonly id: string;
  readonly platform: Platform;
  /** The policy that holds it, relative to `rules-library/`. */
  readonly file: string;
  readonly rule: MergedRule;
  /** A rule on `fim.write` stands for several. */
  readonly eventTypes: readonly string[];
  /** Where it loads and can fire. */
  readonly origins: readonly Origin[];
  /** The oldest agent that loads it. */
  readonly since: string;
  readonly falsePositives: string;
  readonly references: readonly string[];
}

/** Every rule of the library, by id. */
export function libraryRules(): readonly LibraryRule[] {
  const notes = readNotes();
  return parts.flatMap((part) => rulesOf(part, notes)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Notes {
  readonly falsePositives: string;
  readonly references: readonly string[];
}

/** The part for Linux, as the newest agent on a host holds it. */
export function newestLinux(): RuleSet {
  return loadedAt(filesIn('policies'), 'linux', 'ebpf', catalogue('linux').lastMinor);
}

function filesIn(folder: string): readonly PolicyFile[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.policy'))
    .sort()
    .map((name) => readPolicy(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8'), 'custom'));
}

function rulesOf(
  { folder, platform }: (typeof parts)[number],
  notes: ReadonlyMap<string, Notes>,
): readonly LibraryRule[] {
  const files = filesIn(folder);
  const origins: readonly Origin[] = platform === 'windows' ? ['windows'] : ['ebpf', 'ebpfless'];
  const newest = catalogue(platform).lastMinor;
  const ofOrigin = origins.map((origin) => ({ origin, loaded: loadedAt(files, platform, origin, newest) }));
  const since = firstMinors(files, platform, origins);
  const found = new Map<string, LibraryRule>();
  for (const { loaded } of ofOrigin) {
    for (const { id, rule, place, state } of loaded.verdicts) {
      if (rule === undefined || state.status !== 'loaded' || found.has(id)) continue;
      const fires = ofOrigin.filter(({ loaded: other }) =>
        other.verdicts.some(
          (verdict) => verdict.id === id && verdict.state.status === 'loaded' && !verdict.neverFires,
        ),
      );
      const types = loaded.rules.filter((each) => each.id === id).map(({ eventType }) => eventType);
      found.set(id, {
        id,
        platform,
        file: place.document,
        rule,
        eventTypes: [...new Set(types)].sort(),
        origins: fires.map(({ origin }) => origin),
        since: `7.${since.get(id)}`,
        ...(notes.get(id) ?? missingNotes(id)),
      });
    }
  }
  return [...found.values()];
}

function loadedAt(files: readonly PolicyFile[], platform: Platform, origin: Origin, minor: number): RuleSet {
  const agentVersion = parseAgentVersion(`7.${minor}.0`);
  if (agentVersion === undefined) throw new Error(`7.${minor} is no version`);
  const host = new Map(Object.entries({ os: platform, origin }));
  return load(files, { platform, agentVersion, origin, host });
}

/** The first minor of agent 7 that loads a rule, by its id. */
function firstMinors(
  files: readonly PolicyFile[],
  platform: Platform,
  origins: readonly Origin[],
): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (let minor = catalogue(platform).lastMinor; minor >= catalogue(platform).firstMinor; minor--) {
    for (const origin of origins) {
      for (const { id, state } of loadedAt(files, platform, origin, minor).verdicts) {
        if (state.status === 'loaded') first.set(id, minor);
      }
    }
  }
  return first;
}

/** `notes.yaml`: what stands beside a rule and does not go to agents. */
function readNotes(): ReadonlyMap<string, Notes> {
  const { root: node } = readYaml('notes.yaml', readFileSync(join(root, 'notes.yaml'), 'utf8'));
  return new Map(
    entriesOf(node).map(([id, value]) => {
      const fields = new Map(entriesOf(value));
      const references = fields.get('references');
      return [
        id,
        {
          falsePositives: textOf(fields.get('false_positives')),
          references: references?.kind === 'sequence' ? references.items.map(textOf) : [],
        },
      ];
    }),
  );
}

const entriesOf = (node: Node | undefined): readonly (readonly [string, Node])[] =>
  node?.kind === 'mapping' ? node.entries.map(({ key, value }) => [key.value, value]) : [];
const textOf = (node: Node | undefined): string => (node?.kind === 'scalar' ? node.value : '');

/** Notes of rules that are not among these: for a test. */
export function strayNotes(ids: readonly string[]): readonly string[] {
  return [...readNotes().keys()].filter((id) => !ids.includes(id));
}

function missingNotes(id: string): never {
  throw new Error(`rules-library/notes.yaml says nothing of ${id}`);
}
