import type { EventTrace, Place } from '@secl/language-server';
import { commands, type Disposable, TextEditorRevealType, Uri, window } from 'vscode';
import type { Parts } from '../begin.ts';
import { sameAddress } from './addresses.ts';
import { rangeOf } from './go-to.ts';
import type { Replays } from './replays.ts';
import { ruleAtCursor } from './rule-at-cursor.ts';

/** An event is chosen wherever one is listed; then the rule whose values one wants to see is brought into sight. */
export function choosingEvents({ replays }: Parts): readonly Disposable[] {
  return [
    commands.registerCommand('secl.chooseEvent', async (number: unknown, rule?: Place) => {
      const trace = typeof number === 'number' ? await replays.chooseEvent(number) : undefined;
      const place = trace && (rule ?? whatItTriggers(trace, replays));
      if (place !== undefined) await bringIntoSight(place);
    }),
    commands.registerCommand('secl.hideValues', () => replays.hideEvent()),
  ];
}

/** The first rule that the event triggers; none where somebody works on a rule that has values for this event, too. */
function whatItTriggers({ rules }: EventTrace, { news }: Replays): Place | undefined {
  const worksOn = ruleAtCursor(news);
  if (worksOn !== undefined && rules.some(({ id }) => id === worksOn.id)) return undefined;
  const triggered = rules.filter(({ verdict }) => verdict === 'true').flatMap(({ place }) => place ?? []);
  return triggered.some(isInSight) ? undefined : triggered[0];
}

function isInSight({ uri, range }: Place): boolean {
  return window.visibleTextEditors.some(
    ({ document, visibleRanges }) =>
      sameAddress(document.uri.toString(), uri) &&
      visibleRanges.some(({ start, end }) => start.line <= range.start.line && range.start.line <= end.line),
  );
}

/** The focus stays in the list, for the next event. */
async function bringIntoSight(place: Place): Promise<void> {
  if (isInSight(place)) return;
  const open = window.visibleTextEditors.find(({ document }) =>
    sameAddress(document.uri.toString(), place.uri),
  );
  const editor = await window.showTextDocument(open?.document.uri ?? Uri.parse(place.uri), {
    preserveFocus: true,
    preview: true,
    ...(open?.viewColumn === undefined ? {} : { viewColumn: open.viewColumn }),
  });
  editor.revealRange(rangeOf(place), TextEditorRevealType.InCenterIfOutsideViewport);
}
