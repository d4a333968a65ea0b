/** The shape of the facts as they are handed to us; only what the generator reads. */
import { readFileSync } from 'node:fs';

export interface FieldFact {
  readonly event: string;
  readonly type: 'string' | 'int' | 'bool' | 'cidr';
  readonly array: boolean;
  readonly iterator: string | null;
  readonly since: string;
  readonly sinceMax?: string;
  readonly until: string | null;
  readonly untilMin?: string;
  readonly inferred?: boolean;
  readonly weight: number;
  readonly ops: string | null;
  readonly constants: string | null;
  readonly lengthOf?: string;
  readonly restrictedTo?: readonly string[];
  readonly restrictedSince?: string;
  readonly restrictedToLater?: readonly string[];
  readonly gaps?: readonly string[];
  readonly undocumented?: boolean;
  readonly typeUncertain?: boolean;
  readonly changes?: readonly ChangeFact[];
}

export interface ChangeFact {
  readonly version: string;
  readonly type?: readonly [FieldFact['type'], FieldFact['type']];
  readonly array?: readonly [boolean, boolean];
  readonly event?: readonly [string, string];
  readonly ops?: readonly [string | null, string | null];
}

export interface EventTypeFact {
  readonly since: string;
  readonly until: string | null;
  readonly category: string | null;
  readonly experimental: boolean;
  readonly docsOnly?: boolean;
}

export interface RewriteFact {
  readonly since: string;
  readonly until: string | null;
  readonly expandsTo: readonly {
    readonly event: string;
    readonly prefix: string;
    readonly guard: string | null;
  }[];
}

export interface PlatformFacts {
  readonly versions: readonly string[];
  readonly later: { readonly versions: readonly string[] };
  readonly iterators: Readonly<Record<string, string>>;
  readonly rewrites?: Readonly<Record<string, RewriteFact>>;
  readonly eventTypes: Readonly<Record<string, EventTypeFact>>;
  readonly fields: Readonly<Record<string, FieldFact>>;
}

export interface FieldFacts {
  readonly weights: Readonly<Record<string, number>>;
  readonly platforms: { readonly linux: PlatformFacts; readonly windows: PlatformFacts };
}

export type ConstantValue = number | boolean | readonly string[] | null;

export interface ConstantFacts {
  readonly groups: Readonly<Record<string, Readonly<Record<string, ConstantValue>>>>;
  readonly since?: Readonly<Record<string, string>>;
  readonly removed?: Readonly<
    Record<string, { readonly since: string; readonly until: string; readonly group: string }>
  >;
  readonly later?: Readonly<
    Record<
      string,
      {
        readonly since: string;
        readonly inferred: boolean;
        readonly values: Readonly<Record<string, ConstantValue>>;
      }
    >
  >;
}

export interface LegacyFact {
  readonly to: string;
  readonly since: string;
  readonly sinceMax?: string;
  readonly until: string | null;
  readonly ownField?: readonly [string, string | null];
  readonly targetExists?: boolean;
}

export interface RuleFilterFact {
  readonly type: 'string' | 'int' | 'bool';
  readonly array: boolean;
  readonly since: string;
  readonly until: string | null;
  readonly typeOnWindows?: 'string' | 'int' | 'bool';
}

export interface AttackFacts {
  readonly source: string;
  readonly complete: boolean;
  readonly attribution: string;
  readonly tactics: Readonly<Record<string, string>>;
  readonly techniques: Readonly<
    Record<string, { readonly name: string; readonly tactics: readonly string[] }>
  >;
  readonly redirects: Readonly<Record<string, string>>;
}

export interface Facts {
  readonly fields: FieldFacts;
  readonly constants: { readonly linux: ConstantFacts; readonly windows: ConstantFacts };
  readonly legacy: {
    readonly platforms: readonly string[];
    readonly fields: Readonly<Record<string, LegacyFact>>;
  };
  readonly ruleFilters: {
    readonly fields: Readonly<Record<string, RuleFilterFact>>;
    readonly osOnlyModel: Readonly<Record<string, { readonly type: string; readonly array: boolean }>>;
  };
  readonly attack: AttackFacts;
}

export function readFacts(directory: string): Facts {
  // The facts are checked by the schemas of what we make of them, so their own shape is taken on trust here.
  const read = <T>(name: string): T => JSON.parse(readFileSync(`${directory}/${name}.json`, 'utf8')) as T;
  return {
    fields: read('fields'),
    constants: read('constants'),
    legacy: read('legacy'),
    ruleFilters: read('rule-filters'),
    attack: read('attack'),
  };
}

/** `7.68` → 68. */
export function minor(version: string): number {
  const match = /^7\.(\d+)$/.exec(version);
  if (match?.[1] === undefined) {
    throw new Error(`not a minor of agent 7: ${version}`);
  }
  return Number(match[1]);
}
