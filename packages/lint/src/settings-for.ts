/**
 * Which level and which options count for a file. The closest word wins: what is set for its path over what is set for
 * all, the rule's id over its category over `default`, all of that over the preset, the preset over the rule itself.
 */
import type { LintConfig, Settings } from './config.ts';
import type { LintRuleFacts, OptionValue } from './contract.ts';
import { type Category, categories, type Level, type Loudness, levels } from './level.ts';
import presetData from './presets.json' with { type: 'json' };

export interface Asked {
  readonly id: string;
  readonly category: Category;
  /** In the presets `recommended` and `strict`. */
  readonly level: Level;
  readonly strict?: Loudness | undefined;
}

export function categoryOf(id: string): Category {
  return categories.find((category) => id.startsWith(`${category}/`)) ?? 'load';
}

export function askedOf({ id, level, strict }: LintRuleFacts): Asked {
  return { id, category: categoryOf(id), level, strict };
}

/**
 * The level of a rule in a file. Problems of loading that are errors stay errors, unless somebody names them by their
 * code: a preset, a category or a default says nothing about what agents reject.
 */
export function levelFor(asked: Asked, document: string, config: LintConfig): Level {
  const fixed = asked.category === 'load' && asked.level === 'error';
  const keys = fixed ? [asked.id] : [asked.id, asked.category, 'default'];
  for (const settings of settingsFor(document, config)) {
    for (const key of keys) {
      const level = settings.levels.get(key);
      if (level !== undefined) return level;
    }
  }
  return fixed ? asked.level : presetLevel(asked, config);
}

/** Options that are set, the closest first. */
export function optionFor(
  rule: LintRuleFacts,
  option: string,
  document: string,
  config: LintConfig,
): OptionValue | undefined {
  for (const { options } of settingsFor(document, config)) {
    const value = options.get(rule.id)?.get(option);
    if (value !== undefined) return value;
  }
  const presetOptions: Readonly<Record<string, Readonly<Record<string, OptionValue>>>> =
    presetData[config.preset].options;
  return presetOptions[rule.id]?.[option] ?? rule.options?.[option]?.default;
}

function settingsFor(document: string, config: LintConfig): readonly Settings[] {
  const { overrides } = config;
  const matching = overrides.filter(({ matches }) => matches(document)).reverse();
  return [...matching, config];
}

function presetLevel({ id, level, strict }: Asked, { preset }: LintConfig): Level {
  const chosen: { readonly strict: boolean; readonly levels: Readonly<Record<string, string>> } =
    presetData[preset];
  const named = chosen.levels[id];
  const own = levels.find((each) => each === named);
  if (own !== undefined) return own;
  return chosen.strict ? (strict ?? level) : level;
}
