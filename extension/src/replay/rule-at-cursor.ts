import type { ReplayedRule, ReplayNews } from '@secl/language-server';
import { window } from 'vscode';
import { sameAddress } from './addresses.ts';

/** The rule that the cursor is in: the last one that begins above it. */
export function ruleAtCursor({ sets }: ReplayNews): ReplayedRule | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const uri = document.uri.toString();
  let found: ReplayedRule | undefined;
  let line = -1;
  for (const rule of sets.flatMap(({ rules }) => rules)) {
    const { place } = rule;
    if (place === undefined || !sameAddress(place.uri, uri)) continue;
    const begins = place.range.start.line;
    if (begins > selection.active.line || begins <= line) continue;
    found = rule;
    line = begins;
  }
  return found;
}
