import {
  builtinVariables,
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  checkRule,
  parseMacro,
  parseRule,
  valuesMacro,
} from '@secl/language';
import { catalogue, type Minor } from '@secl/model';
import type { ExpressionCase } from './cases.ts';
import { decodeEvent } from './decode-event.ts';
import type { Engine } from './engines.ts';
import { compare, type Outcome } from './outcome.ts';

/** The vectors were answered by the engine of 7.68. */
const minor: Minor = 68;

export function runExpression(test: ExpressionCase, engine: Engine): Outcome {
  const { platform } = test;
  const whole = catalogue(platform);
  const macros = new Map<string, CheckedMacro>();
  const scope: CheckScope = { catalogue: whole, facts: whole.at(minor), macros, variables: builtinVariables };
  for (const macro of test.macros) {
    const { macro: checked, problems } =
      macro.values === undefined
        ? checkMacro(macro.id, parseMacro(macro.expression ?? ''), scope)
        : { macro: valuesMacro(macro.id, macro.values), problems: [] };
    if (checked === undefined) return compareRefusal(test, 'macro_error', problems[0]?.kind);
    macros.set(macro.id, checked);
  }
  const rule = checkRule(parseRule(test.expression), scope);
  const [problem] = rule.problems;
  if (problem !== undefined) {
    const status = problem.kind === 'syntax' ? 'syntax_error' : 'compile_error';
    return compareRefusal(test, status, problem.kind, problem.place.start, problem.agent);
  }
  const evaluate = engine.evaluator(rule, platform);
  const verdicts: unknown[] = [];
  for (const event of test.events) {
    const decoded = decodeEvent(event, platform);
    if (!decoded.ok) return compareRefusal(test, 'event_error', decoded.problems[0]?.message);
    verdicts.push(evaluate(decoded.event));
  }
  const fields = [...rule.fields.keys(), ...[...macros.values()].flatMap((macro) => macro.fields)];
  const { status, eventType, fields: expected = [], verdicts: wanted = [] } = test.expect;
  return compare(
    { status, eventType, fields: set(expected), verdicts: wanted },
    { status: 'ok', eventType: rule.eventType, fields: set(fields), verdicts },
  );
}

const set = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/**
 * Agents point at the start of what failed, so for a syntax error any later place is as good; what their parser says of
 * one is its own. Everything else is quoted in their words, where the case has them (it
 * has the beginning of long ones).
 */
function compareRefusal(
  test: ExpressionCase,
  status: ExpressionCase['expect']['status'],
  kind: string | undefined,
  offset?: number,
  message?: string,
): Outcome {
  const { error } = test.expect;
  const quoted = status === 'compile_error' ? error?.message : undefined;
  const expected = {
    status: test.expect.status,
    kind: error?.kind,
    ...(quoted === undefined ? {} : { message: quoted }),
  };
  const earliest = status === 'syntax_error' ? offsetIn(test.expression, error?.offset ?? 0) : 0;
  const late = offset === undefined || status !== 'syntax_error' || offset >= earliest;
  return late
    ? compare(expected, { status, kind, message: message?.slice(0, quoted?.length) })
    : compare({ ...expected, place: `${earliest} or later` }, { status, kind, place: offset });
}

/** Agents count bytes. */
function offsetIn(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString().length;
}
