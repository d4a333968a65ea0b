import type { FileSystem } from '@secl/text';
import { decodeText } from '@secl/text';
import { configName, directoryOf, joinPath, readConfig, type Workspace } from '@secl/workspace';

/**
 * The workspace that a test file lies in: of the nearest secl.yaml between it and the working directory, else that of the
 * working directory. So tests of a pack mean the same from wherever they are run.
 */
export function nearestWorkspace(
  files: FileSystem,
  outer: Workspace,
): (document: string) => Promise<Workspace> {
  const known = new Map<string, Promise<Workspace>>();
  const at = (directory: string): Promise<Workspace> => {
    const before = known.get(directory) ?? find(directory);
    known.set(directory, before);
    return before;
  };
  const find = async (directory: string): Promise<Workspace> => {
    const path = joinPath(directory, configName);
    // What the working directory has was looked for from there upwards, and told where it cannot be used.
    if (directory === '.' || path === outer.config?.document) return outer;
    const stat = await files.stat(path);
    const read = stat.ok && stat.value.kind !== 'directory' ? await files.read(path) : undefined;
    if (read?.ok === true) return { config: readConfig(path, decodeText(read.value).text) };
    const above = directoryOf(directory);
    return above === directory || directory.endsWith('..') ? outer : at(above);
  };
  return (document) => at(directoryOf(document));
}
