/**
 * Documents that say what colours a text has. The first line is the scope of a grammar; below `## a sentence` stand lines
 * of text, each behind a `>`, and below a line what is expected of it:
 *
 *     >a == 1
 *     |  ^^ keyword.operator.comparison.secl !string
 *
 * All under the carets has these scopes, wherever they stand in its stack, and none of those behind a `!`.
 */
import type { IGrammar } from 'vscode-textmate';
import { tokenise } from './test-textmate.ts';

interface Expectation {
  /** Of the text, counted from 0. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
  /** In the document, for messages. */
  readonly written: string;
}

export interface Case {
  readonly title: string;
  readonly text: string;
  readonly expectations: readonly Expectation[];
}

export function readCases(document: string): { readonly scope: string; readonly cases: readonly Case[] } {
  const [scope = '', ...sections] = document.split(/^## /m);
  return { scope: scope.trim(), cases: sections.map(readCase) };
}

function readCase(section: string): Case {
  const [title = '', ...rest] = section.split('\n');
  const lines: string[] = [];
  const expectations: Expectation[] = [];
  for (const written of rest) {
    if (written.startsWith('>')) lines.push(written.slice(1));
    else if (written.startsWith('|')) expectations.push(readExpectation(written, lines));
    else if (written.trim() !== '') throw new Error(`neither text nor expectation: ${written}`);
  }
  return { title, text: lines.join('\n'), expectations };
}

function readExpectation(written: string, lines: readonly string[]): Expectation {
  const [, blanks = '', carets = '', names = ''] = /^\|( *)(\^+) (.+)$/.exec(written) ?? [];
  const line = lines.length - 1;
  const end = blanks.length + carets.length;
  if (carets === '' || end > (lines[line]?.length ?? 0)) throw new Error(`points nowhere: ${written}`);
  return { line, start: blanks.length, end, scopes: names.split(' '), written };
}

/** What is not as expected, each with the scopes that are there. */
export function failuresOf(grammar: IGrammar, { text, expectations }: Case): readonly string[] {
  const tokens = tokenise(grammar, text);
  return expectations.flatMap(({ line, start, end, scopes, written }) => {
    const under = tokens.filter((token) => token.line === line && token.start < end && token.end > start);
    const wrong = under.find((token) => !scopes.every((scope) => fits(scope, token.scopes)));
    return wrong === undefined
      ? []
      : [`${text.split('\n')[line]}\n${written.slice(1)}\n  ${wrong.scopes.join(' ')}`];
  });
}

function fits(wanted: string, scopes: readonly string[]): boolean {
  return wanted.startsWith('!') ? !has(scopes, wanted.slice(1)) : has(scopes, wanted);
}

/** `string` is also `string.quoted.double.secl`; one name may hold several scopes. */
export function has(scopes: readonly string[], wanted: string): boolean {
  return scopes.some((each) =>
    each.split(' ').some((scope) => scope === wanted || scope.startsWith(`${wanted}.`)),
  );
}
