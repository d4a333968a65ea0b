import { mayHoldTests, readTestFile, type TestFile, testFileName } from '@secl/testing';
import { decodeText, type FileSystem, located, type Problem } from '@secl/text';
import { type Found, filesAt, searchDown } from '@secl/workspace';

/** A file that may hold tests. */
export interface TestText {
  readonly document: string;
  readonly text: string;
  /** Of its bytes. */
  readonly problems: readonly Problem[];
}

/** The test files that paths mean: files as they are named, patterns, and all below a directory; in byte order. */
export async function findTests(
  files: FileSystem,
  paths: readonly string[],
): Promise<Found<readonly TestText[]>> {
  const found = new Map<string, TestText>();
  for (const path of paths) {
    const at = await filesAt(files, path);
    if (!at.ok) return at;
    for (const each of at.value) {
      const stat = await files.stat(each);
      const isDirectory = stat.ok && stat.value.kind === 'directory';
      const below = isDirectory
        ? await searchDown(files, each, isYaml)
        : { ok: true as const, value: [each] };
      if (!below.ok) return below;
      for (const name of below.value) {
        const read = await testTextAt(files, name, !isDirectory);
        if (!read.ok) return read;
        if (read.value !== undefined) found.set(name, read.value);
      }
    }
  }
  return { ok: true, value: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file) };
}

const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);

/** By its name, or by what it holds where tests would have cases. */
function isPolicy(path: string, text: string): boolean {
  return (
    /\.(?:policy|macro)$/.test(path) ||
    (/^(?:rules|macros)[ \t]*:/m.test(text) && !/^cases[ \t]*:/m.test(text))
  );
}

/** A file that was found and not named is one with tests by its name, or by what it holds. */
async function testTextAt(
  files: FileSystem,
  path: string,
  isNamed: boolean,
): Promise<Found<TestText | undefined>> {
  const read = await files.read(path);
  if (!read.ok)
    return isNamed || testFileName.test(path)
      ? { ok: false, message: `${path}: ${read.failure.message}` }
      : { ok: true, value: undefined };
  const { text, problems } = decodeText(read.value);
  if (!isNamed && !mayHoldTests(path, text)) return { ok: true, value: undefined };
  if (isNamed && !mayHoldTests(path, text) && isPolicy(path, text)) {
    const message = `${path}: this is a policy, and no test of it; name its tests, or the directory that they lie in`;
    return { ok: false, message };
  }
  return {
    ok: true,
    value: { document: path, text, problems: problems.map((each) => located(each, path)) },
  };
}

export function readTests(texts: readonly TestText[]): readonly TestFile[] {
  return texts.map(({ document, text, problems }) => {
    const file = readTestFile(document, text);
    return { ...file, problems: [...problems, ...file.problems] };
  });
}
