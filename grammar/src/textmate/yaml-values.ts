/** The rest of a policy: keys, texts, numbers, in the scopes that grammars of YAML give them. */
import { type Rule, scopes } from './rule.ts';
import { atKey, ofKey } from './yaml-lines.ts';
import { header, headerCaptures, yamlComment } from './yaml-scalar.ts';

const plainKey = '[^-\\s?:,\\[\\]{}#&*!|>\'"%@`][^:#\\n]*?|"[^"\\n]*"|\'[^\'\\n]*\'';
const separator = 'punctuation.separator.key-value.mapping.yaml';

/** A text in lines, in which whatever looks like a key is text. */
const blockText = (mark: string, kind: 'literal' | 'folded'): Rule =>
  ofKey({
    begin: `(${plainKey})[ \\t]*(:)[ \\t]+${header(mark)}`,
    captures: { ...scopes('', 'entity.name.tag.yaml', separator), ...headerCaptures(4, kind) },
    contentName: 'string.unquoted.block.yaml',
    patterns: [],
  });

const key: Rule = {
  match: `${atKey}(${plainKey})[ \\t]*(:)(?=\\s|$)`,
  captures: scopes('entity.name.tag.yaml', separator),
};

const quoted: readonly Rule[] = [
  {
    name: 'string.quoted.double.yaml',
    begin: '"',
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.yaml' } },
    end: '"',
    endCaptures: { 0: { name: 'punctuation.definition.string.end.yaml' } },
    patterns: [{ name: 'constant.character.escape.yaml', match: '\\\\(?:x\\h{2}|u\\h{4}|U\\h{8}|.|$)' }],
  },
  {
    name: 'string.quoted.single.yaml',
    begin: "'",
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.yaml' } },
    end: "'(?!')",
    endCaptures: { 0: { name: 'punctuation.definition.string.end.yaml' } },
    patterns: [{ name: 'constant.character.escape.single-quoted.yaml', match: "''" }],
  },
];

const properties: readonly Rule[] = [
  { name: 'storage.type.tag-handle.yaml', match: '(?<=[\\s,\\[{])![^\\s,\\[\\]{}]*(?=\\s|$)' },
  { name: 'entity.name.type.anchor.yaml', match: '(?<=[\\s,\\[{])&[^\\s,\\[\\]{}]+' },
  { name: 'variable.other.alias.yaml', match: '(?<=[\\s,\\[{])\\*[^\\s,\\[\\]{}]+' },
];

/** Agents read the words of YAML 1.1. */
function words(end: string): readonly Rule[] {
  const bool = 'true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF';
  return [
    { name: 'constant.language.boolean.yaml', match: `(?<=\\s|[\\[,])(?:${bool})(?=${end})` },
    { name: 'constant.language.null.yaml', match: `(?<=\\s|[\\[,])(?:null|Null|NULL|~)(?=${end})` },
    { name: 'constant.numeric.yaml', match: `(?<=\\s|[\\[,])[-+]?[0-9]+(?:\\.[0-9]+)?(?=${end})` },
  ];
}

const flow: Rule = {
  patterns: [
    {
      begin: '[\\[{]',
      beginCaptures: { 0: { name: 'punctuation.definition.flow.begin.yaml' } },
      end: '[\\]}]',
      endCaptures: { 0: { name: 'punctuation.definition.flow.end.yaml' } },
      patterns: [
        yamlComment,
        { include: '#flow-expression' },
        {
          match: '(?<=[{,\\s])([\\w.$-]+|"[^"\\n]*"|\'[^\'\\n]*\')[ \\t]*(:)(?=\\s)',
          captures: scopes('entity.name.tag.yaml', separator),
        },
        { include: '#flow' },
        ...properties,
        ...quoted,
        ...words('\\s*[,\\]}]'),
        { name: 'punctuation.separator.flow.yaml', match: ',' },
        {
          name: 'string.unquoted.plain.in.yaml',
          match: '[^\\s,\\[\\]{}"\'#](?:[^,\\[\\]{}\\s]|[ \\t]++(?![#\\s]))*+',
        },
      ],
    },
  ],
};

/** What may stand under `rules` and `macros` besides expressions. */
export const values: Readonly<Record<string, Rule>> = {
  values: {
    patterns: [
      yamlComment,
      blockText('\\|', 'literal'),
      blockText('>', 'folded'),
      key,
      { name: 'punctuation.definition.block.sequence.item.yaml', match: `${atKey}-(?=\\s|$)` },
      { include: '#flow' },
      ...properties,
      ...quoted,
      ...words('[ \\t]*(?:$|[ \\t]#)'),
      {
        name: 'string.unquoted.plain.out.yaml',
        match: '[^\\s#\\[\\]{},"\'](?:[^\\s]|[ \\t]++(?![#\\s]))*+',
      },
    ],
  },
  flow,
};
