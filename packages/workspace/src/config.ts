import { type External, nothingExternal } from '@secl/policy';
import { forAnyone, isNull, type Node, type Problem, readYaml } from '@secl/text';
import { readExternal } from './config-external.ts';
import { ConfigReader } from './config-reader.ts';
import { type RedactSection, readRedact } from './config-redact.ts';
import { readTarget } from './config-target.ts';
import { didYouMean } from './nearest.ts';
import { directoryOf, joinPath } from './paths.ts';
import type { NamedTarget, TargetDescription } from './target.ts';

/** A rule set as secl.yaml names it. Paths and patterns start where the file system starts. */
export interface RuleSetConfig {
  readonly name: string;
  readonly policies: readonly string[];
  readonly defaultPolicy: string | undefined;
  readonly external: External;
  /** Empty: the most common target. */
  readonly targets: readonly NamedTarget[];
}

export interface ConfiguredTarget extends NamedTarget {
  readonly description: TargetDescription;
}

/** One secl.yaml, read. */
export interface Config {
  readonly document: string;
  readonly text: string;
  readonly ruleSets: readonly RuleSetConfig[];
  readonly targets: ReadonlyMap<string, ConfiguredTarget>;
  /** Files or patterns of recordings, by the name that is given to them. */
  readonly recordings: ReadonlyMap<string, readonly string[]>;
  /** `lint:`, which `readLintSection` reads. */
  readonly lint: Node | undefined;
  readonly redact: RedactSection;
  readonly problems: readonly Problem[];
}

const topKeys = ['rule_sets', 'targets', 'recordings', 'lint', 'redact'];
const ruleSetKeys = ['policies', 'default', 'targets', 'external'];

/** Reads a secl.yaml. Never fails: what can be read is there, beside the problems. */
export function readConfig(document: string, text: string): Config {
  const yaml = readYaml(document, text);
  const reader = new ConfigReader(document);
  const directory = directoryOf(document);
  const root = yaml.root === undefined || isNull(yaml.root) ? undefined : yaml.root;
  const mapping = reader.mapping(root, 'secl.yaml', 'a mapping with `rule_sets`, `targets` and `recordings`');
  const top = mapping === undefined ? new Map<string, Node>() : reader.entries(mapping, 'secl.yaml', topKeys);
  const targets = readTargets(reader, top.get('targets'));
  return {
    document,
    text,
    ruleSets: readRuleSets(reader, top.get('rule_sets'), directory, targets),
    targets,
    recordings: readRecordings(reader, top.get('recordings'), directory),
    lint: top.get('lint'),
    redact: readRedact(reader, top.get('redact')),
    problems: [...forAnyone(yaml.problems), ...reader.problems].sort(
      (a, b) => a.place.range.start - b.place.range.start,
    ),
  };
}

function readTargets(reader: ConfigReader, node: Node | undefined): ReadonlyMap<string, ConfiguredTarget> {
  const targets = new Map<string, ConfiguredTarget>();
  const mapping = reader.mapping(node, 'targets', 'a mapping from names to targets');
  if (mapping === undefined) return targets;
  for (const [name, value] of reader.entries(mapping, 'targets')) {
    const target = readTarget(reader, name, value);
    if (target !== undefined) targets.set(name, target);
  }
  return targets;
}

function readRuleSets(
  reader: ConfigReader,
  node: Node | undefined,
  directory: string,
  targets: ReadonlyMap<string, ConfiguredTarget>,
): readonly RuleSetConfig[] {
  const mapping = reader.mapping(node, 'rule_sets', 'a mapping from names to rule sets');
  if (mapping === undefined) return [];
  return [...reader.entries(mapping, 'rule_sets')].flatMap(([name, value]) => {
    const set = reader.mapping(value, name, 'a mapping with `policies`');
    if (set === undefined) return [];
    const keys = reader.entries(set, 'a rule set', ruleSetKeys);
    const policies = reader.texts(keys.get('policies'), 'policies');
    // A key that is not known may be a misspelt `policies`; one problem for it is enough.
    const understood = set.entries.every(({ key }) => ruleSetKeys.includes(key.value));
    if (understood && !keys.has('policies')) reader.note('workspace/no-policies', set.range, { name });
    const defaultPolicy = reader.text(keys.get('default'), 'default');
    return [
      {
        name,
        policies: policies.map(({ text }) => joinPath(directory, text)),
        defaultPolicy: defaultPolicy === undefined ? undefined : joinPath(directory, defaultPolicy.text),
        external: keys.has('external') ? readExternal(reader, keys.get('external')) : nothingExternal,
        targets: namedTargets(reader, keys.get('targets'), targets),
      },
    ];
  });
}

/** Without `targets` of its own a rule set is for all that the file names. */
function namedTargets(
  reader: ConfigReader,
  node: Node | undefined,
  targets: ReadonlyMap<string, ConfiguredTarget>,
): readonly NamedTarget[] {
  if (node === undefined) return [...targets.values()];
  return reader.texts(node, 'targets').flatMap(({ text, range }) => {
    const target = targets.get(text);
    if (target === undefined) {
      const hint = didYouMean(text, targets.keys());
      reader.note('workspace/unknown-target', range, { name: text, hint });
    }
    return target ?? [];
  });
}

function readRecordings(
  reader: ConfigReader,
  node: Node | undefined,
  directory: string,
): ReadonlyMap<string, readonly string[]> {
  const mapping = reader.mapping(node, 'recordings', 'a mapping from names to files');
  if (mapping === undefined) return new Map();
  return new Map(
    [...reader.entries(mapping, 'recordings')].map(([name, value]) => [
      name,
      reader.texts(value, name).map(({ text }) => joinPath(directory, text)),
    ]),
  );
}
