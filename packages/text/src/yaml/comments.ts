import { CST, Lexer } from 'yaml';
import { type Comment, commentAt } from '../comment.ts';
import { withKnownLineBreaks } from './characters.ts';
import { refusal } from './read-yaml.ts';

/** Lexemes that stand for no text. */
const marks: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.SCALAR, CST.FLOW_END]);

/**
 * The comments of a YAML file, in file order, also of one with mistakes. What counts is what YAML takes for a comment:
 * not a `#` in quotes, in a block scalar, or behind anything but a blank.
 *
 * A file of 2,000 lines costs about as much as reading it by items. Who looks for certain comments asks first whether
 * their word occurs in the text at all.
 */
export function yamlComments(original: string): readonly Comment[] {
  if (!/(?:^|\s)#/.test(original) || refusal(original) !== undefined) return [];
  const text = withKnownLineBreaks(original);
  const comments: Comment[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (marks.has(lexeme)) {
      scalar = lexeme === CST.SCALAR;
      continue;
    }
    // The library's lexer also gives `"a"#b` as a comment, and its parser complains of it.
    if (!scalar && lexeme.startsWith('#') && /\s|^$/.test(text.charAt(offset - 1))) {
      comments.push(commentAt(text, { start: offset, end: offset + lexeme.trimEnd().length }));
    }
    scalar = false;
    offset += lexeme.length;
  }
  return comments;
}
