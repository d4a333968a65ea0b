/**
 * The ways in which an expression stands in a file. Each file format writes the characters of SECL its own way, and a
 * string that nobody has closed yet must not run out of the scalar that holds it.
 */
export interface Style {
  readonly id: string;
  /** `"` as the file writes it. */
  readonly quote: string;
  /** Where the scalar ends whatever is open, as a regular expression of no width; undefined where its lines end it. */
  readonly stop: string | undefined;
  /** A backslash of SECL with the character that it keeps from closing the string. */
  readonly pair: string;
  /** The same, where that character is a quote or a backslash. */
  readonly escapedPair: string;
  /** What the format escapes for its own sake, with its scope. */
  readonly escapes: readonly { readonly match: string; readonly name: string }[];
  /** `$` and `%` before the brace of what is inserted. */
  readonly dollar: string;
  readonly percent: string;
  /** Where a comment of SECL ends. Where lines are joined, that is not the end of the line. */
  readonly commentEnd: string;
  /** The comment of the file format, where one can end the scalar. */
  readonly outerComment: string | undefined;
}

const blankLine = '^(?=[ \\t]*$)';

/** One line is one line: an expression on its own, a literal scalar. */
export const lines: Style = {
  id: 'lines',
  quote: '"',
  stop: undefined,
  pair: '\\\\[\\s\\S]',
  escapedPair: '\\\\["\\\\]',
  escapes: [],
  dollar: '\\$',
  percent: '%',
  commentEnd: '$',
  outerComment: undefined,
};

/** Lines are joined: a comment swallows all that follows, up to an empty line. */
export const folded: Style = { ...lines, id: 'folded', commentEnd: blankLine };

/** A plain scalar ends where a comment of YAML begins, also within a string of SECL. */
export const plain: Style = {
  ...folded,
  id: 'plain',
  stop: '(?=[ \\t]#)',
  commentEnd: `${blankLine}|(?=[ \\t]#)`,
  outerComment: '(?<=[ \\t]|^)#.*$',
};

export const plainInFlow: Style = {
  ...plain,
  id: 'plain-in-flow',
  stop: '(?=[ \\t]#|[,\\[\\]{}])',
  commentEnd: `${blankLine}|(?=[ \\t]#|[,\\[\\]{}])`,
};

export const singleQuoted: Style = {
  ...folded,
  id: 'single-quoted',
  stop: "(?='(?!'))",
  pair: "\\\\(?:''|[^'])",
  escapes: [{ match: "''", name: 'constant.character.escape.single-quoted.yaml' }],
  commentEnd: `${blankLine}|(?='(?!'))`,
};

const backslash = '\\\\\\\\';

export const doubleQuoted: Style = {
  ...folded,
  id: 'double-quoted',
  quote: '\\\\"',
  stop: '(?=")',
  pair: `${backslash}(?:\\\\.|[^"\\\\])`,
  escapedPair: `${backslash}\\\\["\\\\]`,
  escapes: [
    {
      match: '\\\\(?:x\\h{2}|u\\h{4}|U\\h{8}|[0abt\\tnvfre "/\\\\N_LP]|$)',
      name: 'constant.character.escape.double-quoted.yaml',
    },
  ],
  commentEnd: `${blankLine}|(?="|(?<!\\\\)\\\\n)`,
};

/** A line of a policy that stands in double quotes as a whole: its line breaks are written `\\n`. */
export const policyInQuotes: Style = {
  ...doubleQuoted,
  id: 'policy-in-quotes',
  stop: '(?="|(?<!\\\\)\\\\n)',
  commentEnd: '(?="|(?<!\\\\)\\\\n)',
};

/** What Terraform itself fills in; where it stands outside of a string, its own grammar reads it first. */
const interpolation = { match: '(?<![$%])[$%]\\{[^}"\\n]*\\}', name: 'meta.interpolation.hcl' };

/** The styles that YAML has, as one kind of file writes them. */
export interface YamlStyles {
  readonly literal: Style;
  readonly folded: Style;
  readonly plain: Style;
  readonly plainInFlow: Style;
  readonly singleQuoted: Style;
  readonly doubleQuoted: Style;
  readonly policyInQuotes: Style;
}

/** In a file of its own. */
export const yamlStyles: YamlStyles = {
  literal: lines,
  folded,
  plain,
  plainInFlow,
  singleQuoted,
  doubleQuoted,
  policyInQuotes,
};

export const hclQuoted: Style = {
  ...doubleQuoted,
  id: 'hcl-quoted',
  stop: '(?="|$)',
  escapes: [
    { match: '\\\\(?:[nrt\\\\]|u\\h{4}|U\\h{8})', name: 'constant.character.escape.hcl' },
    interpolation,
  ],
  dollar: '\\$\\$',
  percent: '%%',
  commentEnd: '(?="|$|(?<!\\\\)\\\\n)',
};

/** The same in a heredoc, which knows no escapes but those of `$${` and `%%{`: these are what SECL inserts. */
const inHeredoc = (style: Style, id: string): Style => ({
  ...style,
  id,
  escapes: [...style.escapes, { ...interpolation, match: '(?<![$%])[$%]\\{[^}\\n]*\\}' }],
  dollar: '\\$\\$',
  percent: '%%',
});

export const hclHeredoc = inHeredoc(lines, 'hcl-heredoc');

/** A line of a policy that stands in quotes of HCL as a whole. */
export const policyInHclQuotes: Style = {
  ...hclQuoted,
  id: 'policy-in-hcl-quotes',
  stop: '(?="|$|(?<!\\\\)\\\\n)',
};

/** In a policy that stands in a heredoc. */
export const heredocStyles: YamlStyles = {
  literal: hclHeredoc,
  folded: inHeredoc(folded, 'folded-in-heredoc'),
  plain: inHeredoc(plain, 'plain-in-heredoc'),
  plainInFlow: inHeredoc(plainInFlow, 'plain-in-flow-in-heredoc'),
  singleQuoted: inHeredoc(singleQuoted, 'single-quoted-in-heredoc'),
  doubleQuoted: inHeredoc(doubleQuoted, 'double-quoted-in-heredoc'),
  policyInQuotes: inHeredoc(policyInQuotes, 'policy-in-quotes-in-heredoc'),
};

export const styles: readonly Style[] = [
  ...Object.values(yamlStyles),
  hclQuoted,
  policyInHclQuotes,
  ...Object.values(heredocStyles),
];

/** Where these patterns stand: `include` of them from any grammar. */
export const expressionIn = ({ id }: Style): { readonly include: string } => ({
  include: `source.secl#${id}`,
});
