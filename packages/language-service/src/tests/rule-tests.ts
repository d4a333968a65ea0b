/** Which tests of a folder name which rules: read in the background, for what is shown beside rules. */
import { decodeText, type FileSystem } from '@secl/text';
import { policyFilesAt } from '@secl/workspace';
import type { Turns } from '../recordings/sources.ts';
import type { Folder } from '../workspace/folder.ts';
import { uriOf } from '../workspace/uri.ts';

/** A test by its file and its name: what `secl test FILE --run NAME` runs. */
export interface NamedTest {
  readonly uri: string;
  readonly name: string;
}

export interface RuleTests {
  of(rule: string): readonly NamedTest[];
  /** Reads the files of tests that changed; whether other tests name rules now. */
  look(turns: Turns): Promise<boolean>;
}

/** More than that is no folder that somebody edits by hand. */
const mostFiles = 2000;

export function openRuleTests(folder: Folder, files: FileSystem): RuleTests {
  let byRule: ReadonlyMap<string, readonly NamedTest[]> = new Map();
  return {
    of: (rule) => byRule.get(rule) ?? [],
    async look(turns) {
      const found = new Map<string, NamedTest[]>();
      const paths = await policyFilesAt(files, '**/*_test.y*ml');
      // Loaded where there are tests: an editor that starts does not wait for it.
      const { testsOf } = paths.ok ? await import('@secl/testing') : { testsOf: () => [] };
      for (const path of paths.ok ? paths.value.slice(0, mostFiles) : []) {
        await turns.pause();
        if (turns.stopped) return false;
        const text = folder.document(path)?.text ?? (await textOf(files, path));
        for (const { name, rules } of text === undefined ? [] : testsOf(path, text))
          for (const rule of rules)
            found.set(rule, [...(found.get(rule) ?? []), { uri: uriOf(folder.uri, path), name }]);
      }
      const news = JSON.stringify([...found]) !== JSON.stringify([...byRule]);
      byRule = found;
      return news;
    },
  };
}

async function textOf(files: FileSystem, path: string): Promise<string | undefined> {
  const read = await files.read(path);
  return read.ok ? decodeText(read.value).text : undefined;
}
