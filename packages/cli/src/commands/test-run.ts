import type { Run } from '../command.ts';
import { optimizeLater } from '../optimize-later.ts';
import type { TestFlags } from './test.ts';

export const test: Run<TestFlags, string[]> = async (context, flags, ...paths) => {
  const { testCommand } = await import('../test/test-command.ts');
  optimizeLater();
  return testCommand(context, flags, ...paths);
};
