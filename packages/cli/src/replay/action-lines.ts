import type { ActionSummary } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cutMiddle } from './cut-middle.ts';
import { type Looks, widthOf } from './pretty.ts';

/** What the agent would do about the matches. */
export function actionLines(actions: readonly ActionSummary[], looks: Looks): readonly string[] {
  const { paint } = looks;
  return actions.map((action) => {
    const text = cutMiddle(forTerminal(actionText(action)), widthOf(looks) - 4);
    return action.outcome === 'done' ? `  ${paint.name('→')} ${text}\n` : `  ${paint.faint(`· ${text}`)}\n`;
  });
}

/** One action in words, for any format. */
export function actionText({ action, outcome, detail, filter, times }: ActionSummary): string {
  const what = `${action.replaceAll('_', ' ')} ${detail}${times > 1 ? ` ×${times}` : ''}`.trim();
  switch (outcome) {
    case 'done':
      return what;
    case 'filtered':
      return `${what}, not run: its filter ${filter} is false`;
    case 'perhaps':
      return `${what}, perhaps: ${filter === '' ? 'the rule' : 'the rule or its filter'} is undecided`;
    case 'failed':
      return `${what}, without effect: there is nothing to store it for`;
    case 'inert':
      return `${what}, not run: agents of this origin do not perform it`;
  }
}
