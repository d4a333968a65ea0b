import { type Parsed, parseMacro } from '../parse/parse.ts';
import type { ExpressionProblem } from '../problems.ts';
import { withGrouping } from './grouping.ts';
import { layout } from './layout.ts';
import { print } from './print.ts';

export interface FormatOptions {
  /** Columns of a line; 100 where nothing is said. What cannot be divided, such as a long string, may reach further. */
  readonly width?: number;
  /** Blanks of one level of indentation; 2 where nothing is said. */
  readonly indent?: number;
  /** Write the parentheses that show how agents group the conditions: `a && b || c` is `a && (b || c)`. */
  readonly explicit?: boolean;
}

export interface Formatted {
  readonly text: string;
  /** Where there are any, `text` is what was given: only what agents can read is formatted. */
  readonly problems: readonly ExpressionProblem[];
}

/**
 * The expression of a rule or macro, written the one way that expressions are written: one blank around operators, lists
 * filled up, and what is too long for a line broken before its operators, one condition a line. Formatting twice changes
 * nothing more, and neither meaning nor comments are lost.
 */
export function formatExpression(expression: string | Parsed, options: FormatOptions = {}): Formatted {
  const { tree, problems } = typeof expression === 'string' ? parseMacro(expression) : expression;
  if (problems.length > 0) return { text: tree.text, problems };
  const root = options.explicit ? withGrouping(tree.root) : tree.root;
  return {
    text: print(layout(tree, root), { width: options.width ?? 100, indent: options.indent ?? 2 }),
    problems,
  };
}
