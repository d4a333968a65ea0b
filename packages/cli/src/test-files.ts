import type { FileKind, FileResult, FileSystem } from './file-system.ts';

/** Files of a test, in memory: relative paths with `/`. Directories are there because files lie in them. */
export interface TestFiles extends FileSystem {
  /** What is in a file now, as text. */
  readonly textOf: (path: string) => string | undefined;
  readonly names: () => readonly string[];
}

/** `forbidden`: files and directories that nobody may read or write. */
export function testFiles(
  contents: Readonly<Record<string, string | Uint8Array>>,
  forbidden: readonly string[] = [],
): TestFiles {
  const files = new Map(Object.entries(contents).map(([path, content]) => [normal(path), bytesOf(content)]));
  const within = (path: string): readonly string[] => {
    const prefix = normal(path) === '' ? '' : `${normal(path)}/`;
    return [...files.keys()]
      .filter((each) => each.startsWith(prefix))
      .map((each) => each.slice(prefix.length));
  };
  const trouble = (path: string, reason: string, code: string): FileResult<never> => ({
    ok: false,
    trouble: { path, reason, code },
  });
  const kindOf = (path: string): FileKind => {
    if (files.has(normal(path))) return 'file';
    return normal(path) === '' || within(path).length > 0 ? 'directory' : 'missing';
  };
  const read = (path: string): FileResult<Uint8Array> => {
    const bytes = files.get(normal(path));
    if (forbidden.includes(normal(path))) return trouble(path, 'permission denied', 'EACCES');
    if (bytes !== undefined) return { ok: true, value: bytes };
    return kindOf(path) === 'directory'
      ? trouble(path, 'is a directory', 'EISDIR')
      : trouble(path, 'no such file or directory', 'ENOENT');
  };
  return {
    textOf: (path) => {
      const bytes = files.get(normal(path));
      return bytes === undefined ? undefined : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },
    names: () => [...files.keys()].sort(),
    kind: async (path) => kindOf(path),
    size: async (path) => files.get(normal(path))?.length,
    read: async (path) => read(path),
    stream: async (path) => {
      const whole = read(path);
      return whole.ok ? { ok: true, value: once(whole) } : whole;
    },
    list: async (path) => {
      if (forbidden.includes(normal(path))) return trouble(path, 'permission denied', 'EACCES');
      if (kindOf(path) !== 'directory') return trouble(path, 'no such file or directory', 'ENOENT');
      const names = [...new Set(within(path).map((rest) => rest.split('/')[0] ?? ''))].sort();
      return { ok: true, value: names.map((name) => ({ name, kind: kindOf(`${path}/${name}`) })) };
    },
    replace: async (path, content) => {
      if (forbidden.includes(normal(path))) return trouble(path, 'permission denied', 'EACCES');
      if (typeof content === 'string' || content instanceof Uint8Array) {
        files.set(normal(path), bytesOf(content));
        return { ok: true, value: undefined };
      }
      const portions: Uint8Array[] = [];
      if (typeof content === 'function') {
        const writeBytes = async (bytes: Uint8Array): Promise<void> => void portions.push(bytes.slice());
        await content({ writeBytes, file: undefined });
      } else {
        for await (const portion of content) portions.push(bytesOf(portion));
      }
      files.set(normal(path), Buffer.concat(portions));
      return { ok: true, value: undefined };
    },
  };
}

async function* once<Value>(value: Value): AsyncGenerator<Value> {
  yield value;
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function normal(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}
