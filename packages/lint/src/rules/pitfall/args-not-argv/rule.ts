import type { Field } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { byTest, type OwnText, ownTexts } from '../own-texts.ts';

/** `args` is all arguments in one text, with blanks between them; `argv` is the array of them (facts: fields). */
export const argsNotArgv: LintRule = {
  id: 'pitfall/args-not-argv',
  title: '`args` where `argv` is meant',
  level: 'info',
  needs: 'expression',
  messages: {
    all: '`{field}` holds all arguments in one text, so `{value}` must be the only one: `{argv}` is the array of them',
  },
  check(expression, { report }) {
    const compared = ownTexts(expression).filter(({ field }) => field !== undefined && isArgs(field));
    if (compared.length === 0) return;
    for (const [test, texts] of byTest(compared)) {
      const field = texts[0]?.field;
      if (test === undefined || field === undefined) continue;
      const words = texts.filter(({ literal, matcher, value }) => {
        return literal.form === 'plain' && matcher?.kind === 'scalar' && /^[^\s*]+$/.test(value);
      });
      const [first] = words;
      if (first === undefined || !isAboutArguments(words, texts)) continue;
      const argv = field.name.replace(/args$/, 'argv');
      if (expression.facts.field(argv) === undefined) continue;
      const values = { field: field.name, argv, value: first.value };
      const fix = words.length === texts.length ? asArgv(expression, test, argv) : undefined;
      report(expression.at(test.left.node.span), 'all', values, { fix });
    }
  },
};

function isArgs({ name }: Field): boolean {
  return name === 'args' || name.endsWith('.args');
}

/** One flag, or a list of words: many programs are called with one word alone. */
function isAboutArguments(words: readonly OwnText[], all: readonly OwnText[]): boolean {
  return words.some(({ value }) => /^--?\w/.test(value)) || (words.length > 2 && words.length === all.length);
}

function asArgv({ source, fix }: LintedExpression, test: NonNullable<OwnText['test']>, argv: string) {
  const { node } = test.left;
  if (node.kind !== 'ident' || !source(node.span).endsWith('args')) return undefined;
  const { end } = node.span;
  return fix('suggested', `compare \`${argv}\``, [{ span: { start: end - 1, end }, text: 'v' }]);
}
