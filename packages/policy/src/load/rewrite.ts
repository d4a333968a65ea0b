/** Step 6 of loading: `fim.write.file.` stands for the files of several event types (spec/policies.md, Loading 6). */
import type { Rewrite } from '@secl/model';
import type { Span } from '@secl/text';

export interface Expansion {
  readonly event: string;
  readonly text: string;
  /** From the expanded text back to the one in the file. */
  readonly toOriginal: (span: Span) => Span;
}

/** The texts that a rule's expression stands for: itself, or one for each event type of a prefix in it. */
export function expansionsOf(text: string, rewrites: readonly Rewrite[]): readonly Expansion[] | undefined {
  const rewrite = rewrites.find((each) => text.includes(each.prefix));
  return rewrite?.expandsTo.map(({ event, prefix, guard }) => {
    const replaced = text.replaceAll(rewrite.prefix, prefix);
    const opening = guard === null ? '' : '(';
    const closing = guard === null ? '' : `) && ${guard}`;
    return {
      event,
      text: opening + replaced + closing,
      toOriginal: backwards(text, rewrite.prefix, prefix, opening.length),
    };
  });
}

function backwards(original: string, from: string, to: string, shift: number): (span: Span) => Span {
  const starts: number[] = [];
  for (let at = original.indexOf(from); at >= 0; at = original.indexOf(from, at + from.length))
    starts.push(at);
  const difference = to.length - from.length;
  const offset = (place: number): number => {
    let back = place - shift;
    for (const [index, start] of starts.entries()) {
      const expanded = start + index * difference;
      if (place - shift < expanded + to.length) {
        const inside = place - shift - expanded;
        return inside > 0
          ? start + Math.min(inside, from.length)
          : Math.max(0, place - shift - index * difference);
      }
      back = place - shift - (index + 1) * difference;
    }
    return Math.min(Math.max(0, back), original.length);
  };
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}
