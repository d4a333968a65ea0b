/** An expression has the colours that it has alone, however the file that holds it writes it. */
import { parseRule } from '@secl/language';
import { describe, expect, it } from 'vitest';
import { Document, Scalar } from 'yaml';
import { grammarOf, type Token, tokenise } from '../test-textmate.ts';
import { expressions } from '../test-vectors.ts';

const embedded = 'meta.embedded.expression.secl';

const isEscape = (scope: string): boolean => /^constant\.character\.escape\..*(yaml|hcl)$/.test(scope);

/** Scopes of SECL, run after run, without blanks and what the format escapes for itself. */
function coloursOf(text: string, tokens: readonly Token[], outside: string): readonly string[] {
  const lines = text.split('\n');
  const runs: string[] = [];
  for (const { line, start, end, scopes } of tokens) {
    if (!scopes.includes(outside) || (lines[line]?.slice(start, end) ?? '').trim() === '') continue;
    if (scopes.some(isEscape)) continue;
    const run = scopes.slice(scopes.indexOf(outside) + 1).join(' ');
    if (runs.at(-1) !== run) runs.push(run);
  }
  return runs;
}

const secl = await grammarOf('source.secl');
const alone = (text: string): readonly string[] => coloursOf(text, tokenise(secl, text), 'source.secl');

/** One in ten of those that are right; comments are another matter where lines are joined. */
const sample = expressions
  .filter((text) => {
    const { problems, tree } = parseRule(text);
    return problems.length === 0 && tree.comments.length === 0;
  })
  .filter((_, index) => index % 10 === 0);

const yamlStyles = [
  Scalar.BLOCK_LITERAL,
  Scalar.BLOCK_FOLDED,
  Scalar.QUOTE_SINGLE,
  Scalar.QUOTE_DOUBLE,
  Scalar.PLAIN,
] as const;

/** As the library that writes YAML would: what a style cannot hold becomes another. */
function policyWith(expression: string, style: (typeof yamlStyles)[number]): string {
  const scalar = new Scalar(expression);
  scalar.type = style;
  // In double quotes it breaks lines within a token, with a backslash; people do not.
  const lineWidth = style === Scalar.QUOTE_DOUBLE ? 0 : 80;
  return new Document({ rules: [{ id: 'x', expression: scalar, filters: [scalar] }] }).toString({
    lineWidth,
  });
}

describe('in YAML', async () => {
  const yaml = await grammarOf('source.yaml');

  it.each(yamlStyles)('%s', (style) => {
    expect(sample.length).toBeGreaterThan(200);
    for (const text of sample) {
      const policy = policyWith(text, style);
      const once = alone(text);
      const twice = once.at(-1) === once[0] ? [...once, ...once.slice(1)] : [...once, ...once];
      expect(coloursOf(policy, tokenise(yaml, policy), embedded), policy).toEqual(twice);
    }
  });
});

describe('in HCL', async () => {
  const hcl = await grammarOf('source.hcl');
  const inserted = (text: string): string => text.replaceAll('${', '$${').replaceAll('%{', '%%{');
  const resource = (value: string): string =>
    `resource "datadog_csm_threats_agent_rule" "x" {\n  expression = ${value}\n  enabled = true\n}\n`;
  const writers = {
    'in quotes': (text: string): string =>
      resource(
        `"${inserted(text).replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`,
      ),
    'in a heredoc': (text: string): string => resource(`<<-EOT\n${inserted(text)}\n  EOT`),
  };

  it.each(yamlStyles)('%s in a policy in a heredoc', (style) => {
    for (const text of sample) {
      const policy = inserted(policyWith(text, style)).replace(/^/gm, '    ');
      const file = `resource "kubernetes_config_map" "x" {\n  data = {\n    "x.policy" = <<-EOT\n${policy}\n  EOT\n  }\n}\n`;
      const once = alone(text);
      const twice = once.at(-1) === once[0] ? [...once, ...once.slice(1)] : [...once, ...once];
      expect(coloursOf(file, tokenise(hcl, file), embedded), file).toEqual(twice);
    }
  });

  it.each(Object.entries(writers))('%s', (_, write) => {
    for (const text of sample) {
      const file = write(text);
      expect(coloursOf(file, tokenise(hcl, file), embedded), file).toEqual(alone(text));
    }
  });
});
