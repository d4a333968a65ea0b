/** A policy file from definitions, for what no policy file has said before. */
import type { Node, Range } from '@secl/text';
import { literalOf } from '../../load/literal.ts';
import type {
  ActionDefinition,
  Flag,
  MacroDefinition,
  RuleDefinition,
  Said,
  SetDefinition,
  Text,
} from '../../read/definitions.ts';
import type { SourcePolicy } from './sources.ts';
import { list, map, quoted, text, word, type Yaml, type YamlEntry, yamlText } from './yaml-text.ts';

export function policyText({ macros, rules }: SourcePolicy): string {
  const comments = (each: { readonly comments: readonly { readonly text: string }[] }): readonly string[] =>
    each.comments.map((comment) => comment.text);
  return yamlText(
    map([
      macros.length === 0
        ? undefined
        : ['macros', list(macros.map((each) => map(ofMacro(each.definition), comments(each))))],
      // A policy without rules says so: an empty file is none.
      macros.length > 0 && rules.length === 0
        ? undefined
        : ['rules', list(rules.map((each) => map(ofRule(each.definition), comments(each))))],
    ]),
  );
}

type Entries = readonly (YamlEntry | undefined)[];

const ofText = (key: string, said: Said<string> | undefined): YamlEntry | undefined =>
  said && [key, text(said.value)];
const ofWord = (key: string, said: Said<number | bigint | boolean> | undefined): YamlEntry | undefined =>
  said && [key, word(said.value)];
const ofTexts = (key: string, said: readonly Text[]): YamlEntry | undefined =>
  said.length === 0 ? undefined : [key, list(said.map(({ value }) => text(value)))];
const ofFlags = (flags: readonly Flag[]): Entries => flags.map((flag) => ofWord(flag.key, flag));

function ofMacro(macro: MacroDefinition): Entries {
  return [
    ofText('id', macro.id),
    ofText('description', macro.description),
    ofText('expression', macro.expression),
    macro.values && ['values', list(macro.values.map(({ value }) => text(value)))],
    ofText('agent_version', macro.agentVersion),
    ofTexts('filters', macro.filters),
    ofText('combine', macro.combine),
  ];
}

function ofRule(rule: RuleDefinition): Entries {
  return [
    ofText('id', rule.id),
    ofText('version', rule.version),
    ofText('description', rule.description),
    ofText('expression', rule.expression),
    ofText('agent_version', rule.agentVersion),
    ofTexts('filters', rule.filters),
    ofWord('disabled', rule.disabled),
    ofText('combine', rule.combine),
    rule.overrideFields.length === 0
      ? undefined
      : ['override_options', map([ofTexts('fields', rule.overrideFields)])],
    rule.tags.length === 0
      ? undefined
      : ['tags', map(rule.tags.map(({ key, value }): YamlEntry => [key, text(value)]))],
    ofTexts('product_tags', rule.productTags),
    ofWord('every', rule.every),
    ofTexts('limiter_token', rule.limiterToken),
    ofWord('silent', rule.silent),
    ofText('group_id', rule.groupId),
    ofWord('priority', rule.priority),
    rule.actions.length === 0
      ? undefined
      : ['actions', list(rule.actions.map((action) => map(ofAction(action))))],
  ];
}

function ofAction({ filter, set, kill, hash, coredump, log, networkFilter }: ActionDefinition): Entries {
  const section = (key: string, there: { readonly range: Range } | undefined, entries: Entries) =>
    there && ([key, map(entries)] as const);
  return [
    ofText('filter', filter),
    set && ['set', map(ofSet(set))],
    section('kill', kill, [
      ofText('signal', kill?.signal),
      ofText('scope', kill?.scope),
      ...ofFlags(kill?.flags ?? []),
    ]),
    section('hash', hash, [ofText('field', hash?.field), ofWord('max_file_size', hash?.maxFileSize)]),
    section('coredump', coredump, ofFlags(coredump?.flags ?? [])),
    section('log', log, [ofText('level', log?.level), ofText('message', log?.message)]),
    section('network_filter', networkFilter, [
      ofText('filter', networkFilter?.filter),
      ofText('policy', networkFilter?.policy),
      ofText('scope', networkFilter?.scope),
    ]),
  ];
}

function ofSet(set: SetDefinition): Entries {
  return [
    ofText('name', set.name),
    ofNode('value', set.value),
    ofText('field', set.field),
    ofText('expression', set.expression),
    ofNode('default_value', set.defaultValue),
    set.append ? ['append', word(true)] : undefined,
    ofText('scope', set.scope),
    ofText('scope_field', set.scopeField),
    ofWord('size', set.size),
    ofWord('ttl', set.ttl),
    ofWord('private', set.private),
    ofWord('inherited', set.inherited),
  ];
}

/** A value of any type; what agents take for none of theirs stays what it is. */
function ofNode(key: string, node: Node | undefined): YamlEntry | undefined {
  return node && [key, yamlOf(node)];
}

function yamlOf(node: Node): Yaml {
  switch (node.kind) {
    case 'sequence':
      return list(node.items.map(yamlOf));
    case 'mapping':
      return map(node.entries.map(({ key, value }): YamlEntry => [key.value, yamlOf(value)]));
    case 'missing':
      return { kind: 'word', value: 'null' };
    case 'scalar': {
      const value = literalOf(node);
      return typeof value === 'string' ? quoted(value) : { kind: 'word', value: node.value };
    }
  }
}
