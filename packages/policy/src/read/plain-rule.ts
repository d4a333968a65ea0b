/** What a rule says, for the many that are written plainly. */

/**
 * The id and the expression of a rule, by the text of its item. Nothing where it has more than a description, tags and the
 * like, or is not written so plainly that reading it could find nothing else and nothing wrong: what reading finds is the judge.
 */
export function plainRule(item: string): { readonly id: string; readonly expression: string } | undefined {
  const [head = '', indent = '', id = ''] = start.exec(item) ?? [];
  if (head === '' || isNull.test(id)) return undefined;
  const { between, expression, tags, others } = entriesAt(indent);
  let at = head.length;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(item);
    if (match !== null) at += match[0].length;
    return match;
  };
  const found = new Map<RegExp, RegExpExecArray>();
  // In any order, each once.
  for (let before = -1; before !== at; ) {
    before = at;
    for (const pattern of [expression, tags, ...others]) {
      const match = found.has(pattern) ? null : next(pattern);
      if (match !== null) found.set(pattern, match);
    }
    next(between);
  }
  const said = found.get(expression);
  if (said === undefined || at !== item.length) return undefined;
  if (repeatedKey.test(found.get(tags)?.[0] ?? '')) return undefined;
  const text = expressionIn(said);
  return text === undefined ? undefined : { id, expression: text };
}

/** One line of printable ASCII that is nothing but a text: no key, no comment, no escape. */
const value = /(?:[A-Za-z0-9](?:[!-9;-~]| (?!#)|:(?=[!-~]))*|"[ !#-[\]-~]*"|'[ -&(-~]*') */.source;
const start = /^( *)- id: +([A-Za-z_]\w*) *\n/;

interface Entries {
  readonly expression: RegExp;
  readonly tags: RegExp;
  /** Of which it is enough to know that there is nothing wrong with them. */
  readonly others: readonly RegExp[];
  /** Empty lines and comments, which may not stand so deep that they could belong to a text. */
  readonly between: RegExp;
}

const known = new Map<string, Entries>();

function entriesAt(indent: string): Entries {
  const entries = known.get(indent) ?? entriesOf(indent);
  known.set(indent, entries);
  return entries;
}

/** The entries of an item whose dash is indented so far, each as one match; none of them needs to be tried twice. */
function entriesOf(indent: string): Entries {
  const key = `${indent}  `;
  const deeper = `${key} +`;
  const block = `([|>])(-?)\\n((${deeper})[!-~][ -~]*\\n(?:\\4 *[!-~][ -~]*\\n|\\n)*)`;
  const tag = `[A-Za-z_][\\w.-]*: +${value}\\n`;
  const entry = (rest: string): RegExp => new RegExp(`${key}${rest}`, 'y');
  return {
    expression: entry(`expression: +(?:${block}|(${value})\\n)`),
    tags: entry(`tags: *\\n(${deeper})${tag}(?:\\1${tag})*`),
    others: [
      entry(`description: +(?:${block}|${value}\\n)`),
      entry('every: +\\d{1,9}(?:ms|s|m|h) *\\n'),
      entry('silent: +(?:true|false) *\\n'),
    ],
    between: new RegExp(`(?:\\n|(?:${key}|${indent})?#[ -~]*\\n)*`, 'y'),
  };
}

const isNull = /^(?:null|Null|NULL)$/;
const repeatedKey = /^ +([^\s:]+):[\s\S]*^ +\1:/m;

function expressionIn([, style, chomping, lines = '', indent = '', inline = '']: RegExpExecArray):
  | string
  | undefined {
  if (style === undefined) return inlineText(inline.trimEnd());
  const content = lines.slice(indent.length).replace(/\n+$/, '').replaceAll(`\n${indent}`, '\n');
  const end = chomping === '-' ? '' : '\n';
  if (style === '|') return content + end;
  // What is indented further, and what stands behind an empty line, keeps its line breaks.
  return /\n[ \n]/.test(content) ? undefined : content.replaceAll('\n', ' ') + end;
}

function inlineText(text: string): string | undefined {
  const isQuoted = text.startsWith('"') || text.startsWith("'");
  const content = isQuoted ? text.slice(1, -1) : text;
  return content === '' || (!isQuoted && isNull.test(content)) ? undefined : content;
}
