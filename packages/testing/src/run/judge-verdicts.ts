import type { Failure } from '../result.ts';
import type { Expectation, ExpectedVerdict } from '../written.ts';
import { inWords } from './not-running.ts';
import { failure, type Scope } from './scope.ts';

/** Whether rules load, are filtered or rejected as expected on this target. */
export function judgeVerdicts({ verdicts }: Expectation, scope: Scope): readonly Failure[] {
  const { target } = scope.judging;
  return verdicts
    .filter((each) => each.target === undefined || each.target.value === target)
    .flatMap((each) => judgeVerdict(each, scope));
}

function judgeVerdict({ rule, status, code, node }: ExpectedVerdict, scope: Scope): readonly Failure[] {
  const id = rule.value;
  const found = scope.judging.ruleSet.verdicts.find((each) => each.id === id);
  if (found === undefined) return [failure(scope, rule.range, `no rule has the id \`${id}\``)];
  const { state } = found;
  const wanted = code === undefined ? status : `${status} ${code.value}`;
  const codes = state.status === 'rejected' ? [state.type, ...state.problems.map((each) => each.code)] : [];
  if (state.status === status && (code === undefined || codes.includes(code.value))) return [];
  const message = `\`${id}\` is expected to be ${wanted} and is ${inWords(state)}${codes.length > 1 ? ` (${codes[1]})` : ''}`;
  const came =
    code === undefined || state.status !== 'rejected'
      ? state.status
      : `rejected ${state.problems[0]?.code ?? state.type}`;
  return [
    failure(scope, node.range, message, { rule: undefined, update: { kind: 'value', node, text: came } }),
  ];
}
