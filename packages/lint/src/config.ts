import type { OptionValue } from './contract.ts';
import type { Level } from './level.ts';
import presetData from './presets.json' with { type: 'json' };

export type PresetName = keyof typeof presetData;
export const presetNames = Object.keys(presetData) as readonly PresetName[];

export function isPreset(text: string): text is PresetName {
  return Object.hasOwn(presetData, text);
}

/** Levels by the id of a rule, by category, and by `default`. */
export type Levels = ReadonlyMap<string, Level>;
/** Options by the id of a rule. */
export type Options = ReadonlyMap<string, ReadonlyMap<string, OptionValue>>;

export interface Settings {
  readonly levels: Levels;
  readonly options: Options;
}

/** What is set for some files only. */
export interface Override extends Settings {
  readonly matches: (document: string) => boolean;
}

export interface LintConfig extends Settings {
  readonly preset: PresetName;
  /** Later ones win. */
  readonly overrides: readonly Override[];
  /** Whether an ignore comment has to say why. */
  readonly requireReasons: boolean;
  /** The day on which an ignore comment may have expired, `2027-01-31`; undefined: none ever has. */
  readonly today: string | undefined;
}

export const defaultConfig: LintConfig = {
  preset: 'recommended',
  levels: new Map(),
  options: new Map(),
  overrides: [],
  requireReasons: false,
  today: undefined,
};
