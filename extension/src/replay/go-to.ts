import type { Place } from '@secl/language-server';
import { type Command, Range, Uri } from 'vscode';

/** Opens a place when it is clicked. */
export function goTo(place: Place | undefined): Command | undefined {
  if (place === undefined) return undefined;
  const { uri } = place;
  return {
    command: 'vscode.open',
    title: 'Go to',
    arguments: [Uri.parse(uri), { selection: rangeOf(place), preview: true }],
  };
}

export function rangeOf({ range: { start, end } }: Pick<Place, 'range'>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
