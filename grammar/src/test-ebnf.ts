/** Reads the notation of `secl.ebnf` and recognises texts by it: nothing here knows SECL. */

type Term =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'class'; readonly source: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'repeat'; readonly mark: '?' | '*' | '+'; readonly term: Term }
  | { readonly kind: 'sequence'; readonly terms: readonly Term[] }
  | { readonly kind: 'choice'; readonly terms: readonly Term[] };

type Productions = ReadonlyMap<string, Term>;

interface Token {
  readonly name: string;
  readonly text: string;
}

const symbol = /\s+|\/\*[\s\S]*?\*\/|(::=|'[^']*'|"[^"]*"|\[[^\]]*\]|[A-Za-z]+|[()|?*+])/y;

function symbolsOf(text: string): readonly string[] {
  const symbols: string[] = [];
  symbol.lastIndex = 0;
  while (symbol.lastIndex < text.length) {
    const at = symbol.lastIndex;
    const match = symbol.exec(text);
    if (match === null) throw new Error(`not in this notation: ${text.slice(at, at + 40)}`);
    if (match[1] !== undefined) symbols.push(match[1]);
  }
  return symbols;
}

export function readProductions(text: string): Productions {
  const symbols = symbolsOf(text);
  let at = 0;
  const choice = (): Term => {
    const terms = [sequence()];
    while (symbols[at] === '|') {
      at++;
      terms.push(sequence());
    }
    return terms.length === 1 ? (terms[0] as Term) : { kind: 'choice', terms };
  };
  const sequence = (): Term => {
    const terms: Term[] = [];
    while (at < symbols.length && symbols[at] !== '|' && symbols[at] !== ')' && symbols[at + 1] !== '::=') {
      terms.push(repeated());
    }
    return terms.length === 1 ? (terms[0] as Term) : { kind: 'sequence', terms };
  };
  const repeated = (): Term => {
    const term = single();
    const mark = symbols[at];
    if (mark !== '?' && mark !== '*' && mark !== '+') return term;
    at++;
    return { kind: 'repeat', mark, term };
  };
  const single = (): Term => {
    const found = symbols[at++] ?? '';
    if (found === '(') {
      const inner = choice();
      if (symbols[at++] !== ')') throw new Error('a bracket that nothing closes');
      return inner;
    }
    if (/^['"]/.test(found)) return { kind: 'text', text: found.slice(1, -1) };
    if (found.startsWith('[')) return { kind: 'class', source: found };
    return { kind: 'name', name: found };
  };
  const productions = new Map<string, Term>();
  while (at < symbols.length) {
    const name = symbols[at] ?? '';
    if (symbols[at + 1] !== '::=' || productions.has(name)) throw new Error(`no production: ${name}`);
    at += 2;
    productions.set(name, choice());
  }
  return productions;
}

export function namesIn(term: Term): readonly string[] {
  switch (term.kind) {
    case 'name':
      return [term.name];
    case 'repeat':
      return namesIn(term.term);
    case 'sequence':
    case 'choice':
      return term.terms.flatMap(namesIn);
    default:
      return [];
  }
}

/** Tokens are regular, and the marks mean the same in JavaScript. */
function patternOf(term: Term, productions: Productions): string {
  switch (term.kind) {
    case 'text':
      return term.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    case 'class':
      return term.source
        .replace(/[\\^]/g, '\\$&')
        .replace(/#x([0-9A-F]+)/g, (_, hex: string) => `\\u${hex.padStart(4, '0')}`);
    case 'name':
      return `(?:${patternOf(productionOf(term.name, productions), productions)})`;
    case 'repeat':
      return `(?:${patternOf(term.term, productions)})${term.mark}`;
    case 'sequence':
      return term.terms.map((each) => patternOf(each, productions)).join('');
    case 'choice':
      return `(?:${term.terms.map((each) => patternOf(each, productions)).join('|')})`;
  }
}

function productionOf(name: string, productions: Productions): Term {
  const term = productions.get(name);
  if (term === undefined) throw new Error(`no production ${name}`);
  return term;
}

/** Whether a text is what the production says. */
export function recogniser(productions: Productions): (start: string, text: string) => boolean {
  const kinds = namesIn(productionOf('Token', productions)).map((name) => ({
    name,
    pattern: new RegExp(patternOf({ kind: 'name', name }, productions), 'y'),
  }));

  const tokensOf = (text: string): readonly Token[] | undefined => {
    const tokens: Token[] = [];
    for (let at = 0; at < text.length; ) {
      const kind = kinds.find(({ pattern }) => {
        pattern.lastIndex = at;
        return pattern.test(text);
      });
      if (kind === undefined) return undefined;
      const end = kind.pattern.lastIndex;
      if (kind.name !== 'Blank' && kind.name !== 'Comment')
        tokens.push({ name: kind.name, text: text.slice(at, end) });
      at = end;
    }
    return tokens;
  };

  return (start, text) => {
    const tokens = tokensOf(text);
    if (tokens === undefined) return false;
    const known = new Map<string, number | undefined>();

    /** Where what begins here ends; undefined where it does not fit. */
    const endOf = (term: Term, at: number): number | undefined => {
      const token = tokens[at];
      switch (term.kind) {
        case 'text':
          return token?.text === term.text ? at + 1 : undefined;
        case 'class':
          throw new Error('a class of characters in the syntax');
        case 'name': {
          if (/^[A-Z]/.test(term.name)) return token?.name === term.name ? at + 1 : undefined;
          const key = `${term.name} ${at}`;
          if (!known.has(key)) known.set(key, endOf(productionOf(term.name, productions), at));
          return known.get(key);
        }
        case 'choice': {
          for (const each of term.terms) {
            const end = endOf(each, at);
            if (end !== undefined) return end;
          }
          return undefined;
        }
        case 'sequence':
          return term.terms.reduce<number | undefined>(
            (from, each) => (from === undefined ? undefined : endOf(each, from)),
            at,
          );
        case 'repeat': {
          let last = term.mark === '+' ? endOf(term.term, at) : at;
          for (let next = last; next !== undefined; ) {
            last = next;
            next = endOf(term.term, last);
            if (term.mark === '?') return next ?? last;
          }
          return last;
        }
      }
    };
    return endOf({ kind: 'name', name: start }, 0) === tokens.length;
  };
}
