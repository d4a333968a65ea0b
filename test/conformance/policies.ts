import { catalogue, type Minor, parseAgentVersion } from '@secl/model';
import { inLoadOrder, load, type PolicyFile, type RuleSet, readPolicy } from '@secl/policy';
import type { ExpectedError, PolicyCase } from './cases.ts';
import { decodeEvent } from './decode-event.ts';
import type { Engine } from './engines.ts';
import { compare, type Outcome } from './outcome.ts';

/** The version of a case counts for constraints only: fields and engine are those of 7.68. */
const minor: Minor = 68;

export function runPolicies(test: PolicyCase, engine: Engine): Outcome {
  const agentVersion = parseAgentVersion(test.agent);
  if (agentVersion === undefined) return { passed: false, difference: `\`${test.agent}\` is not a version` };
  const files = inLoadOrder(
    test.files
      .filter(({ name }) => name.endsWith('.policy'))
      .map((file) => readPolicy(file.name, file.content)),
  );
  const ruleSet = load(files, {
    platform: 'linux',
    agentVersion,
    minor,
    // Vectors say nothing of what an origin performs; the fact itself is in `host`, for filters.
    origin: undefined,
    host: new Map(Object.entries(test.host)),
    filterFields: new Set(Object.keys(test.host)),
  });
  const running = engine.start(ruleSet);
  const matched = test.events.map((event) => {
    const decoded = decodeEvent(event, catalogue('linux').platform);
    if (!decoded.ok) return decoded.problems.map(({ message }) => message);
    return set(running.evaluate(decoded.event).map((match) => match.rule.id));
  });
  const { loaded, errors, matched: wanted } = test.expect;
  return compare(
    { loaded, errors: set(errors.map(describe)), matched: wanted },
    {
      loaded: set(ruleSet.rules.map((rule) => rule.id)),
      errors: set(errorsOf(files, ruleSet).map(describe)),
      matched,
    },
  );
}

const set = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** Everything that an agent would have reported, in its words. */
function errorsOf(files: readonly PolicyFile[], ruleSet: RuleSet): readonly ExpectedError[] {
  const ofFiles = files
    .filter((file) => file.unreadable !== undefined)
    .map(({ name }) => ({ message: `policy file error \`${name}\`` }));
  const readable = new Set(files.filter((file) => file.unreadable === undefined).map(({ name }) => name));
  const ofRules = ruleSet.verdicts.flatMap(({ policy, id, state }) => {
    if (state.status !== 'rejected' || !readable.has(policy)) return [];
    return [{ policy, rule: id, type: state.type, message: state.agent }];
  });
  const ofMacros = ruleSet.failedMacros.map(({ id, agent }) => ({ macro: id, message: agent }));
  const ofActions = ruleSet.dropped.map(({ agent }) => ({ message: agent }));
  return [...ofFiles, ...ofRules, ...ofMacros, ...ofActions];
}

/** One error as text, without what only the agent's own parsers say: of syntax and YAML errors the kind remains. */
function describe({ policy, rule, macro, type, message }: ExpectedError): string {
  const about =
    rule !== undefined ? `${policy} ${rule} ${type}: ` : macro !== undefined ? `macro ${macro}: ` : '';
  const kind = message
    .replace(/^(policy file error `[^`]*`).*$/s, '$1')
    .replace(/^(rule compilation error: )?syntax error.*$/s, 'syntax error')
    .replace(/^(filter `.*` error).*$/s, '$1');
  return about + kind;
}
