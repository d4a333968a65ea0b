import type { Node, Problem, Range, Scalar } from '@secl/text';

/** Something that a file says, with its place in the file. */
export interface Said<T> {
  readonly value: T;
  readonly range: Range;
}

/** A text of a file with the scalar that holds it: spans of the text map to places in the file through it. */
export interface Text extends Said<string> {
  readonly scalar: Scalar;
}

/** One rule as a file defines it. Places count from the start of the item, `offset` further down in the file. */
export interface RuleDefinition {
  readonly offset: number;
  readonly range: Range;
  readonly id: Text | undefined;
  readonly expression: Text | undefined;
  readonly description: Text | undefined;
  readonly version: Text | undefined;
  readonly agentVersion: Text | undefined;
  readonly filters: readonly Text[];
  readonly tags: readonly { readonly key: string; readonly value: string; readonly range: Range }[];
  readonly productTags: readonly Text[];
  readonly disabled: Said<boolean> | undefined;
  readonly combine: Text | undefined;
  readonly overrideFields: readonly Text[];
  readonly actions: readonly ActionDefinition[];
  /** Nanoseconds. */
  readonly every: Said<bigint> | undefined;
  readonly limiterToken: readonly Text[];
  readonly silent: Said<boolean> | undefined;
  readonly groupId: Text | undefined;
  readonly priority: Said<number | bigint> | undefined;
}

export interface MacroDefinition {
  readonly offset: number;
  readonly range: Range;
  readonly id: Text | undefined;
  readonly expression: Text | undefined;
  readonly values: readonly Text[] | undefined;
  readonly description: Text | undefined;
  readonly agentVersion: Text | undefined;
  readonly filters: readonly Text[];
  readonly combine: Text | undefined;
}

/** Sections that are there, each as it stands; exactly one of them makes a valid action. */
export interface ActionDefinition {
  readonly range: Range;
  readonly filter: Text | undefined;
  readonly set: SetDefinition | undefined;
  readonly kill: KillDefinition | undefined;
  readonly hash:
    | {
        readonly range: Range;
        readonly field: Text | undefined;
        readonly maxFileSize: Said<number | bigint> | undefined;
      }
    | undefined;
  readonly coredump: { readonly range: Range; readonly flags: readonly Flag[] } | undefined;
  readonly log:
    | { readonly range: Range; readonly level: Text | undefined; readonly message: Text | undefined }
    | undefined;
  readonly networkFilter:
    | {
        readonly range: Range;
        readonly filter: Text | undefined;
        readonly policy: Text | undefined;
        readonly scope: Text | undefined;
      }
    | undefined;
}

export interface SetDefinition {
  readonly range: Range;
  readonly name: Text | undefined;
  /** The node as it stands: its type is its own. */
  readonly value: Node | undefined;
  readonly field: Text | undefined;
  readonly expression: Text | undefined;
  readonly defaultValue: Node | undefined;
  readonly append: boolean;
  readonly scope: Text | undefined;
  readonly scopeField: Text | undefined;
  readonly size: Said<number | bigint> | undefined;
  /** Nanoseconds. */
  readonly ttl: Said<bigint> | undefined;
  readonly private: Said<boolean> | undefined;
  readonly inherited: Said<boolean> | undefined;
}

export interface KillDefinition {
  readonly range: Range;
  readonly signal: Text | undefined;
  readonly scope: Text | undefined;
  readonly flags: readonly Flag[];
}

/** A switch of an action that only agents act on: `disable_container_disarmer`, `no_compression`. */
export interface Flag extends Said<boolean> {
  readonly key: string;
}

/** A policy file as read: what it defines, and what is wrong with the file itself. */
export interface PolicyFile {
  readonly name: string;
  readonly kind: 'default' | 'custom';
  readonly version: string;
  readonly macros: readonly MacroDefinition[];
  readonly rules: readonly RuleDefinition[];
  readonly problems: readonly Problem[];
  /** Set where agents lose the whole file: their text, and ours. What could be read is in `rules` and `macros` all the same. */
  readonly unreadable: Problem | undefined;
  /** What it may define beside that, in places that are decided elsewhere: by Terraform, by Helm. */
  readonly unsaid?: readonly Unsaid[];
}

/** A definition that a file may hold and does not say by itself. */
export interface Unsaid {
  readonly kind: 'macro' | 'variable';
  /** As rules call it: `SHELLS`, `process.seen`. Nothing where it may be any. */
  readonly name: string | undefined;
  /** As a verdict names what it needs. */
  readonly need: string;
}

export type ActionSection = 'set' | 'kill' | 'hash' | 'coredump' | 'log' | 'network_filter';

/** The sections that an action has. */
export function sectionsOf(action: ActionDefinition): readonly ActionSection[] {
  const sections: readonly (readonly [ActionSection, unknown])[] = [
    ['set', action.set],
    ['kill', action.kill],
    ['hash', action.hash],
    ['coredump', action.coredump],
    ['log', action.log],
    ['network_filter', action.networkFilter],
  ];
  return sections.filter(([, section]) => section !== undefined).map(([name]) => name);
}

/** The section of an action that was not dropped: it has exactly one. */
export function sectionOf(action: ActionDefinition): ActionSection {
  return sectionsOf(action)[0] ?? 'set';
}
