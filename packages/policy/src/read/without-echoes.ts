import type { Problem } from '@secl/text';

const brokenYaml = /^text\/yaml-(?:syntax|agent|indentation|key|tab)$/;
const shape = /^policy\/(?:unknown-key|wrong-type|yaml-tag)$/;

/**
 * Where the YAML itself is broken, what else is wrong with it on that line and the next, another type than was wanted, or a
 * key in another place, is only what comes of it. After a tab nothing stands where it seems to.
 */
export function withoutEchoes(problems: readonly Problem[], text: string): readonly Problem[] {
  if (!problems.some(({ code }) => brokenYaml.test(code))) return problems;
  const lineOf = lineCounter(text);
  const lines = new Set<number>();
  let last = Number.NEGATIVE_INFINITY;
  const inOrder = [...problems].sort((a, b) => a.place.range.start - b.place.range.start);
  const echoes = new Set<Problem>();
  for (const each of inOrder.filter(({ code }) => brokenYaml.test(code))) {
    const line = lineOf(each);
    if (line <= last + 1) echoes.add(each);
    last = line;
    lines.add(line);
  }
  const tabs = problems.flatMap(({ code, place }) => (code === 'text/yaml-tab' ? place.range.start : []));
  const firstTab = Math.min(...tabs);
  return problems.filter((each) => {
    const { code, place } = each;
    if (!shape.test(code)) return !echoes.has(each);
    if (code === 'policy/unknown-key' && place.range.start >= firstTab) return false;
    return !lines.has(lineOf(each));
  });
}

/** Lines of problems from the first, in any order. */
function lineCounter(text: string): (problem: Problem) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return ({ place: { range } }) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) < range.start) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
