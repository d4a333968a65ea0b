/** "Silent because of this condition": it is false, and were it true, the rule would match. */
import { decisiveLeaves, type TraceNode } from '@secl/engine';
import { isUndecided, type Verdict } from '@secl/evaluation';
import { conditionsOf, seen, type Within, within } from '@secl/simulator';
import type { Explained } from '../result.ts';
import type { Scope } from './scope.ts';

/** Why that is not so on any of these events; nothing where it is. */
export function otherReason(id: string, condition: string, { observed, judging }: Scope): string | undefined {
  const reasons = observed
    .flatMap(({ traces }) => traces.get(id) ?? [])
    .map((explained) => reasonOn(id, oneLine(condition), explained, within(judging.ruleSet, explained.rule)));
  return reasons.includes(undefined) ? undefined : (reasons[0] ?? `\`${id}\` was not looked at`);
}

function reasonOn(id: string, wanted: string, { root }: Explained, inside: Within): string | undefined {
  if (root === undefined) return `\`${id}\` is silent because the event has no element to look at`;
  const named = nodesOf(root).filter((node) => oneLine(seen(node, inside).text) === wanted);
  const [first] = named;
  if (first === undefined) {
    const there = conditionsOf(root).map((node) => `\`${seen(node, inside).text}\``);
    return `\`${id}\` has no condition \`${wanted}\`; it has ${there.join(', ')}`;
  }
  const others = decisiveLeaves(root).map((node) => `\`${seen(node, inside).text}\``);
  if (named.every(({ verdict }) => verdict !== false))
    return `\`${id}\` is silent, and not because of \`${wanted}\`, which is true: ${others.join(', ')}`;
  if (supposing(root, new Set(named)) === true) return undefined;
  const rest = decisiveLeaves(supposed(root, new Set(named))).map((node) => `\`${seen(node, inside).text}\``);
  return `\`${id}\` is silent because of \`${wanted}\`, and of more: ${rest.join(', ')}`;
}

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return /^\([^()]*\)$/.test(line) ? line.slice(1, -1).trim() : line;
};

function nodesOf(root: TraceNode): readonly TraceNode[] {
  return [root, ...root.parts.flatMap(nodesOf)];
}

const supposing = (root: TraceNode, nodes: ReadonlySet<TraceNode>): Verdict => supposed(root, nodes).verdict;

/** The trace as it would be if these conditions were true. */
function supposed(node: TraceNode, nodes: ReadonlySet<TraceNode>): TraceNode {
  if (nodes.has(node)) return { ...node, verdict: true };
  if (node.parts.length === 0) return node;
  const parts = node.parts.map((part) => supposed(part, nodes));
  return { ...node, parts, verdict: verdictOf(node, parts) };
}

function verdictOf({ condition, verdict }: TraceNode, parts: readonly TraceNode[]): Verdict {
  const [only] = parts;
  switch (condition.kind) {
    case 'logical':
      return chain(parts, condition.operators);
    case 'not':
      return only === undefined || isUndecided(only.verdict) ? (only?.verdict ?? verdict) : !only.verdict;
    case 'macro':
      return only?.verdict ?? verdict;
    case 'constant':
    case 'truth':
    case 'test':
      // Its parts are values that it compares: what they would make of it is not known from them.
      return verdict;
  }
}

/** Both operators associate to the right: `a && b || c` is `a && (b || c)`. */
function chain(parts: readonly TraceNode[], operators: readonly ('&&' | '||')[]): Verdict {
  let verdict: Verdict = parts.at(-1)?.verdict ?? true;
  for (let index = parts.length - 2; index >= 0; index--) {
    const left = parts[index]?.verdict ?? true;
    const decides = operators[index] === '||';
    if (left === decides || verdict === decides) verdict = decides;
    else if (isUndecided(left)) verdict = left;
  }
  return verdict;
}
