/** A scalar of YAML that holds an expression, in each of the styles that YAML has. */
import { type Captures, never, type Rule, scopes } from './rule.ts';
import {
  doubleQuoted,
  expressionIn,
  folded,
  lines,
  plain,
  plainInFlow,
  type Style,
  singleQuoted,
} from './style.ts';

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

export const singleQuotedScalar = quoted('single', "'", "'(?!')", singleQuoted);
export const doubleQuotedScalar = quoted('double', '"', '"', doubleQuoted);

/** The value of a key or an item; the rule that includes this one says where it ends. */
export const scalar: Rule = {
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
    block('\\|', 'literal', lines),
    block('>', 'folded', folded),
    singleQuotedScalar,
    doubleQuotedScalar,
    {
      begin: '\\G[ \\t]*(?=[^\\s"\'|>#%@`,\\[\\]{}])',
      end: never,
      contentName: embedded,
      patterns: [expressionIn(plain)],
    },
  ],
};

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

export const flowScalar: Rule = {
  patterns: [
    yamlComment,
    singleQuotedScalar,
    doubleQuotedScalar,
    {
      begin: '(?=[^\\s"\'|>#%@`,\\[\\]{}!&*])',
      end: '(?=[ \\t]#|[,\\[\\]{}])',
      contentName: embedded,
      patterns: [expressionIn(plainInFlow)],
    },
  ],
};
