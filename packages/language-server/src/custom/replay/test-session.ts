import { nothingExternal } from '@secl/policy';
import { describeTarget } from '@secl/workspace';
import { ReplaySession, type RuleTally, type RunAnswer } from './session.ts';
import type { RuleSetTexts } from './texts.ts';

/** Rules as a policy file has them, one a line: `id: expression`, with what else stands behind `|`. */
export function policyOf(rules: Readonly<Record<string, string>>): string {
  const items = Object.entries(rules).map(([id, text]) => {
    const [expression = '', actions = ''] = text.split(' | ');
    return `  - id: ${id}\n    expression: ${JSON.stringify(expression)}\n${actions === '' ? '' : `    actions: ${actions}\n`}`;
  });
  return `rules:\n${items.join('')}`;
}

export function textsOfPolicy(text: string): RuleSetTexts {
  const target = describeTarget({});
  if (!target.ok) throw new Error(target.message);
  return {
    name: 'set',
    documents: [{ name: 'a.policy', text, from: 'file', kind: 'custom', groups: [''] }],
    external: nothingExternal,
    target: target.value.target,
  };
}

/** Events in the canonical form, one a line. */
export function recordingOf(events: readonly object[]): Uint8Array {
  return new TextEncoder().encode(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
}

export async function sessionOn(events: readonly object[]): Promise<ReplaySession> {
  const session = new ReplaySession({ open: () => undefined, pause: async () => {} });
  const bytes = recordingOf(events);
  await session.answer({ ask: 'choose', uri: 'file:///r.jsonl', name: 'r.jsonl', bytes });
  return session;
}

export async function run(session: ReplaySession, policy: string): Promise<RunAnswer> {
  const answer = await session.answer({ ask: 'run', sets: [textsOfPolicy(policy)] });
  if (answer === null) throw new Error('it was called off');
  return answer;
}

export function tallies({ sets }: RunAnswer): Readonly<Record<string, RuleTally>> {
  return Object.fromEntries(sets.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule])));
}
