/** What is easily misread in an expression, each with the place that it is about (spec/secl.md). */
import {
  type Condition,
  isCondition,
  type Matcher,
  type Node,
  type Operand,
  unwrap,
  walk,
} from '@secl/language';
import { leaves } from '@secl/logic';
import type { Field } from '@secl/model';
import type { Span } from '@secl/text';
import type { Compiled } from './explain-subject.ts';

export interface Surprise {
  readonly code: string;
  readonly message: string;
  /** In the text of the expression. */
  readonly span: Span;
  /** That text on one line. */
  readonly text: string;
}

type Note = (code: string, node: Node, message: string) => void;

/** In the order of their places; the same remark on the same text is made once. Macros' insides are not looked at. */
export function surprisesIn(compiled: Compiled): readonly Surprise[] {
  const { parsed, checked, toOriginal } = compiled;
  const found = new Map<string, Surprise>();
  const note: Note = (code, node, message) => {
    const span = toOriginal(node.span);
    const shown = parsed.tree.text.slice(node.span.start, node.span.end).replace(/\s+/g, ' ').trim();
    found.set(`${code} ${message}`, found.get(`${code} ${message}`) ?? { code, message, span, text: shown });
  };
  const { root } = parsed.tree;
  onTree(compiled, note);
  if (checked.condition !== undefined) for (const leaf of ownLeaves(checked.condition)) onLeaf(leaf, note);
  if (checked.eventType === '' && checked.problems.length === 0) {
    note(
      'no-event-type',
      root,
      'no field names an event type: agents refuse a rule like this when they load it',
    );
  }
  for (const field of checked.fields.values()) onField(field, checked.eventType, root, note);
  if (checked.iterator !== undefined) {
    note(
      'iterator',
      root,
      `one and the same element of ${checked.iterator} must satisfy all conditions with the variable; with no element the rule is false`,
    );
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Comparisons that stand in the expression itself: their places are in its text. */
function ownLeaves(condition: Condition): readonly Condition[] {
  const inMacros = new Set<Condition>();
  const pending: Condition[] = [condition];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'macro') for (const leaf of leaves(next)) inMacros.add(leaf);
    else if (next.kind === 'not') pending.push(next.operand);
    else if (next.kind === 'logical') for (const operand of next.operands) pending.push(operand);
  }
  return [...leaves(condition)].filter((leaf) => !inMacros.has(leaf));
}

function onTree({ parsed, checked }: Compiled, note: Note): void {
  const { tree } = parsed;
  const [comment] = tree.comments;
  if (comment !== undefined && !tree.text.includes('\n') && comment.span.end >= tree.text.trimEnd().length) {
    const at: Node = { kind: 'hole', expected: 'operand', span: comment.span };
    note('comment', at, 'the text is one line, so the comment goes to its end: nothing behind it counts');
  }
  const ipTests = new Set<Node>();
  if (checked.condition !== undefined) {
    for (const leaf of leaves(checked.condition))
      if (leaf.kind === 'test' && leaf.test === 'ip') ipTests.add(leaf.node);
  }
  for (const node of walk(tree.root)) {
    switch (node.kind) {
      case 'int':
        if (/^[-+]?0[0-7]/.test(node.text))
          note('octal', node, `a leading 0 makes it octal: ${node.text} is ${node.value}`);
        break;
      case 'membership':
        if (node.operator.name === 'allin' && !ipTests.has(node)) {
          note('allin', node, '`allin` means "all" for IP addresses only; here it is `in`');
        }
        break;
      case 'string':
      case 'pattern':
        if (node.value.includes('\\'))
          note('backslash', node, 'a backslash stays in the value: nothing is unescaped');
        break;
      case 'bits':
        if (new Set(node.operators.map(({ name }) => name)).size > 1) {
          note('bits', node, '`&`, `|` and `^` have one precedence and group to the right');
        }
        break;
      default:
        break;
    }
  }
}

function onLeaf(leaf: Condition, note: Note): void {
  if (leaf.kind !== 'test') return;
  switch (leaf.test) {
    case 'age':
      note('age', leaf.node, 'compares the age, now minus the value, with the duration');
      break;
    case 'int':
      if ([leaf.left, leaf.right].some((side) => isDuration(side))) {
        note(
          'duration',
          leaf.node,
          'compares the value itself with the nanoseconds of the duration, not its age',
        );
      }
      break;
    case 'match': {
      const subject = unwrap(leaf.left);
      for (const matcher of leaf.matchers) onMatcher(matcher, subject, leaf.node, note);
      break;
    }
    case 'same-string':
      if (leaf.ignoreCase) note('ignore-case', leaf.node, 'case is ignored');
      if (isVariable(leaf.left) && written(leaf.right) !== 'plain') {
        note('literal-variable', leaf.node, 'a variable on the left is compared literally, pattern or not');
      }
      break;
    case 'bool':
    case 'ip':
      break;
  }
  const sides = [leaf.left, leaf.right].filter((side): side is Operand => !isCondition(side));
  const list = sides
    .map(unwrap)
    .find(
      (side) =>
        (side.kind === 'field' && side.array && side.register === null) ||
        (side.kind === 'variable' && side.array),
    );
  if (list !== undefined && !(leaf.test === 'ip' && leaf.all)) {
    const several =
      list.kind === 'field' ? list.field.name : `\${${list.kind === 'variable' ? list.name : ''}}`;
    const { negated } = leaf;
    note(
      negated ? 'no-element' : 'some-element',
      leaf.node,
      negated
        ? `true when no value of ${several} satisfies it, also when there is none`
        : `true when some value of ${several} satisfies it`,
    );
  }
}

function onMatcher(matcher: Matcher, subject: Operand, node: Node, note: Note): void {
  if (matcher.ignoreCase) note('ignore-case', node, 'case is ignored');
  const { value } = matcher;
  switch (matcher.kind) {
    case 'scalar':
      if (value.includes('*'))
        note('star-in-text', node, '`*` is a plain character here: patterns are `=~ "…"` or `~"…"`');
      break;
    case 'pattern': {
      if (value.includes('*')) note('pattern', node, '`*` matches any run of characters, `/` too');
      const [, end] = /\*([^*]+)$/.exec(value) ?? [];
      if (end !== undefined) {
        note(
          'pattern-end',
          node,
          `no match where \`${end}\` comes earlier in the text, too: the first one must be its end`,
        );
      }
      break;
    }
    case 'glob':
      if (!value.includes('*')) break;
      if (value.replace(/[\\/]\*\*$/, '').includes('*')) {
        note('glob', node, '`*` stays within one part of the path');
      }
      if (value.endsWith('/**'))
        note('glob-below', node, `matches what is below ${value.slice(0, -3)}/, not that directory itself`);
      if (/^\*\//.test(value))
        note('glob-start', node, `a \`*\` at the start is one directory: ${value} matches no deeper path`);
      if (!value.includes('/')) note('glob-whole', node, 'without a `/` it matches no path that has one');
      break;
    case 'regexp':
      if (!/^\^|\$$/.test(value))
        note(
          'regexp',
          node,
          'a regular expression matches anywhere in the text: ^ and $ hold it to the ends',
        );
      break;
  }
  if (subject.kind === 'field' && isSymlinked(subject.field) && matcher.kind !== 'regexp') {
    note('symlink', node, 'the symlink that was executed counts too, where it has another name');
  }
}

function isSymlinked({ comparison, name }: Field): boolean {
  return (
    (comparison === 'symlinkPath' || comparison === 'symlinkName') && /^(process|exec|exit)\./.test(name)
  );
}

function isVariable(side: Operand | Condition): boolean {
  return !isCondition(side) && unwrap(side).kind === 'variable';
}

function written(side: Operand | Condition): string {
  const inner = isCondition(side) ? undefined : unwrap(side);
  return inner?.kind === 'literal' ? inner.form : 'plain';
}

function isDuration(side: Operand | Condition): boolean {
  return written(side) === 'duration';
}

function onField(field: Field, eventType: string, root: Node, note: Note): void {
  const { name, restrictedTo } = field;
  if (restrictedTo !== null && !restrictedTo.includes(eventType)) {
    note(
      'limited-field',
      root,
      `${name} exists on ${restrictedTo.join(', ')} events only: agents refuse the rule when they load it`,
    );
  }
}
