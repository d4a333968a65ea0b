import type { Range } from '@secl/text';

/** A text of which Helm makes another one, with what Helm would put in taken out; every other character stays where it is. */
export interface Untemplated {
  /** As it was. */
  readonly source: string;
  readonly text: string;
  /** Where actions stood, `{{ … }}` with the braces. */
  readonly actions: readonly Range[];
}

/** Actions that fill their lines. Bounded, so that an open `{{` is not looked for to the end of the text every time. */
const lines = /(?<=^|\n)[ \t]*(?:\{\{(?:(?!\}\})[\s\S]){0,4000}\}\}[ \t]*)+(?=\r?\n|$)/g;
const inline = /\{\{(?:(?!\}\})[^\n]){0,4000}\}\}/g;

/**
 * Lines of actions become empty lines, which are fine anywhere in YAML; an action beside text becomes letters, which
 * are fine wherever a value is.
 */
export function untemplated(text: string): Untemplated {
  const actions: Range[] = [];
  const take = (match: string, offset: number): void => {
    const blanks = match.length - match.trimStart().length;
    actions.push({ start: offset + blanks, end: offset + match.trimEnd().length });
  };
  const withoutLines = text.replace(lines, (match, offset: number) => {
    take(match, offset);
    return '\n'.repeat(match.length);
  });
  const rest = withoutLines.replace(inline, (match, offset: number) => {
    take(match, offset);
    return 'x'.repeat(match.length);
  });
  return { source: text, text: rest, actions: actions.sort((a, b) => a.start - b.start) };
}

/** The first action that a range holds a part of. */
export function actionIn(actions: readonly Range[], { start, end }: Range): Range | undefined {
  return actions.find((action) => action.start < end && action.end > start);
}
