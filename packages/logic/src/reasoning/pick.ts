import type { Scalar } from '@secl/model';
import type { IntSet } from './int-set.ts';
import { pickInt } from './pick-int.ts';
import { pickIp } from './pick-ip.ts';
import { pickText } from './pick-text.ts';
import type { ValueTest } from './value-test.ts';

/** A value that passes all tests and is so many bytes long, if a likely one does; a text where nothing is asked of it. */
export function pick(tests: readonly ValueTest[], lengths: readonly IntSet[] = []): Scalar | undefined {
  const [first] = tests;
  switch (first?.type) {
    case 'int':
      return pickInt(tests.filter((test) => test.type === 'int'));
    case 'ip':
      return pickIp(tests.filter((test) => test.type === 'ip'));
    case 'bool':
      return tests.every((test) => test.type === 'bool' && test.value === first.value)
        ? first.value
        : undefined;
    case 'text':
    case undefined:
      return pickText({ tests: tests.filter((test) => test.type === 'text'), lengths });
  }
}
