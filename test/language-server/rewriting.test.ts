/** What editors rewrite means what its title says: asked of the reasoning about conditions, which knows no editors. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRule, parseRule } from '@secl/language';
import { createLanguageService, type LanguageService } from '@secl/language-service';
import { alwaysTrue, equivalent, overlaps, type Proposition, propositionOf } from '@secl/logic';
import { catalogue } from '@secl/model';
import { applyEdits, createLineIndex } from '@secl/text';
import { memoryFiles } from '@secl/workspace';
import { describe, expect, it } from 'vitest';
import { offsetsOf } from './cases.ts';
import { folder, uriOf } from './editors.ts';

const conditions = [
  'exec.file.name == "a"',
  'exec.file.name != "a"',
  'exec.file.name =~ "a*"',
  'exec.file.name in ["a", ~"b*"]',
  'exec.args == ~"*a*"',
  'exec.args == ~"a b*"',
  'exec.args =~ r"^a.b*$"',
  'exec.args =~ r"^(sh|bash)$"',
  'exec.file.path == "/a"',
  'exec.file.path == ~"/a/**"',
  'exec.file.name == "a" && process.uid < 5',
  'exec.file.name == "a" && process.uid < 5 || process.is_kworker',
  'exec.file.name == "a" || process.uid == 5 && !process.is_kworker',
  '!(exec.file.name == "a" && process.uid > 5) && exec.file.uid == 0',
  '(exec.file.name == "a" || exec.file.name == "b") && process.uid >= 5',
  'exec.file.name == "a" && process.ancestors.file.name == "b"',
  'exec.file.name == "a" && process.ancestors.pid < 5',
  'exec.argv in ["-c", "-x"] && exec.file.name == "a"',
];

const library = join(import.meta.dirname, '../../rules-library/policies');

const whole = catalogue('linux');
const facts = whole.at(68);

function proposition(expression: string): Proposition {
  const scope = { catalogue: whole, facts, macros: new Map(), variables: new Map() };
  const checked = checkRule(parseRule(expression), scope);
  const found = propositionOf(checked);
  if (found === undefined) throw new Error(`${expression}: ${checked.problems[0]?.message}`);
  return found;
}

/** Every rewritten expression, by the title of what does it, with the cursor at every place. */
async function rewritten(expression: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const head = 'rules:\n  - id: a\n    expression: |-\n      ';
  const text = `${head}${expression}`;
  const service = createLanguageService();
  service.addFolder(folder, memoryFiles({}));
  service.open(uriOf('a.policy'), 1, text);
  await service.find();
  const lines = createLineIndex(text);
  const found = new Map<string, Set<string>>();
  for (let at = head.length; at <= text.length; at++) {
    const { line, column } = lines.positionAt(at);
    const position = { line: line - 1, character: column - 1 };
    for (const { title, edit } of service.codeActions(uriOf('a.policy'), {
      start: position,
      end: position,
    })) {
      const edits = edit?.changes?.[uriOf('a.policy')] ?? [];
      const changed = applyEdits(
        text,
        edits.map((each) => ({ range: offsetsOf(text, each.range), text: each.newText })),
      );
      if (changed.startsWith(head)) {
        const all = found.get(title) ?? new Set();
        found.set(title, all.add(changed.slice(head.length)));
      }
    }
  }
  return found;
}

describe.each(conditions)('%s', (expression) => {
  it('is the same in other words', async () => {
    const before = proposition(expression);
    for (const [title, texts] of await rewritten(expression)) {
      if (!title.startsWith('write ')) continue;
      // Of regular expressions the reasoning knows nothing: `pattern-kinds.test.ts` tries texts.
      for (const text of [...texts].filter((each) => !`${expression}${each}`.includes('r"')))
        expect(equivalent(before, proposition(text)), `${title}: ${text}`).toBe(true);
    }
  });

  it('and its opposite are never true together, and one of them always is', async () => {
    const texts = (await rewritten(expression)).get('negate the group') ?? new Set();
    const condition = (await rewritten(expression)).get('negate the condition') ?? new Set();
    expect(texts.size + condition.size).toBeGreaterThan(0);
    const opposite = [...texts, ...condition].filter((text) => !isPart(expression, text));
    for (const text of opposite) {
      expect(overlaps(proposition(expression), proposition(text)), text).toBe('no');
      const either = `(${expression}) || (${text})`;
      expect(alwaysTrue(proposition(either)), either).toBe(true);
    }
  });
});

/** Whether only a part was negated: some condition of the rule is still there as it was. */
function isPart(before: string, after: string): boolean {
  const parts = before.split(/ (?:&&|\|\|) /);
  return parts.length > 1 && parts.some((part) => after.includes(part));
}

describe('policies of the library', () => {
  type Files = Readonly<Record<string, string>>;
  const names = readdirSync(library).filter((name) => name.endsWith('.policy'));
  const files: Files = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(library, name), 'utf8')]),
  );

  async function serviceWith(name: string, all: Files): Promise<LanguageService> {
    const service = createLanguageService();
    service.addFolder(folder, memoryFiles(all));
    service.open(uriOf(name), 1, all[name] ?? '');
    await service.find();
    return service;
  }
  const errorsOf = (service: LanguageService, name: string): readonly string[] =>
    service
      .diagnostics(uriOf(name))
      .flatMap(({ severity, message }) => (severity === 1 ? [String(message)] : []));

  it.each(names)('%s has no errors after anything is rewritten', async (name) => {
    const text = files[name] ?? '';
    const service = await serviceWith(name, files);
    const before = errorsOf(service, name);
    const lines = createLineIndex(text);
    for (let at = 0; at < text.length; at += 311) {
      const { line, column } = lines.positionAt(at);
      const position = { line: line - 1, character: column - 1 };
      const range = { start: position, end: position };
      for (const { title, edit } of service.codeActions(uriOf(name), range, ['refactor'])) {
        const changes = Object.entries(edit?.changes ?? {}).map(([uri, edits]) => {
          const path = uri.slice(folder.length + 1);
          const old = files[path] ?? '';
          const own = edits.map((each) => ({ range: offsetsOf(old, each.range), text: each.newText }));
          return [path, applyEdits(old, own)] as const;
        });
        const after = await serviceWith(name, { ...files, ...Object.fromEntries(changes) });
        expect(errorsOf(after, name), `${title} at ${line}:${column}`).toEqual(before);
      }
    }
  });
});
