/**
 * What a condition asks of one value. Tests of a kind know their opposite, and whether one value may pass several of them;
 * everything about arrays and about `&&` and `||` is made of these two.
 */
import { complement } from './int-set.ts';
import { type IntTest, mayPassInts } from './int-tests.ts';
import { type IpTest, mayPassAddresses } from './ip-tests.ts';
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
  const ints: IntTest[] = [];
  const texts: TextTest[] = [];
  const addresses: IpTest[] = [];
  const bools = new Set<boolean>();
  for (const test of tests) {
    switch (test.type) {
      case 'int':
        ints.push(test);
        break;
      case 'text':
        texts.push(test);
        break;
      case 'ip':
        addresses.push(test);
        break;
      case 'bool':
        bools.add(test.value);
    }
  }
  return bools.size < 2 && mayPassInts(ints) && mayPassTexts(texts) && mayPassAddresses(addresses);
}
