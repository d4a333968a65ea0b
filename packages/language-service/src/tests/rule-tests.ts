/** The files of tests of a folder: read in the background, for what is shown beside rules, and while they are written. */
import type { TestFile } from '@secl/testing';
import { decodeText, type FileSystem } from '@secl/text';
import { policyFilesAt } from '@secl/workspace';
import { documentOf, type EditorDocument } from '../document.ts';
import type { Turns } from '../recordings/sources.ts';
import type { Folder } from '../workspace/folder.ts';
import { uriOf } from '../workspace/uri.ts';
import { type Mention, mentionsIn } from './mentions.ts';

/** A test by its file and its name: what `secl test FILE --run NAME` runs. */
export interface NamedTest {
  readonly uri: string;
  readonly name: string;
}

/** What a file of tests says. */
export interface TestDocument {
  readonly document: EditorDocument;
  readonly file: TestFile;
  readonly mentions: readonly Mention[];
}

type Testing = typeof import('@secl/testing');

export interface RuleTests {
  of(rule: string): readonly NamedTest[];
  /** Reads the files of tests that changed; whether other tests name rules now. */
  look(turns: Turns): Promise<boolean>;
  /** Gets ready to read the tests that an editor shows. */
  begin(): Promise<void>;
  /** What reads and prepares tests, once `begin` is done. */
  readonly testing: Testing | undefined;
  /** A document of the folder; undefined where it holds no tests. */
  read(document: EditorDocument): TestDocument | undefined;
  /** The files that the last look found, as they are now. */
  all(): readonly TestDocument[];
}

/** More than that is no folder that somebody edits by hand. */
const mostFiles = 2000;

/** Whether tests may stand in a document: what reads them is loaded for these only. */
export function mayBeTests({ path, text }: EditorDocument): boolean {
  return /_test\.ya?ml$/.test(path) || (/\.ya?ml$/.test(path) && /^tests[ \t]*:/m.test(text));
}

/** A rule in a file of its own, with its tests below it. */
function isRuleFile(document: EditorDocument | undefined): boolean {
  return document !== undefined && mayBeTests(document);
}

export function openRuleTests(folder: Folder, files: FileSystem): RuleTests {
  let byRule: ReadonlyMap<string, readonly NamedTest[]> = new Map();
  let found: ReadonlyMap<string, EditorDocument> = new Map();
  let testing: Testing | undefined;
  const known = new WeakMap<EditorDocument, TestDocument>();

  const begin = async (): Promise<void> => {
    testing ??= await import('@secl/testing');
  };
  const read = (document: EditorDocument): TestDocument | undefined => {
    if (testing?.mayHoldTests(document.path, document.text) !== true) return undefined;
    const before = known.get(document);
    if (before !== undefined) return before;
    const file = testing.readTestFile(document.path, document.text);
    const fresh = { document, file, mentions: mentionsIn(file) };
    known.set(document, fresh);
    return fresh;
  };

  return {
    of: (rule) => byRule.get(rule) ?? [],
    get testing() {
      return testing;
    },
    begin,
    read,
    all: () =>
      [...found].flatMap(([path, onDisk]) => {
        const open = folder.document(path);
        return read(open?.version === undefined ? onDisk : open) ?? [];
      }),
    async look(turns) {
      const rules = new Map<string, NamedTest[]>();
      const documents = new Map<string, EditorDocument>();
      const paths = await policyFilesAt(files, '**/*_test.y*ml');
      const open = folder.opened().filter(mayBeTests);
      const ofRules = new Set(folder.sets().flatMap((set) => [...set.texts.keys()]));
      const all = new Set([
        ...(paths.ok ? paths.value : []),
        ...open.map(({ path }) => path),
        ...[...ofRules].filter((path) => isRuleFile(folder.document(path))),
      ]);
      // Loaded where there are tests: an editor that starts does not wait for it.
      if (all.size > 0) await begin();
      for (const path of [...all].slice(0, mostFiles)) {
        await turns.pause();
        if (turns.stopped) return false;
        const document = open.find((each) => each.path === path) ?? (await onDisk(path));
        if (document === undefined) continue;
        documents.set(path, document);
        for (const { name, rules: named } of testing?.testsOf(path, document.text) ?? [])
          for (const rule of named)
            rules.set(rule, [...(rules.get(rule) ?? []), { uri: uriOf(folder.uri, path), name }]);
      }
      const news = JSON.stringify([...rules]) !== JSON.stringify([...byRule]);
      byRule = rules;
      found = documents;
      return news;
    },
  };

  /** The same object as long as the text is the same, so that it is read once. */
  async function onDisk(path: string): Promise<EditorDocument | undefined> {
    const text = await textOf(files, path);
    const before = found.get(path);
    if (text === undefined || (before?.text === text && before.version === undefined)) return before;
    return documentOf(uriOf(folder.uri, path), path, text, undefined);
  }
}

async function textOf(files: FileSystem, path: string): Promise<string | undefined> {
  const read = await files.read(path);
  return read.ok ? decodeText(read.value).text : undefined;
}
