import { tellV8 } from './v8-settings.ts';

/**
 * Imports code and compiles all of its functions at once. The compile cache of Node keeps what is compiled when a module has
 * been read, so with the usual settings every run compiles anew what it calls: 1,500 functions of the linter, a fifteenth of
 * linting 1,000 rules. The first run, which has no cache yet, takes as long either way. Every command is imported like this,
 * as code is not taken from the cache under other settings than those it was compiled under. `modules` are those of Node that
 * the code starts: Node has its own modules compiled already, and throws that away under other settings.
 */
export async function compiledWhole<Module>(
  load: () => Promise<Module>,
  modules: readonly string[] = [],
): Promise<Module> {
  for (const module of modules) process.getBuiltinModule(module);
  if (!tellV8('--no-lazy')) return load();
  try {
    return await load();
  } finally {
    tellV8('--lazy');
  }
}
