import { directoryOf, joinPath } from '@secl/workspace';

/** The name of a document as the configuration calls it, wherever the command is run. */
export type NameFrom = (document: string) => string;

/**
 * Documents are named from the working directory; patterns of secl.yaml and lines of a baseline from where that file
 * lies. What lies outside of its directory keeps its name.
 */
export function nameFromConfig(cwd: string, config: string | undefined): NameFrom {
  const start = cwd.replaceAll('\\', '/');
  const directory = config === undefined ? start : joinPath(start, directoryOf(config));
  const prefix = directory === '.' ? '' : directory.replace(/\/?$/, '/');
  return (document) => {
    const whole = joinPath(start, document);
    return whole.startsWith(prefix) ? whole.slice(prefix.length) : document;
  };
}
