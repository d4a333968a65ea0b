/**
 * What lint says of a condition, no verdict of the agent's engine refutes. A claim is put to the test by acting on it: a
 * part that "is always true" is replaced by one that is, a value that "matches nothing" by one that cannot match, and a
 * safe fix is applied; the verdicts on all events of the vector must stay what the agent's engine gave.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultConfig, type Finding, lint } from '@secl/lint';
import { parseAgentVersion } from '@secl/model';
import { nothingExternal, type Origin, readPolicy } from '@secl/policy';
import type { SpanEdit } from '@secl/text';
import { describe, expect, it } from 'vitest';
import type { ExpressionCase } from './cases.ts';
import { engines } from './engines.ts';
import { runExpression } from './expressions.ts';
import knownArtefacts from './known-artefacts.json' with { type: 'json' };
import { readCases } from './read-cases.ts';

interface Claim {
  readonly test: ExpressionCase;
  readonly finding: Finding;
  /** What is said of, in the expression. */
  readonly start: number;
  readonly end: number;
}

const artefacts: Readonly<Record<string, string>> = knownArtefacts;
const agentVersion = parseAgentVersion('7.68.0');
const indent = '      ';

/** Expressions on one line that a policy can hold, with an event type and verdicts. */
function* tests(): Generator<ExpressionCase> {
  for (const name of ['traps', 'expressions', 'windows', 'syntax']) {
    const text = readFileSync(join(import.meta.dirname, `vectors/${name}.jsonl`), 'utf8');
    for (const read of readCases(name, text)) {
      if ('unreadable' in read || read.test.shape !== 'expression') continue;
      const { id, expression, expect: told } = read.test;
      const isPlain = expression === expression.trim() && /^[^\p{Cc}\u2028\u2029\ufeff]+$/u.test(expression);
      if (artefacts[id] === undefined && isPlain && told.status === 'ok' && told.eventType !== '')
        yield read.test;
    }
  }
}

/** Everything that lint, at its strictest, says of an expression. */
function claimsOn(test: ExpressionCase): readonly Claim[] {
  if (agentVersion === undefined) throw new Error('no agent');
  const macros = test.macros.map(({ id, expression, values }) =>
    JSON.stringify({ id, ...(values === undefined ? { expression } : { values }) }),
  );
  const head = `macros: [${macros.join(', ')}]\nrules:\n  - id: case\n    expression: |-\n${indent}`;
  const text = `${head}${test.expression}\n`;
  const { platform } = test;
  const origin: Origin = platform === 'windows' ? 'windows' : 'ebpf';
  const { findings } = lint(
    {
      name: test.id,
      files: [{ file: readPolicy('case.policy', text), text, carrier: 'policy' }],
      external: nothingExternal,
      targets: [{ name: '7.68', target: { platform, agentVersion, origin, host: new Map() } }],
    },
    { ...defaultConfig, preset: 'strict' },
  );
  return findings
    .filter(({ subject, place }) => subject === 'case' && place.range.start >= head.length)
    .map((finding) => ({
      test,
      finding,
      start: finding.place.range.start - head.length,
      end: finding.place.range.end - head.length,
    }));
}

/** Whether the agent's verdicts stay the same with these edits; a text that does not compile does not count as the same. */
function holds({ test }: Claim, edits: readonly SpanEdit[]): boolean {
  let expression = test.expression;
  for (const { span, text } of [...edits].sort((a, b) => b.span.start - a.span.start))
    expression = expression.slice(0, span.start) + text + expression.slice(span.end);
  const { status, eventType = '', verdicts = [] } = test.expect;
  const changed = { ...test, expression, expect: { status, eventType, verdicts } };
  // A text without a part may have other fields, and none of an event.
  return engines.every((engine) => {
    const outcome = runExpression(changed, engine);
    return outcome.passed || !/^(status|verdicts): /m.test(outcome.difference);
  });
}

const truth = '(process.pid == process.pid)';
const falsehood = '(process.pid != process.pid)';
/** A value that no event of the vectors has. */
const nothing = '"/no such value"';

/** By the start of a message, what to put in the place of what it is about. */
const acts: readonly { readonly says: RegExp; readonly put: string }[] = [
  { says: /^pitfall\/always-true /, put: truth },
  { says: /^pitfall\/dead-condition /, put: falsehood },
  { says: /^pitfall\/implied-condition .* adds nothing: wherever/, put: falsehood },
  { says: /^pitfall\/implied-condition .* asks for more already/, put: truth },
  { says: /^pitfall\/(comm-too-long|star-in-plain-string) .*matches nothing/, put: nothing },
  { says: /^pitfall\/\S+ .*matches no path/, put: nothing },
];

const all = [...tests()].flatMap(claimsOn);
const said = ({ finding }: Claim): string => `${finding.code} ${finding.message}`;
const shown = (claim: Claim): string => `${claim.test.id}: ${said(claim)} · ${claim.test.expression}`;

describe('the engine of the agent', () => {
  it.each(acts)('bears out $says', ({ says, put }) => {
    const claims = all.filter((claim) => says.test(said(claim)));
    expect(claims.length).toBeGreaterThan(0);
    const refuted = claims.filter(
      (claim) => !holds(claim, [{ span: { start: claim.start, end: claim.end }, text: put }]),
    );
    expect(refuted.map(shown)).toEqual([]);
  });

  it('never makes a rule true that "never fires"', () => {
    const claims = all.filter(({ finding }) => finding.message.startsWith('this rule never fires'));
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.filter(({ test }) => test.expect.verdicts?.includes(true)).map(shown)).toEqual([]);
  });

  it('takes what is repeated for one', () => {
    const claims = all.filter(({ finding }) => finding.code === 'pitfall/repeated-condition');
    expect(claims.length).toBeGreaterThan(0);
    const refuted = claims.filter((claim) =>
      [truth, falsehood].every(
        (text) => !holds(claim, [{ span: { start: claim.start, end: claim.end }, text }]),
      ),
    );
    expect(refuted.map(shown)).toEqual([]);
  });

  it('answers the same after every safe fix', () => {
    const fixed = all.filter(({ finding }) => finding.fix?.kind === 'safe');
    expect(fixed.length).toBeGreaterThan(900);
    const refuted = fixed.filter((claim) => {
      const shift = claim.finding.place.range.start - claim.start;
      const edits = (claim.finding.fix?.edits ?? []).map(({ place, text }) => ({
        span: { start: place.range.start - shift, end: place.range.end - shift },
        text,
      }));
      return !holds(claim, edits);
    });
    expect(refuted.map(shown)).toEqual([]);
  });
});
