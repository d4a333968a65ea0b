import {
  categories,
  findingCodes,
  hintOfCode,
  isPreset,
  type Level,
  type Levels,
  type Loudness,
  levels,
  lintRules,
  type Options,
  type OptionValue,
  type PresetName,
  presetNames,
  type Settings,
} from '@secl/lint';
import { asBoolean, asInteger, type Mapping, type Node, type Problem, placeOf } from '@secl/text';
import type { Config } from './config.ts';
import { type OptionFacts, readOptionValue } from './config-lint-option.ts';
import { ConfigReader } from './config-reader.ts';
import { didYouMean } from './nearest.ts';
import { directoryOf, joinPath } from './paths.ts';

/** From which level on findings fail a run; `never`: none does. */
export type FailOn = Loudness | 'never';
export const failOnNames: readonly FailOn[] = ['error', 'warning', 'info', 'never'];

/** What is set for some files: patterns as they are written, from where secl.yaml lies. */
export interface FileSettings extends Settings {
  readonly files: readonly string[];
}

/** `lint:` of a secl.yaml. What it does not say is undefined, so that flags and defaults can. */
export interface LintSection extends Settings {
  readonly preset: PresetName | undefined;
  /** Later ones win. */
  readonly overrides: readonly FileSettings[];
  readonly requireReasons: boolean;
  readonly failOn: FailOn | undefined;
  readonly maxWarnings: number | undefined;
  /** From where the file system starts. */
  readonly baseline: string | undefined;
  readonly problems: readonly Problem[];
}

const sectionKeys = [
  'preset',
  'levels',
  'options',
  'overrides',
  'require_reasons',
  'fail_on',
  'max_warnings',
  'baseline',
];

/**
 * Reads `lint:`. Apart from the rest of secl.yaml, as only those who lint want the lint rules in memory; nothing is set
 * where there is no such file.
 */
export function readLintSection(config: Config | undefined): LintSection {
  const reader = new ConfigReader(config?.document ?? '');
  const mapping = reader.mapping(config?.lint, 'lint', 'a mapping such as `{preset: strict}`');
  const keys =
    mapping === undefined ? new Map<string, Node>() : reader.entries(mapping, '`lint`', sectionKeys);
  const baseline = reader.text(keys.get('baseline'), 'baseline');
  return {
    preset: readChoice(reader, keys.get('preset'), 'preset', presetNames.filter(isPreset)),
    ...readSettings(reader, keys),
    overrides: readOverrides(reader, keys.get('overrides')),
    requireReasons: readFlag(reader, keys.get('require_reasons'), 'require_reasons'),
    failOn: readChoice(reader, keys.get('fail_on'), 'fail_on', failOnNames),
    maxWarnings: readCount(reader, keys.get('max_warnings'), 'max_warnings'),
    baseline: baseline && joinPath(directoryOf(config?.document ?? ''), baseline.text),
    problems: [...reader.problems].sort((a, b) => a.place.range.start - b.place.range.start),
  };
}

function readSettings(reader: ConfigReader, keys: ReadonlyMap<string, Node>): Settings {
  return {
    levels: readLevels(reader, keys.get('levels')),
    options: readOptions(reader, keys.get('options')),
  };
}

function readOverrides(reader: ConfigReader, node: Node | undefined): readonly FileSettings[] {
  if (node === undefined) return [];
  const expected = 'a list of mappings with `files` and `levels` or `options`';
  if (node.kind !== 'sequence') {
    reader.wrongType(node, 'overrides', expected);
    return [];
  }
  return node.items.flatMap((item) => {
    const mapping = reader.mapping(item, 'overrides', expected);
    if (mapping === undefined) return [];
    const keys = reader.entries(mapping, 'an override', ['files', 'levels', 'options']);
    if (!keys.has('files')) reader.wrongType(mapping, 'overrides', expected);
    const files = reader.texts(keys.get('files'), 'files').map(({ text }) => text);
    return [{ files, ...readSettings(reader, keys) }];
  });
}

const expectedLevel = '`off`, `info`, `warning` or `error`';

function readLevels(reader: ConfigReader, node: Node | undefined): Levels {
  const found = new Map<string, Level>();
  const mapping = reader.mapping(node, 'levels', 'a mapping from rules to levels');
  for (const { id, value } of entriesById(
    reader,
    mapping,
    levelKeys,
    'a lint rule, a category or the code of a problem',
  )) {
    const said = reader.text(value, id);
    const level = levels.find((each) => each === said?.text);
    if (level !== undefined) found.set(id, level);
    else if (said !== undefined)
      reader.note('workspace/wrong-type', said.range, {
        key: id,
        expected: expectedLevel,
        found: `\`${said.text}\`${didYouMean(said.text, levels)}`,
      });
  }
  return found;
}

const levelKeys: ReadonlySet<string> = new Set([...findingCodes, ...categories, 'default']);

const optionsById: ReadonlyMap<string, OptionFacts> = new Map(
  lintRules.map(({ id, options = {} }) => [id, options]),
);

function readOptions(reader: ConfigReader, node: Node | undefined): Options {
  const found = new Map<string, ReadonlyMap<string, OptionValue>>();
  const mapping = reader.mapping(node, 'options', 'a mapping from rules to their options');
  for (const { id, value } of entriesById(
    reader,
    mapping,
    new Set(optionsById.keys()),
    'the id of a lint rule',
  )) {
    const facts = optionsById.get(id) ?? {};
    const own = reader.mapping(value, id, 'a mapping from options to values');
    const values = new Map<string, OptionValue>();
    const known = Object.keys(facts);
    for (const [name, given] of own === undefined ? [] : reader.entries(own, `the options of ${id}`, known)) {
      const read = readOptionValue(reader, name, given, facts[name]);
      if (read !== undefined) values.set(name, read);
    }
    found.set(id, values);
  }
  return found;
}

/** The entries whose keys name a rule; others are noted. */
function entriesById(
  reader: ConfigReader,
  mapping: Mapping | undefined,
  known: ReadonlySet<string>,
  expected: string,
): readonly { readonly id: string; readonly value: Node }[] {
  return (mapping?.entries ?? []).flatMap(({ key, value }) => {
    if (known.has(key.value)) return [{ id: key.value, value }];
    const hint = hintOfCode(key.value, known);
    reader.note('workspace/unknown-lint-rule', placeOf(key), { id: key.value, expected, hint });
    return [];
  });
}

function readChoice<Choice extends string>(
  reader: ConfigReader,
  node: Node | undefined,
  key: string,
  choices: readonly Choice[],
): Choice | undefined {
  const said = reader.text(node, key);
  const choice = choices.find((each) => each === said?.text);
  if (said !== undefined && choice === undefined) {
    const expected = choices.map((each) => `\`${each}\``).join(', ');
    const found = `\`${said.text}\`${didYouMean(said.text, choices)}`;
    reader.note('workspace/wrong-type', said.range, { key, expected: `one of ${expected}`, found });
  }
  return choice;
}

function readFlag(reader: ConfigReader, node: Node | undefined, key: string): boolean {
  const value = node?.kind === 'scalar' ? asBoolean(node) : undefined;
  if (node !== undefined && value === undefined) reader.wrongType(node, key, '`true` or `false`');
  return value === true;
}

function readCount(reader: ConfigReader, node: Node | undefined, key: string): number | undefined {
  const value = node?.kind === 'scalar' ? asInteger(node) : undefined;
  if (node === undefined || (typeof value === 'number' && value >= 0)) return value as number | undefined;
  return reader.wrongType(node, key, 'a number from 0 on');
}
