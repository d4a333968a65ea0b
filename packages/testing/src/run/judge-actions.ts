import type { ActionOutcome } from '@secl/engine';
import { summaryOf } from '@secl/simulator';
import type { Failure } from '../result.ts';
import type { Expectation, ExpectedActions, SaidText } from '../written.ts';
import { kindOf, notRunning } from './not-running.ts';
import { failure, type Scope } from './scope.ts';

/** Whether the matches of a rule do just these actions. */
export function judgeActions({ actions }: Expectation, scope: Scope): readonly Failure[] {
  return actions.flatMap((each) => judgeRule(each, scope));
}

function judgeRule({ rule, actions }: ExpectedActions, scope: Scope): readonly Failure[] {
  const absent = notRunning(rule.value, scope);
  if (absent !== undefined) {
    const message = `what \`${rule.value}\` does is expected, and ${absent}`;
    return [failure(scope, rule.range, message, { rule: rule.value, kind: kindOf(rule.value, scope) })];
  }
  const done = scope.observed.flatMap(({ matches }) => matches.get(rule.value)?.actions ?? []);
  const told = [...new Set(done.filter(({ outcome }) => outcome === 'done').map(inWords))];
  const perhaps = [...new Set(done.filter(({ outcome }) => outcome === 'perhaps').map(inWords))];
  const fits = (wanted: SaidText, words: string): boolean =>
    words === wanted.value || words.startsWith(`${wanted.value} `);
  const missing = actions.filter((wanted) => !told.some((words) => fits(wanted, words)));
  const surplus = told.filter((words) => !actions.some((wanted) => fits(wanted, words)));
  const list = told.length === 0 ? 'does nothing' : `does ${told.map((words) => `\`${words}\``).join(', ')}`;
  return [
    ...missing.map((wanted) => {
      const open = perhaps.some((words) => fits(wanted, words));
      const message = `\`${rule.value}\` is expected to \`${wanted.value}\` and ${open ? 'it is not known whether it does' : list}`;
      return failure(scope, wanted.range, message, { rule: rule.value, kind: open ? 'undecided' : 'failed' });
    }),
    ...surplus.map((words) =>
      failure(scope, rule.range, `\`${rule.value}\` does \`${words}\`, which is not expected`, {
        rule: rule.value,
      }),
    ),
  ];
}

/** `set process.seen = true`, `kill SIGKILL to sh (42)`, `hash the file of the event`. */
function inWords(outcome: ActionOutcome): string {
  const { action, detail } = summaryOf(outcome);
  return detail === '' ? action : `${action} ${detail}`;
}
