import linux from './data/linux.json' with { type: 'json' };
import windows from './data/windows.json' with { type: 'json' };
import type { Comparison, EventType, FieldType, Minor, Platform, Rewrite } from './facts.ts';

/** What `scripts/generate.ts` makes of the facts; see `schema/platform.json`. */
export interface PlatformData {
  readonly platform: Platform;
  readonly firstMinor: Minor;
  readonly lastExactMinor: Minor;
  readonly lastMinor: Minor;
  readonly weights: {
    readonly FunctionWeight: number;
    readonly InArrayWeight: number;
    readonly HandlerWeight: number;
    readonly PatternWeight: number;
    readonly RegexpWeight: number;
    readonly InPatternArrayWeight: number;
    readonly IteratorWeight: number;
  };
  /** What each slot of an event holds: `i` integer, `b` bool, `s` text, `l` list. */
  readonly slots: string;
  /** `slots`: the same of one element. */
  readonly iterators: readonly { readonly name: string; readonly since: Minor; readonly slots: string }[];
  readonly eventTypes: readonly EventType[];
  readonly rewrites: readonly Rewrite[];
  /** `old new range [range in which the old name was a field of its own]`. */
  readonly legacy: readonly string[];
  readonly constantGroups: readonly ConstantGroup[];
  readonly traits: readonly Trait[];
  /** `name range trait slot`, sorted by name. */
  readonly fields: readonly string[];
}

export interface ConstantGroup {
  readonly name: string;
  readonly range: string;
  readonly sure: boolean;
  readonly values: Readonly<Record<string, boolean | number | readonly string[] | null>>;
  readonly ranges?: Readonly<Record<string, string>>;
}

/** Everything about a field but its name and its versions, in the newest minor that has it. */
export interface Trait {
  readonly type: FieldType;
  readonly array?: boolean;
  readonly list?: boolean;
  readonly cost: number;
  readonly comparison?: Comparison;
  readonly constants?: string;
  /** `*` for any; left out where it is the first segment of the name, or any where that is no event type. */
  readonly event?: string;
  readonly restrictedTo?: readonly string[];
  readonly length?: boolean;
  readonly undocumented?: boolean;
  readonly typeUncertain?: boolean;
  /** What differed up to and including a minor, oldest first. */
  readonly before?: readonly EarlierTrait[];
}

export interface EarlierTrait {
  readonly until: Minor;
  readonly type?: FieldType;
  readonly array?: boolean;
  readonly comparison?: Comparison;
  readonly event?: string;
  readonly restrictedTo?: readonly string[];
}

/** The compiler sees only the widened types of a JSON file; the schemas, tested, vouch for the rest. */
export const platformData: Readonly<Record<Platform, PlatformData>> = {
  linux: linux as unknown as PlatformData,
  windows: windows as unknown as PlatformData,
};
