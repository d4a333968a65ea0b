/** Grammars as editors run them: the same engine, the same regular expressions, injections as an extension declares them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';

const { INITIAL, Registry } = textmate;

/** One token: the text, and its scopes from the outermost in. */
export interface Token {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM({ data: wasm });

const local = (name: string): string => new URL(`../syntaxes/${name}`, import.meta.url).pathname;
const host = (name: string): string => require.resolve(`tm-grammars/grammars/${name}.json`);

const files: Readonly<Record<string, string>> = {
  'source.secl': local('secl.tmLanguage.json'),
  'policy.injection.secl.yaml': local('secl-in-yaml.tmLanguage.json'),
  'rule.injection.secl.hcl': local('secl-in-hcl.tmLanguage.json'),
  'rule.injection.secl.terraform': local('secl-in-terraform.tmLanguage.json'),
  'source.yaml': host('yaml'),
  'source.hcl': host('hcl'),
  'source.hcl.terraform': host('terraform'),
};

const injections: Readonly<Record<string, string>> = {
  'source.yaml': 'policy.injection.secl.yaml',
  'source.hcl': 'rule.injection.secl.hcl',
  'source.hcl.terraform': 'rule.injection.secl.terraform',
};

const registry = new Registry({
  onigLib: Promise.resolve(oniguruma),
  loadGrammar: async (scope): Promise<IRawGrammar | null> => {
    const file = files[scope];
    return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
  },
  getInjections: (scope) => [injections[scope]].filter((each) => each !== undefined),
});

export async function grammarOf(scope: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`no grammar ${scope}`);
  return grammar;
}

/**
 * No line may take longer than this, in milliseconds. Editors give up after a tenth of it and colour the rest wrongly; tests run
 * beside other work, and a pattern that tries the same text again and again takes longer by far.
 */
export const lineLimit = 5000;

export function tokenise(grammar: IGrammar, text: string): readonly Token[] {
  let state = INITIAL;
  return text.split('\n').flatMap((source, line) => {
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(source, state, lineLimit);
    if (stoppedEarly) throw new Error(`line ${line + 1} takes longer than ${lineLimit} ms: ${source}`);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      line,
      start: startIndex,
      end: Math.min(endIndex, source.length),
      scopes,
    }));
  });
}
