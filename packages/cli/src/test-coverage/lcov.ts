/**
 * Condition coverage as an lcov tracefile (geninfo's manual, FILES): a rule is a function, each of its conditions a block of
 * two branches, taken where the condition was seen deciding as true, and as false; so are those of its actions. Lines are those
 * on which conditions begin.
 */
import type { ConditionCoverage, CoverageReport, RuleCoverage, Side } from '@secl/testing';
import type { Location } from '@secl/text';
import type { Documents } from '../report/documents.ts';

interface FileCoverage {
  readonly functions: Map<string, { readonly line: number; hits: number }>;
  /** By line. */
  readonly lines: Map<number, number>;
  readonly branches: { readonly line: number; readonly events: number; readonly taken: readonly number[] }[];
}

const sides: readonly Side[] = ['true', 'false'];

export function lcovCoverage({ rules }: CoverageReport, documents: Documents): string {
  const files = new Map<string, FileCoverage>();
  const fileAt = (place: Location): { readonly file: FileCoverage; readonly line: number } => {
    const { document, range } = documents.outward(place);
    const file = files.get(document) ?? { functions: new Map(), lines: new Map(), branches: [] };
    files.set(document, file);
    return { file, line: documents.lines(document)?.positionAt(range.start).line ?? 1 };
  };
  for (const rule of rules) addRule(rule, fileAt);
  return [...files].map(([name, file]) => recordOf(name, file)).join('');
}

function addRule(
  rule: RuleCoverage,
  fileAt: (place: Location) => { readonly file: FileCoverage; readonly line: number },
): void {
  const { file, line } = fileAt(rule.place);
  file.functions.set(rule.id, { line, hits: rule.events });
  hit(file, line, rule.events);
  for (const condition of [rule, ...rule.actions].flatMap(({ conditions }) => conditions)) {
    const at = fileAt(condition.place);
    const events = condition.sides.true.seen + condition.sides.false.seen;
    hit(at.file, at.line, events);
    const taken = sides
      .filter((side) => !condition.sides[side].impossible)
      .map((side) => takenOf(condition, side));
    if (taken.length > 0) at.file.branches.push({ line: at.line, events, taken });
  }
}

const takenOf = ({ sides: all }: ConditionCoverage, side: Side): number => all[side].decided;

function hit({ lines }: FileCoverage, line: number, events: number): void {
  lines.set(line, Math.max(lines.get(line) ?? 0, events));
}

function recordOf(name: string, { functions, lines, branches }: FileCoverage): string {
  const named = [...functions].sort(([, a], [, b]) => a.line - b.line);
  const inOrder = [...lines].sort(([a], [b]) => a - b);
  const blocks = [...branches].sort((a, b) => a.line - b.line);
  const taken = blocks.flatMap((block) => block.taken);
  // Names of files and rules cannot break out of their line: file names with a line break are written without it.
  const text = [
    'TN:',
    `SF:${name.replace(/[\r\n]/g, '')}`,
    ...named.map(([id, { line }]) => `FN:${line},${id}`),
    ...named.map(([id, { hits }]) => `FNDA:${hits},${id}`),
    `FNF:${named.length}`,
    `FNH:${named.filter(([, { hits }]) => hits > 0).length}`,
    ...branchLines(blocks),
    `BRF:${taken.length}`,
    `BRH:${taken.filter((hits) => hits > 0).length}`,
    ...inOrder.map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${inOrder.length}`,
    `LH:${inOrder.filter(([, hits]) => hits > 0).length}`,
    'end_of_record',
  ];
  return `${text.join('\n')}\n`;
}

/** Blocks are counted within their line. A branch of what was never looked at is `-`. */
function branchLines(blocks: FileCoverage['branches']): readonly string[] {
  const perLine = new Map<number, number>();
  return blocks.flatMap(({ line, events, taken }) => {
    const block = perLine.get(line) ?? 0;
    perLine.set(line, block + 1);
    return taken.map((hits, branch) => `BRDA:${line},${block},${branch},${events === 0 ? '-' : hits}`);
  });
}
