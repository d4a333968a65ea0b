/**
 * What a condition asks of one value. Tests of a kind know their opposite, and whether one value may pass several of them;
 * everything about arrays and about `&&` and `||` is made of these two.
 */
import { complement } from './int-set.ts';
import { everyBit, type IntTest, mayPassInts } from './int-tests.ts';
import { type IpTest, mayPassAddresses } from './ip-tests.ts';
import { isUniversal } from './text-relations.ts';
import { mayPassTexts, type TextTest } from './text-tests.ts';

export interface BoolTest {
  readonly type: 'bool';
  readonly value: boolean;
}

export type ValueTest = IntTest | TextTest | IpTest | BoolTest;

export function opposite(test: ValueTest): ValueTest {
  switch (test.type) {
    case 'int':
      return { ...test, set: complement(test.set) };
    case 'bool':
      return { type: 'bool', value: !test.value };
    case 'text':
    case 'ip':
      return { ...test, holds: !test.holds };
  }
}

/** Whether one value may pass all tests: `false` is proved, `true` is not. All are of one type. */
export function mayPass(tests: readonly ValueTest[]): boolean {
  const first = tests[0];
  if (first === undefined) return true;
  if (tests.length === 1) return mayPassAlone(first);
  switch (first.type) {
    case 'int':
      return !tests.every((test) => test.type === 'int') || mayPassInts(tests);
    case 'text':
      return !tests.every((test) => test.type === 'text') || mayPassTexts(tests);
    case 'ip':
      return !tests.every((test) => test.type === 'ip') || mayPassAddresses(tests);
    case 'bool':
      return tests.every((test) => test.type === 'bool' && test.value === first.value);
  }
}

/** The same for one test, which is most of what is asked. */
export function mayPassAlone(test: ValueTest): boolean {
  switch (test.type) {
    case 'int':
      return test.mask === everyBit ? test.set.length > 0 : mayPassInts([test]);
    case 'text':
      return test.holds || !test.set.open.some(isUniversal);
    case 'ip':
      return mayPassAddresses([test]);
    case 'bool':
      return true;
  }
}
