import { type ExpressionProblem, problem } from '../problems.ts';
import type { Entry } from './grammar.ts';
import { dropInvalid } from './invalid-characters.ts';
import { lex } from './lexer.ts';
import { checkCharacters, lexicalFirst } from './lexical.ts';
import { checkLists } from './lists.ts';
import { readDuration, readInt } from './literals.ts';
import { mend } from './repair.ts';
import { readNested } from './segments.ts';
import * as T from './tokens.ts';
import { countOf, makeToken, spanOf, type Token } from './tokens.ts';
import type { Tree } from './tree.ts';

/** Brackets may nest this deep; agents have no limit, people never come near. */
export const nestingLimit = 500;

/** After so many mends, or so much work, the rest of the text is left alone. */
const mistakeLimit = 100;
const workLimit = 2_000_000;

export interface Parsed {
  readonly tree: Tree;
  /** The first is the one that agents report. Empty: agents read the expression too. */
  readonly problems: readonly ExpressionProblem[];
}

/** Parses a rule's expression. Any text gives a complete tree. */
export function parseRule(text: string): Parsed {
  return parse(text, 'rule');
}

/** Parses a macro's expression, which may also be a list. */
export function parseMacro(text: string): Parsed {
  return parse(text, 'macro');
}

function parse(text: string, entry: Entry): Parsed {
  const lexed = lex(text);
  const problems: ExpressionProblem[] = [];
  const valid = dropInvalid(text, lexed.tokens, problems) ?? lexed.tokens;
  checkCharacters(text, lexed.tokens, lexed.comments, problems);
  const lexical = problems.length;
  let tokens = cutDeepNesting(text, valid, problems);
  let work = tokens.length;
  for (;;) {
    const result = readNested(tokens, entry);
    if ('root' in result) {
      checkNumbers(tokens, problems);
      if (countOf(T.OpenList, tokens) > 0) checkLists(result.root, problems);
      const ordered = lexical > 0 ? problems : lexicalFirst(lexed.tokens, problems);
      return { tree: { text, root: result.root, comments: lexed.comments }, problems: firstOf(ordered) };
    }
    const { at } = result;
    work += tokens.length;
    if (problems.length >= mistakeLimit || work > workLimit) {
      const place = spanOf(tokens[at] ?? makeToken(T.Invalid, '', text.length));
      problems.push(problem('syntax/too-many', place));
      return {
        tree: {
          text,
          root: { kind: 'hole', expected: 'operand', span: { start: 0, end: text.length } },
          comments: lexed.comments,
        },
        problems,
      };
    }
    const mended = mend(text, tokens, at);
    problems.push(mended.problem);
    tokens = [...tokens.slice(0, mended.at), ...mended.insert, ...tokens.slice(mended.at + mended.remove)];
  }
}

function firstOf(problems: readonly ExpressionProblem[]): readonly ExpressionProblem[] {
  const next = problems[mistakeLimit];
  return next === undefined || next.code === 'syntax/too-many'
    ? problems
    : [...problems.slice(0, mistakeLimit), problem('syntax/too-many', next.place)];
}

/** Replaces what nests too deep by a hole, so that recursion in all later stages is bounded. */
function cutDeepNesting(
  text: string,
  tokens: readonly Token[],
  problems: ExpressionProblem[],
): readonly Token[] {
  let depth = 0;
  let cut: Token | undefined;
  let result: Token[] | undefined;
  if (countOf(T.Open, tokens) <= nestingLimit) return tokens;
  for (const [index, token] of tokens.entries()) {
    if (token.type === T.Open && ++depth === nestingLimit + 1) {
      cut = token;
      result ??= tokens.slice(0, index);
    }
    if (cut === undefined) result?.push(token);
    if (token.type === T.Close && depth > 0 && depth-- === nestingLimit + 1 && cut !== undefined) {
      result?.push(makeToken(T.HoleToken, '', cut.start, token.end));
      problems.push(problem('syntax/too-deep', spanOf(cut), { limit: nestingLimit }));
      cut = undefined;
    }
  }
  if (cut !== undefined) {
    result?.push(makeToken(T.HoleToken, '', cut.start, text.length));
    problems.push(problem('syntax/too-deep', spanOf(cut), { limit: nestingLimit }));
  }
  return result ?? tokens;
}

function checkNumbers(tokens: readonly Token[], problems: ExpressionProblem[]): void {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || (token.type !== T.Int && token.type !== T.Duration)) continue;
    const found = token.image;
    if (token.type === T.Int && readInt(found) === undefined) {
      const octal = /^[-+]?0[0-9]/.test(found);
      const why =
        octal && /[89]/.test(found)
          ? 'a leading 0 makes it octal, and octal digits end at 7'
          : 'it does not fit in 64 bits';
      problems.push(problem('syntax/number', spanOf(token), { found, why }));
    } else if (token.type === T.Duration && readDuration(found) === undefined) {
      problems.push(
        problem('syntax/number', spanOf(token), { found, why: 'it does not fit in 64 bits of nanoseconds' }),
      );
    }
  }
}
