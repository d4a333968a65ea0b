/**
 * Condition coverage against its definition: a comparison decides where the rule comes out otherwise when it alone does. The
 * coverage is counted in one pass; here each comparison of a trace is turned round, and everything above it is worked out anew.
 */
import { RunningRuleSet, type TraceNode, trace } from '@secl/engine';
import { createDecoder } from '@secl/events';
import { catalogue, parseAgentVersion } from '@secl/model';
import { load, type RuleSet, readPolicy } from '@secl/policy';
import { type ConditionCoverage, CoverageCollector } from '@secl/testing';
import { expect, it } from 'vitest';
import { createDice, type Dice } from './dice.ts';

const atoms = [
  'open.flags == 1',
  'open.flags != 2',
  'open.file.mode > 1',
  'open.file.uid in [0, 1]',
  'process.uid == 0',
  'process.is_kworker',
  'macro',
  'process.ancestors[A].uid == 0',
  'process.ancestors[A].gid != 1',
  'process.ancestors.pid == 1',
];

function condition(dice: Dice, depth: number): string {
  if (depth === 0 || dice.chance(25)) return `${dice.chance(20) ? '!' : ''}(${dice.pick(atoms)})`;
  const parts = Array.from({ length: 2 + dice.below(3) }, () => condition(dice, depth - 1));
  const joined = parts.reduce((all, part) => `${all} ${dice.pick(['&&', '||'])} ${part}`);
  return `${dice.chance(15) ? '!' : ''}(${joined})`;
}

function ruleSetOf(expression: string): {
  readonly ruleSet: RuleSet;
  readonly files: Parameters<typeof load>[0];
} {
  const macros =
    'macros:\n  - { id: macro, expression: process.gid == 0 || process.egid == 1 && process.euid == 0 }\n';
  const rules = `rules:\n  - id: one\n    expression: '${expression} && open.file.path != "/x"'\n`;
  const files = [readPolicy('a.policy', macros + rules)];
  const agentVersion = parseAgentVersion('7.68.0');
  if (agentVersion === undefined) throw new Error('7.68.0 is a version');
  return {
    files,
    ruleSet: load(files, { platform: 'linux', agentVersion, origin: 'ebpf', host: new Map() }),
  };
}

function eventOf(dice: Dice) {
  const small = (): number => dice.below(3);
  return {
    Type: 'open',
    Values: {
      'open.flags': small(),
      'open.file.mode': small(),
      'open.file.uid': small(),
      'open.file.path': dice.pick(['/x', '/y', '/y']),
      'process.uid': small(),
      'process.gid': small(),
      'process.egid': small(),
      'process.euid': small(),
      'process.is_kworker': dice.chance(50),
    },
    Ancestors: Array.from({ length: dice.below(4) }, () => ({ uid: small(), gid: small(), pid: small() })),
  };
}

/** Comparisons in source order. */
function leavesOf(node: TraceNode): readonly TraceNode[] {
  return node.parts.length === 0 ? [node] : node.parts.flatMap(leavesOf);
}

/** What the trace would say with some of its comparisons turned round. */
function turned(node: TraceNode, leaves: ReadonlySet<TraceNode>): boolean {
  const { condition: own, parts, verdict } = node;
  if (parts.length === 0) return leaves.has(node) ? verdict !== true : verdict === true;
  const inside = parts.map((part) => turned(part, leaves));
  if (own.kind === 'not') return inside[0] !== true;
  if (own.kind !== 'logical') return inside[0] === true;
  return inside.reduceRight((rest, part, index) =>
    own.operators[index] === '&&' ? part && rest : part || rest,
  );
}

/** Whether it is asked of the element that the iterator variable stands for. */
function isOfElement({ operands }: TraceNode): boolean {
  return operands.some(({ operand }) => operand.kind === 'field' && operand.register !== null);
}

it('a comparison decides where turning it alone turns the rule', () => {
  const dice = createDice(20_261_121);
  const decoder = createDecoder(catalogue('linux'));
  const found: unknown[] = [];
  let decided = 0;
  for (let round = 0; round < 100; round++) {
    const expression = condition(dice, 3);
    const { ruleSet, files } = ruleSetOf(expression);
    const [rule] = ruleSet.rules;
    if (rule === undefined) continue;
    for (let events = 0; events < 8; events++) {
      const record = eventOf(dice);
      const decoded = decoder.decodeRecord(record, { document: '', text: '', line: 1, column: 1, offset: 0 });
      if (!decoded.ok) throw new Error('the event is legal');
      const collector = new CoverageCollector();
      collector.addRuleSet(ruleSet, files);
      let expected: readonly string[] = [];
      new RunningRuleSet(ruleSet, { engine: 'plain' }).evaluate(decoded.event, {
        watched: new Set(['one']),
        onVerdict: (of, compiled, verdict, context) => {
          collector.onVerdict(of, compiled, verdict, context);
          const count = compiled.iterator === undefined ? 1 : record.Ancestors.length;
          const elements = Array.from({ length: count }, (_, register) =>
            trace(compiled.compiled, { ...context, register }),
          );
          expected = decisionsOf(elements);
        },
      });
      const [coverage] = collector.report().rules;
      const actual = (coverage?.conditions ?? []).map(decisionOf);
      const wanted = expected.length === 0 ? actual.map(() => '..') : expected;
      decided += actual.filter((each) => each !== '..').length;
      if (JSON.stringify(actual) !== JSON.stringify(wanted))
        found.push({ expression, record, actual, wanted });
    }
  }
  expect(found.slice(0, 3)).toEqual([]);
  expect(decided).toBeGreaterThan(500);
});

const decisionOf = ({ sides }: ConditionCoverage): string =>
  `${sides.true.decided > 0 ? '+' : '.'}${sides.false.decided > 0 ? '-' : '.'}`;

/** By the definition: in an element for what is asked of one, in all of them for the rest. */
function decisionsOf(elements: readonly TraceNode[]): readonly string[] {
  const leaves = elements.map(leavesOf);
  const before = elements.some(({ verdict }) => verdict === true);
  return (leaves[0] ?? []).map((first, index) => {
    const own = leaves.map((all) => all[index]).filter((each) => each !== undefined);
    const turns = isOfElement(first) ? own.map((each) => [each]) : [own];
    let [plus, minus] = ['.', '.'];
    for (const turn of turns) {
      const set = new Set(turn);
      if (elements.some((element) => turned(element, set)) === before) continue;
      for (const leaf of turn) {
        if (leaf.verdict === true) plus = '+';
        else minus = '-';
      }
    }
    return plus + minus;
  });
}
