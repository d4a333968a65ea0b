import { formatExpression, type Node } from '@secl/language';
import { withImpliedParentheses } from '@secl/logic';
import { type Catalogue, catalogue, type Facts } from '@secl/model';
import { forMarkdownBlock, type Span } from '@secl/text';
import type { Hover } from 'vscode-languageserver-types';
import type { DocumentContext } from './context.ts';
import { rangeOf } from './document.ts';
import { comparedField, readsGlobs } from './view/compared.ts';
import { type Cursor, cursorAt, documentRange } from './view/cursor.ts';
import { fieldOf } from './view/field-name.ts';
import { ignoredCodes } from './view/ignored-codes.ts';
import { nodesAt, operatorAt } from './view/node-at.ts';
import { macroNames } from './view/occurrences.ts';
import { isExpression, parsedOf, placeOfSpan, type Slot } from './view/slots.ts';
import { constantCard } from './words/constant.ts';
import { constraintCard } from './words/constraint.ts';
import { countWords } from './words/count.ts';
import { fieldCard } from './words/field.ts';
import { filterCard } from './words/filter.ts';
import { addressCard, type Membership, regexpCard, textCard } from './words/literal.ts';
import { code, prose } from './words/markdown.ts';
import { operatorWords } from './words/operators.ts';
import { patternCard } from './words/pattern.ts';
import { variableCard } from './words/variable.ts';
import { verdictsOf, verdictTable } from './words/verdict.ts';

export function hoverAt(context: DocumentContext, offset: number): Hover | undefined {
  const ignored = codeAt(context, offset);
  if (ignored !== undefined) return ignored;
  const cursor = cursorAt(context, offset);
  const slot = cursor?.slot;
  if (cursor === undefined || slot === undefined) return undefined;
  const told = tell(cursor, slot);
  if (told === undefined || told.text === '') return undefined;
  const range = documentRange(cursor, placeOfSpan(slot, told.span).range);
  return { contents: { kind: 'markdown', value: told.text }, range: rangeOf(context.document, range) };
}

interface Told {
  readonly text: string;
  readonly span: Span;
}

function tell(cursor: Cursor, slot: Slot): Told | undefined {
  const { set, at } = cursor;
  const whole: Span = { start: 0, end: slot.text.value.length };
  const say = (text: string | undefined, span: Span = whole): Told | undefined =>
    text === undefined ? undefined : { text, span };
  if (isExpression(slot)) return inExpression(cursor, slot, at);
  switch (slot.role) {
    case 'id':
      if (slot.item.kind === 'macro') return say(macroCard(cursor, slot.text.value));
      return say(ruleVerdicts(cursor, slot.text.value));
    case 'variable-name':
      return say(variableCard(slot.variable ?? slot.text.value, set));
    case 'field':
      return say(named(cursor, slot.text.value));
    case 'filter':
      return inFilter(cursor, slot, at);
    case 'signal':
      return say(named(cursor, slot.text.value));
    case 'agent-version':
      return say(constraintCard(slot.text.value, knownTo(cursor).whole));
    default:
      return undefined;
  }
}

function inFilter(cursor: Cursor, slot: Slot, at: number): Told | undefined {
  const path = nodesAt(parsedOf(slot).tree.root, at);
  const node = path.at(-1);
  if (node?.kind !== 'ident') return operatorHover(path, slot, at);
  const text = filterCard(node.name, knownTo(cursor).facts.platform);
  return text === undefined ? undefined : { text, span: node.span };
}

/** What becomes of a rule on each target, and what it does in recordings. */
function ruleVerdicts({ set, recordings }: Pick<Cursor, 'set' | 'recordings'>, id: string): string {
  const count = recordings?.count(set, id);
  return [
    verdictTable(verdictsOf(set, id)),
    ...(count === undefined ? [] : ['', prose(countWords(count))]),
  ].join('\n');
}

/** A rule where it is only named: with what it says. undefined where there is none. */
export function ruleCard(of: Pick<Cursor, 'set' | 'recordings'>, id: string): string | undefined {
  const item = of.set.items.find(({ kind, definition }) => kind === 'rule' && definition.id?.value === id);
  const expression = item?.definition.expression?.value;
  if (item === undefined) return undefined;
  const about = item.definition.description?.value;
  return [
    `**rule ${code(id)}**`,
    ...(about === undefined ? [] : ['', prose(about)]),
    ...(expression === undefined ? [] : ['', forMarkdownBlock(formatExpression(expression).text, 'secl')]),
    '',
    ruleVerdicts(of, id),
  ].join('\n');
}

/** The facts of the first target. */
export function knownTo({ set }: Pick<Cursor, 'set'>): { readonly facts: Facts; readonly whole: Catalogue } {
  const [view] = set.views;
  const whole = catalogue(view?.target.target.platform ?? 'linux');
  return { facts: view?.facts ?? whole.at(whole.lastMinor), whole };
}

function inExpression(cursor: Cursor, slot: Slot, at: number): Told | undefined {
  const parsed = parsedOf(slot);
  const path = nodesAt(parsed.tree.root, at);
  const node = path.at(-1);
  if (node === undefined) return undefined;
  const { span } = node;
  switch (node.kind) {
    case 'ident': {
      const text = named(cursor, node.name);
      return text === undefined ? undefined : { text, span };
    }
    case 'variable':
      return { text: variableCard(node.name, cursor.set), span };
    case 'pattern':
      return { text: patternCard(node.value, readsGlobsAt(path, cursor)), span };
    case 'string':
      // Behind `=~` a plain text is a pattern too.
      return isMatched(path)
        ? { text: patternCard(node.value, readsGlobsAt(path, cursor)), span }
        : { text: textCard(node, comparedField(path, knownTo(cursor).facts), memberOf(path)), span };
    case 'regexp':
      return { text: regexpCard(node, memberOf(path)), span };
    case 'ip':
    case 'cidr':
      return { text: addressCard(node, memberOf(path)), span };
    case 'int':
      return Math.abs(Number(node.value)) > 9
        ? { text: `${node.value} · 0x${BigInt.asUintN(64, BigInt(node.value)).toString(16)}`, span }
        : undefined;
    case 'duration':
      return { text: `${node.value} nanoseconds`, span };
    default:
      return operatorHover(path, slot, at);
  }
}

function operatorHover(path: readonly Node[], slot: Slot, at: number): Told | undefined {
  for (const node of [...path].reverse()) {
    const operator = operatorAt(node, at);
    if (operator === undefined) continue;
    const words = operatorWords[operator.name];
    const { tree, problems } = parsedOf(slot);
    const grouped = problems.length === 0 ? withImpliedParentheses(tree) : tree.text;
    const shown =
      grouped === tree.text
        ? []
        : ['', 'Here it groups as', '', forMarkdownBlock(formatExpression(grouped).text, 'secl')];
    const said = words === undefined ? '' : `: ${prose(words)}`;
    return { text: [`**\`${operator.name}\`**${said}`, ...shown].join('\n'), span: operator.span };
  }
  return undefined;
}

/** What is told of a name wherever it stands. */
export function hoverCard(
  of: Pick<Cursor, 'set'>,
  kind: 'field' | 'constant' | 'macro' | 'variable',
  name: string,
): string | undefined {
  return kind === 'variable' ? variableCard(name, of.set) : named(of, name);
}

/** A field, a constant or a macro by its name. */
function named(cursor: Pick<Cursor, 'set'>, name: string): string | undefined {
  const { facts, whole } = knownTo(cursor);
  const field = fieldOf(name, facts) ?? whole.field(name);
  if (field !== undefined) return fieldCard(name, field, whole, cursor.set.views);
  const constant = facts.constant(name) ?? whole.constants.find((each) => each.name === name);
  if (constant !== undefined) return constantCard(constant, whole);
  return macroNames(cursor.set).has(name) ? macroCard(cursor, name) : undefined;
}

function macroCard({ set }: Pick<Cursor, 'set'>, id: string): string {
  const definitions = set.items.flatMap((item) =>
    item.kind === 'macro' && item.definition.id?.value === id ? [item.definition] : [],
  );
  const [first] = definitions;
  if (first === undefined) return `**macro \`${id}\`** · of a base that is not here`;
  const values = first.values?.map(({ value }) => JSON.stringify(value)).join(', ');
  const text = first.expression?.value ?? `[ ${values ?? ''} ]`;
  const more = definitions.length === 1 ? [] : ['', `${definitions.length} definitions with this id`];
  const about = first.description?.value;
  return [
    `**macro \`${id}\`**`,
    ...(about === undefined ? [] : ['', prose(about)]),
    '',
    forMarkdownBlock(formatExpression(text).text, 'secl'),
    ...more,
  ].join('\n');
}

/** Where the innermost node stands in its list. */
function memberOf(path: readonly Node[]): Membership | undefined {
  const list = path.at(-2);
  const node = path.at(-1);
  if (list?.kind !== 'list' || node === undefined) return undefined;
  return { index: list.members.indexOf(node), of: list.members.length };
}

function readsGlobsAt(path: readonly Node[], cursor: Cursor): boolean {
  const field = comparedField(path, knownTo(cursor).facts);
  return field !== undefined && readsGlobs(field);
}

function isMatched(path: readonly Node[]): boolean {
  return path.some((node) => node.kind === 'comparison' && node.operators.some(({ name }) => /~/.test(name)));
}

/** The code of a lint rule in an ignore comment: its page. */
function codeAt({ document }: DocumentContext, offset: number): Hover | undefined {
  const { line } = document.lines.positionAt(offset);
  const found = ignoredCodes(document, line).find(({ start, end }) => start <= offset && offset <= end);
  if (found === undefined) return undefined;
  const value = `**${found.page.title}**\n\n${found.page.text}`;
  return { contents: { kind: 'markdown', value }, range: rangeOf(document, found) };
}
