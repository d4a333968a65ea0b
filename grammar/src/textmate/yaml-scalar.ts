/** A scalar of YAML that holds an expression, in each of the styles that YAML has. */
import { type Captures, never, type Rule, scopes } from './rule.ts';
import { expressionIn, type Style, type YamlStyles } from './style.ts';

export const yamlComment: Rule = {
  name: 'comment.line.number-sign.yaml',
  match: '(?:(?<=\\s)|^|\\G)(#).*$',
  captures: scopes('punctuation.definition.comment.yaml'),
};

const embedded = 'meta.embedded.expression.secl';

/** `|`, `>` with what may stand behind them: how deep, what becomes of the last line, a comment. */
export const header = (mark: string): string =>
  `(${mark})(?:([-+])?([1-9])?|([1-9])([-+]))[ \\t]*((?<=\\s)#.*)?$`;

export function headerCaptures(first: number, kind: 'literal' | 'folded'): Captures {
  const names = [
    `keyword.control.flow.block-scalar.${kind}.yaml`,
    'storage.modifier.chomping-indicator.yaml',
    'constant.numeric.indentation-indicator.yaml',
    'constant.numeric.indentation-indicator.yaml',
    'storage.modifier.chomping-indicator.yaml',
    'comment.line.number-sign.yaml',
  ];
  return Object.fromEntries(names.map((name, index) => [String(first + index), { name }]));
}

function block(mark: string, kind: 'literal' | 'folded', style: Style): Rule {
  return {
    begin: `\\G[ \\t]*${header(mark)}`,
    beginCaptures: headerCaptures(1, kind),
    end: never,
    contentName: embedded,
    patterns: [expressionIn(style)],
  };
}

/** The content is no `string` to themes and editors: it is code, and its own strings are. */
function quoted(kind: 'single' | 'double', quote: string, end: string, style: Style): Rule {
  const string = `string.quoted.${kind}.yaml`;
  return {
    begin: `\\G[ \\t]*(${quote})`,
    beginCaptures: scopes(`${string} punctuation.definition.string.begin.yaml`),
    end,
    endCaptures: { 0: { name: `${string} punctuation.definition.string.end.yaml` } },
    contentName: embedded,
    patterns: [expressionIn(style)],
  };
}

const quotedScalars = (styles: YamlStyles): readonly Rule[] => [
  quoted('single', "'", "'(?!')", styles.singleQuoted),
  quoted('double', '"', '"', styles.doubleQuoted),
];

/** The value of a key or an item; the rule that includes this one says where it ends. */
export const scalarIn = (styles: YamlStyles): Rule => ({
  patterns: [
    yamlComment,
    {
      // A tag or an anchor, and then the value all the same.
      begin: '\\G[ \\t]*([!&][^\\s,\\[\\]{}]*)(?=\\s)',
      beginCaptures: scopes('storage.type.tag-handle.yaml'),
      end: never,
      patterns: [{ include: '#scalar' }],
    },
    { match: '\\G[ \\t]*(\\*[^\\s,\\[\\]{}]+)', captures: scopes('variable.other.alias.yaml') },
    block('\\|', 'literal', styles.literal),
    block('>', 'folded', styles.folded),
    ...quotedScalars(styles),
    {
      begin: '\\G[ \\t]*(?=[^\\s"\'|>#%@`,\\[\\]{}])',
      end: never,
      contentName: embedded,
      patterns: [expressionIn(styles.plain)],
    },
  ],
});

/** The members of a flow sequence, up to its bracket. */
export const flowSequence: Rule = {
  begin: '\\G[ \\t]*(\\[)',
  beginCaptures: scopes('punctuation.definition.sequence.begin.yaml'),
  end: '\\]',
  endCaptures: { 0: { name: 'punctuation.definition.sequence.end.yaml' } },
  patterns: [
    yamlComment,
    {
      begin: '(?<=[\\[,])|\\G(?!\\])',
      end: '(?=\\])|,',
      endCaptures: { 0: { name: 'punctuation.separator.sequence.yaml' } },
      patterns: [{ include: '#flow-scalar' }],
    },
  ],
};

export const flowScalarIn = (styles: YamlStyles): Rule => ({
  patterns: [
    yamlComment,
    ...quotedScalars(styles),
    {
      begin: '(?=[^\\s"\'|>#%@`,\\[\\]{}!&*])',
      end: '(?=[ \\t]#|[,\\[\\]{}])',
      contentName: embedded,
      patterns: [expressionIn(styles.plainInFlow)],
    },
  ],
});
