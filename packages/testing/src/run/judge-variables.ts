import type { Undecided } from '@secl/evaluation';
import type { Value } from '@secl/model';
import type { Failure } from '../result.ts';
import type { Expectation } from '../written.ts';
import { failure, type Scope } from './scope.ts';
import { inValue, sameValue } from './values.ts';

/** What variables hold after the event, or after the last. */
export function judgeVariables({ variables }: Expectation, scope: Scope): readonly Failure[] {
  const last = scope.observed.at(-1);
  return variables.flatMap(({ name, value, node }) => {
    const came = last?.variables.get(name.value);
    if (!scope.judging.ruleSet.variables.has(name.value))
      return [failure(scope, name.range, `no rule sets a variable \`${name.value}\``)];
    if (came === undefined || isOpen(came)) {
      const needs = came === undefined ? 'an event' : came.needs.join(', ');
      return [
        failure(
          scope,
          name.range,
          `\${${name.value}} is expected to be ${inValue(value)} and is not known: that needs ${needs}`,
          { kind: 'undecided' },
        ),
      ];
    }
    if (sameValue(came, value)) return [];
    const message = `\${${name.value}} is expected to be ${inValue(value)} and is ${inValue(came)}`;
    return [
      failure(scope, node.range, message, {
        update: { kind: 'value', node, text: inValue(came) },
      }),
    ];
  });
}

const isOpen = (value: Value | Undecided): value is Undecided =>
  typeof value === 'object' && 'needs' in value;
