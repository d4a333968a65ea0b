import { tellV8 } from './v8-settings.ts';

/**
 * Most runs are over before what the optimizing compilers make of the code pays: without them until later, linting 1,000
 * rules takes a seventh less time and a quarter less work of the processor. Only said when the code is loaded, since code
 * that was compiled under other settings is not taken from the compile cache. `calls`: so often a function is called before
 * the first of them looks at it.
 */
export function optimizeLater(calls: number): void {
  tellV8(`--invocation-count-for-maglev=${calls}`);
  tellV8('--invocation-count-for-turbofan=100000');
}
