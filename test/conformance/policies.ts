import { RunningRuleSet } from '@secl/engine';
import { createDecoder } from '@secl/events';
import { catalogue, parseAgentVersion, type Value } from '@secl/model';
import { inLoadOrder, load, readPolicy } from '@secl/policy';
import { stringify } from './expressions.ts';
import { differences, type Outcome } from './outcome.ts';

/** A case of `policies`: a policy directory, an agent, and events one after the other. */
export interface PolicyCase {
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly agent: string;
  readonly host: Readonly<Record<string, Value>>;
  readonly events: readonly unknown[];
  readonly expect: {
    readonly loaded: readonly string[];
    readonly errors?: readonly {
      readonly policy?: string;
      readonly rule?: string;
      readonly macro?: string;
      readonly type?: string;
      readonly message: string;
    }[];
    readonly matched: readonly (readonly string[])[];
  };
}

export function runPolicies(test: PolicyCase): Outcome {
  const whole = catalogue('linux');
  const version = parseAgentVersion(test.agent);
  if (version === undefined) throw new Error(`not a version: ${test.agent}`);
  const files = inLoadOrder(
    test.files
      .filter((file) => file.name.endsWith('.policy'))
      .map((file) => readPolicy(file.name, file.content)),
  );
  const origin = test.host['origin'];
  const ruleSet = load(files, {
    platform: 'linux',
    // The version counts for constraints only: fields and engine are those of 7.68.
    agentVersion: version,
    minor: 68,
    origin: undefined,
    host: new Map(Object.entries(test.host)),
    filterFields: new Set(Object.keys(test.host)),
  });
  void origin;
  const running = new RunningRuleSet(ruleSet);
  const decoder = createDecoder(whole);
  const matched = test.events.map((event, index) => {
    const decoded = decoder.decode(stringify(event), { line: index + 1 } as never);
    if (!decoded.ok) return [decoded.problems[0]?.message];
    decoded.event.time ??= 1_800_000_000_000_000_000n;
    return [...new Set(running.evaluate(decoded.event).map((match) => match.rule.id))].sort();
  });
  const ruleErrors = ruleSet.verdicts.flatMap((verdict) =>
    verdict.state.status === 'rejected' && !verdict.state.agent.startsWith('policy file')
      ? [`${verdict.policy} ${verdict.id} ${verdict.state.type}: ${comparable(verdict.state.agent)}`]
      : [],
  );
  const macroErrors = ruleSet.failedMacros.map((macro) => `macro ${macro.id}`);
  const dropped = ruleSet.dropped.map((each) => each.agent);
  const expected = {
    loaded: test.expect.loaded,
    rules: (test.expect.errors ?? [])
      .filter((error) => error.rule !== undefined)
      .map((error) => `${error.policy} ${error.rule} ${error.type}: ${comparable(error.message)}`)
      .sort(),
    macros: [
      ...new Set(
        (test.expect.errors ?? [])
          .filter((error) => error.macro !== undefined && error.message !== 'cannot merge expression')
          .map((error) => `macro ${error.macro}`),
      ),
    ].sort(),
    others: (test.expect.errors ?? [])
      .filter((error) => error.rule === undefined && error.macro === undefined)
      .map((error) => error.message)
      .filter(
        (message) =>
          !message.startsWith('policy file error') &&
          !message.startsWith('error when evaluating one of the macro'),
      )
      .sort(),
    matched: test.expect.matched,
  };
  const actual = {
    loaded: [...new Set(ruleSet.rules.map((rule) => rule.id))].sort(),
    rules: ruleErrors.sort(),
    macros: [...new Set(macroErrors)].sort(),
    others: dropped.sort(),
    matched,
  };
  return differences(test.id, expected, actual);
}

/** The kind of an error, in the agent's words, without what only its parser would say. */
function comparable(message: string): string {
  return message
    .replace(/^syntax error .*$/s, 'syntax error')
    .replace(/^filter .*$/s, 'filter')
    .replace(/^field `[^`]*` not found$/, 'filter');
}
