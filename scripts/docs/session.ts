/** A line of a session as a page shows it, and what came out. */
export interface Command {
  readonly text: string;
  /** The lines that follow it in the block, as the page has them. */
  readonly shown: readonly string[];
}

/** The line that stands for lines which a page leaves out. */
export const elision = '…';

/** The commands of a `console` block: lines after `$ `, those that go on after a `\` included. */
export function commandsOf(content: string): readonly Command[] {
  const commands: { text: string; shown: string[] }[] = [];
  let goesOn = false;
  for (const line of content.split('\n').slice(0, -1)) {
    const last = commands.at(-1);
    if (goesOn && last !== undefined) last.text += `\n${line}`;
    else if (line.startsWith('$ ')) commands.push({ text: line.slice(2), shown: [] });
    else last?.shown.push(line);
    goesOn = (goesOn || line.startsWith('$ ')) && line.endsWith('\\');
  }
  return commands;
}

/** Whether the page shows this output, apart from lines it leaves out and blanks at the end of lines. */
export function showsOutput(shown: readonly string[], output: readonly string[]): boolean {
  const [first = [], ...others] = segmentsOf(shown);
  if (others.length === 0) return same(first, output);
  if (!same(first, output.slice(0, first.length))) return false;
  const last = others.pop() ?? [];
  let at = first.length;
  for (const segment of others) {
    const found = findFrom(at, segment, output);
    if (found === undefined) return false;
    at = found + segment.length;
  }
  return at <= output.length - last.length && same(last, output.slice(output.length - last.length));
}

/**
 * What the page should show now: all of the output or, where it leaves lines out, as many lines from the start and
 * from the end as it did. `undefined` where lines between two elisions are gone: a person has to choose anew.
 */
export function refreshed(
  shown: readonly string[],
  output: readonly string[],
): readonly string[] | undefined {
  if (showsOutput(shown, output)) return shown;
  const [first = [], ...others] = segmentsOf(shown);
  const last = others.pop();
  if (last === undefined) return output;
  if (first.length + last.length >= output.length) return output;
  let at = first.length;
  for (const segment of others) {
    const found = findFrom(at, segment, output);
    if (found === undefined) return undefined;
    at = found + segment.length;
  }
  const middle = others.flatMap((segment) => [elision, ...segment]);
  return [...output.slice(0, first.length), ...middle, elision, ...output.slice(output.length - last.length)];
}

function segmentsOf(shown: readonly string[]): readonly (readonly string[])[] & string[][] {
  const segments: string[][] = [[]];
  for (const line of shown) {
    if (line.trim() === elision) segments.push([]);
    else segments.at(-1)?.push(line);
  }
  return segments;
}

function findFrom(start: number, segment: readonly string[], output: readonly string[]): number | undefined {
  for (let at = start; at + segment.length <= output.length; at++) {
    if (same(segment, output.slice(at, at + segment.length))) return at;
  }
  return undefined;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length && one.every((line, index) => line.trimEnd() === other[index]?.trimEnd())
  );
}
