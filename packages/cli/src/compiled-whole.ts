import { setFlagsFromString } from 'node:v8';

/**
 * Imports code and compiles all of its functions at once. The compile cache of Node keeps what is compiled when a module has
 * been read, so with the usual settings every run compiles anew what it calls: 1,500 functions of the linter, a fifteenth of
 * linting 1,000 rules. The first run, which has no cache yet, takes as long either way. Every command is imported like this,
 * as code is not taken from the cache under other settings than those it was compiled under; and this is only said to the V8
 * that is known to have the setting, as another one complains. `modules` are those of Node that the code starts: Node has its
 * own modules compiled already, and throws that away under other settings.
 */
export async function compiledWhole<Module>(
  load: () => Promise<Module>,
  modules: readonly string[] = [],
): Promise<Module> {
  if (!process.versions.v8.startsWith('13.')) return load();
  for (const module of modules) process.getBuiltinModule(module);
  setFlagsFromString('--no-lazy');
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}
