/** Every request at every place of documents, whole and half typed: nothing throws, every range lies in its document. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createLanguageService,
  type LanguageService,
  numbersOf,
  typedCharacters,
} from '@secl/language-service';
import { createLineIndex } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import { memoryFiles } from '@secl/workspace';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from 'vscode-languageserver-protocol/node';
import { folder, uriOf } from './editors.ts';

const library = join(import.meta.dirname, '../../rules-library/policies');

/** A bit of everything that policies hold. */
const small = `# a policy
macros:
  - id: shells
    expression: '[ "sh", ~"b*sh" ]'
rules:
  - id: sets
    description: Something
    expression: "open.file.path == \\"/a\\" && open.flags & (O_CREAT | 2) > 0 || \${seen}"
    tags: {technique: T1003-os-credential-dumping}
    actions:
      - set:
          name: seen
          value: true
          ttl: 10m
      - kill: {signal: SIGKILL}
        filter: process.uid != 0
  - id: reads
    agent_version: '>= 7.50'
    expression: |-
      exec.file.name in shells  # é comment
      && process.ancestors[A].file.path =~ "/tmp/**" && not process.is_kworker
      && exec.args_flags in [ "c", r"a.*" ] && process.created_at < 5s
`;

/** And a bit of everything that tests of it hold. */
const tests = `about: [sets, reads]
cases:
  - name: <who> reads
    variants: [{ who: curl, rule: sets }, { who: "wget", rule: none, expect: none }]
    events:
      - { open: /a, flags: O_CREAT | O_RDWR, by: bash > <who>, expect: <rule> }
      - exec: bash > sh -c
        process.uid: 5
        after: 3s
        variables: { "\${seen}": true }
        expect: { fires: [reads], silent: { sets: open.file.path == "/a" && \${seen} }, counts: { sets: 0 } }
  - name: what loads
    expect: { verdicts: { sets: loaded }, variables: { seen: true } }
`;

const terraform = `resource "datadog_csm_threats_policy" "base" {
  name = "base"
}

resource "datadog_csm_threats_agent_rule" "shell" {
  name      = "shell"
  policy_id = datadog_csm_threats_policy.base.id # é
  actions {
    set {
      name  = "seen"
      value = "true"
    }
  }
  expression = <<-EOT
    exec.file.name == "sh" &&
    exec.uid == 0
  EOT
}
`;

const documents: readonly (readonly [string, string, string])[] = [
  ['a policy', 'a.policy', small],
  ['a policy with CRLF', 'a.policy', small.replaceAll('\n', '\r\n')],
  ['a ConfigMap', 'cm.yaml', `kind: ConfigMap\ndata:\n  a.policy: |\n${small.replace(/^/gm, '    ')}`],
  ['half of a policy', 'a.policy', small.slice(0, small.indexOf('in shells'))],
  ['a file of tests', 'a_test.yaml', tests],
  ['rules in Terraform', 'rules.tf', terraform],
  ['half of a file of tests', 'a_test.yaml', tests.slice(0, tests.indexOf('by:'))],
  [
    'a rule of the library',
    'credentials.policy',
    readFileSync(join(library, 'credentials.policy'), 'utf8').slice(0, 1500),
  ],
];

/** The file, and beside tests the policy that they are about. */
async function serviceWith(name: string, text: string): Promise<LanguageService> {
  const service = createLanguageService({ hcl: startHclParser });
  service.addFolder(folder, memoryFiles(name === 'a_test.yaml' ? { 'a.policy': small } : {}));
  service.open(uriOf(name), 1, text);
  await service.find();
  return service;
}

/** All that stands in an answer as a range has to lie in the text. */
function outside(answer: unknown, text: string, name = 'a.policy'): readonly string[] {
  const lines = createLineIndex(text);
  const wrong: string[] = [];
  const isPlace = (value: unknown): value is { line: number; character: number } =>
    typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
  const fits = ({ line, character }: { line: number; character: number }): boolean => {
    if (line < 0 || line >= lines.lineCount) return false;
    const { start, end } = lines.lineRange(line + 1);
    return character >= 0 && character <= end - start;
  };
  const isElsewhere = (uri: unknown): boolean =>
    typeof uri === 'string' && uri.startsWith(folder) && name === 'a_test.yaml' && uri !== uriOf(name);
  JSON.stringify(answer, (key, value: unknown) => {
    if (isElsewhere(key) || isElsewhere(Object(value).uri)) return undefined;
    if (isPlace(value) && !fits(value)) wrong.push(JSON.stringify(value));
    return value;
  });
  return wrong;
}

async function askAll(
  service: LanguageService,
  name: string,
  text: string,
  offset: number,
): Promise<unknown> {
  const uri = uriOf(name);
  const { line, column } = createLineIndex(text).positionAt(offset);
  const position = { line: line - 1, character: column - 1 };
  const range = { start: position, end: position };
  const renameable = service.renameable(uri, position);
  const renamed = await service.rename(uri, position, 'another_name');
  if (renameable !== undefined && !renamed.ok && !renamed.message.includes('cannot be written'))
    throw new Error(`offered and refused: ${renamed.message}`);
  const { items } = service.completion(uri, position);
  for (const { textEdit } of items) {
    if (textEdit === undefined || !('range' in textEdit)) throw new Error('an item without an edit');
    const { start, end } = textEdit.range;
    const holds = start.line === position.line && end.line === position.line;
    if (!holds || start.character > position.character || end.character < position.character)
      throw new Error(
        `an edit beside the cursor: ${JSON.stringify(textEdit)} at ${JSON.stringify(position)}`,
      );
  }
  return [
    service.hover(uri, position),
    items.map(({ textEdit }) => textEdit),
    service.definition(uri, position),
    service.references(uri, position, true),
    service.highlights(uri, position),
    renameable,
    renamed,
    service.selection(uri, [position]),
    service.codeActions(uri, range),
    service.signatureHelp(uri, position),
    service.prepareCalls(uri, position),
    service
      .prepareCalls(uri, position)
      .flatMap((item) => [service.incomingCalls(item), service.outgoingCalls(item)]),
    service.typeDefinition(uri, position),
    typedCharacters.map((typed) => service.formatOnType(uri, position, typed, 2)),
  ];
}

const ofWhole = (service: LanguageService, name: string, text: string): unknown => {
  const uri = uriOf(name);
  const { line } = createLineIndex(text).positionAt(text.length);
  const range = { start: { line: 0, character: 0 }, end: { line, character: 0 } };
  return [
    service.diagnostics(uri),
    service.documentSymbols(uri),
    service.folding(uri),
    service.format(uri, 2),
    service.inlayHints(uri, range, { parentheses: true, constants: true, eventType: true }),
    service.links(uri),
    service.lenses(uri),
  ];
};

describe.each(documents)('%s', (_, name, text) => {
  it('answers every request at every place, with ranges that lie in it', async () => {
    const service = await serviceWith(name, text);
    expect(outside(ofWhole(service, name, text), text, name)).toEqual([]);
    for (let offset = 0; offset <= text.length; offset++) {
      // No cursor stands inside a line break.
      if (text.charAt(offset - 1) === '\r') continue;
      expect(outside(await askAll(service, name, text, offset), text, name)).toEqual([]);
    }
  });

  it('answers while it is typed: cut off after every word', async () => {
    const service = await serviceWith(name, text);
    let version = 1;
    for (const match of text.matchAll(/\w+|[^\w\s]/g)) {
      const typed = text.slice(0, match.index + match[0].length);
      service.open(uriOf(name), ++version, typed);
      expect(outside(ofWhole(service, name, typed), typed, name)).toEqual([]);
      expect(outside(await askAll(service, name, typed, typed.length), typed, name)).toEqual([]);
    }
  });
});

it('says of a file the same for itself and as a part of the workspace', async () => {
  for (const [, name, text] of documents) {
    const service = await serviceWith(name, text);
    const found = (await service.workspaceDiagnostics()).find(({ uri }) => uri === uriOf(name));
    expect(found?.uri).toBe(uriOf(name));
    expect(found?.items).toEqual(service.diagnostics(uriOf(name)));
  }
});

it('gives of a range the tokens of the whole that stand in it', async () => {
  const service = await serviceWith('a.policy', small);
  const uri = uriOf('a.policy');
  const whole = placed(numbersOf(service.semanticTokens(uri)));
  expect(whole.length).toBeGreaterThan(20);
  const lines = small.split('\n');
  for (let line = 0; line < lines.length; line++) {
    const end = { line, character: lines[line]?.length ?? 0 };
    const range = { start: { line, character: 0 }, end };
    const some = placed(numbersOf(service.semanticTokens(uri, range)));
    // Whole expressions are given that reach into the range.
    expect(whole).toEqual(expect.arrayContaining([...some]));
    expect(some).toEqual(expect.arrayContaining(whole.filter(([at]) => at === line)));
  }
});

/** Tokens with their lines and columns, not those from the one before. */
function placed(data: readonly number[]): readonly (readonly number[])[] {
  const tokens: number[][] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 5);
    character = down === 0 ? character + right : right;
    line += down;
    tokens.push([line, character, length, type]);
  }
  return tokens;
}

function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

describe('random edits', () => {
  const edit = fc.record({
    at: fc.nat(1000),
    remove: fc.nat(12),
    insert: fc.constantFrom(
      '',
      'x',
      '\n',
      '  - id: z\n',
      '"',
      '&& ',
      '.',
      ': ',
      '- ',
      'shells',
      '${',
      '#',
      '\t',
    ),
  });

  it.each([
    ['a policy', 'a.policy', small],
    ['a file of tests', 'a_test.yaml', tests],
    ['rules in Terraform', 'rules.tf', terraform],
  ])('leave the service as one that only ever saw the last text of %s', async (_, name, first) => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        let text = first;
        const service = await serviceWith(name, text);
        await service.look(uriOf(name));
        let version = 1;
        for (const { at, remove, insert } of edits) {
          const start = at % (text.length + 1);
          const range = { start: positionIn(text, start), end: positionIn(text, start + remove) };
          text = text.slice(0, start) + insert + text.slice(start + remove);
          service.change(uriOf(name), ++version, [{ range, text: insert }]);
          expect(outside(ofWhole(service, name, text), text, name)).toEqual([]);
        }
        // Which rule sets there are is looked for when a file is saved: what a policy is called may be another by now.
        await service.find();
        await service.look(uriOf(name));
        const fresh = await serviceWith(name, text);
        await fresh.look(uriOf(name));
        expect(ofWhole(service, name, text)).toEqual(ofWhole(fresh, name, text));
        expect(numbersOf(service.semanticTokens(uriOf(name)))).toEqual(
          numbersOf(fresh.semanticTokens(uriOf(name))),
        );
      }),
      { numRuns: 60 },
    );
  });
});
