/** What the names of a file of tests mean. */
import { catalogue } from '@secl/model';
import type { Hover } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { hoverCard, ruleCard } from '../hover.ts';
import { eventTypeCard } from '../words/event-page.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { mentionAt, setsOfTests, testsIn } from './mentioned.ts';
import type { Mention } from './mentions.ts';

export function testHoverAt(context: DocumentContext, offset: number): Hover | undefined {
  const tests = testsIn(context);
  const mention = mentionAt(context, offset);
  if (tests === undefined || mention === undefined) return undefined;
  const [set] = setsOfTests(context, tests);
  const value = cardOf(context, set, mention);
  if (value === undefined) return undefined;
  return { contents: { kind: 'markdown', value }, range: rangeOf(context.document, mention.range) };
}

function cardOf(
  { recordings }: DocumentContext,
  set: SetSnapshot | undefined,
  { kind, name, event }: Mention,
): string | undefined {
  const platform = set?.views[0]?.target.target.platform ?? 'linux';
  if (kind === 'event-type') return eventTypeCard(platform, name);
  if (set === undefined) return undefined;
  switch (kind) {
    case 'rule':
      return ruleCard({ set, ...(recordings === undefined ? {} : { recordings }) }, name);
    case 'field': {
      // Those of the event itself may leave out its type.
      const whole = catalogue(platform);
      const full = `${event ?? ''}.${name}`;
      return hoverCard({ set }, 'field', whole.field(full) === undefined ? name : full);
    }
    case 'variable':
    case 'macro':
      return hoverCard({ set }, kind, name);
  }
}
