/** Texts of several lines in HCL. */
import { type Captures, type Rule, scopes } from './rule.ts';

const keywords = ['keyword.operator.heredoc.hcl', 'keyword.control.heredoc.hcl'] as const;

interface Heredoc {
  /** What stands in front of it, as a regular expression, and its scopes: an attribute, a function. */
  readonly before: string;
  readonly captures: Captures;
  readonly contentName: string;
  readonly patterns: readonly Rule[];
}

/** Lines belong to it as long as they are not its last one, whatever is open in them. */
export const heredoc = ({ before, captures, contentName, patterns }: Heredoc): Rule => ({
  begin: `${before}(?=<<-?[ \\t]*\\w+[ \\t]*$)`,
  beginCaptures: captures,
  end: '^[ \\t]*(\\w+)[ \\t]*$',
  endCaptures: scopes(keywords[1]),
  patterns: [
    {
      begin: '\\G(<<-?)[ \\t]*(\\w+)[ \\t]*$',
      beginCaptures: scopes(...keywords),
      while: '^(?![ \\t]*\\2[ \\t]*$)',
      contentName,
      patterns,
    },
  ],
});

/** A function that trims the text, or makes something of it: its name and its parenthesis. */
export const inFunction = '(?:([a-z]+)(\\()[ \\t]*)?';
export const functionScopes = [
  'support.function.builtin.hcl',
  'punctuation.section.parens.begin.hcl',
] as const;
