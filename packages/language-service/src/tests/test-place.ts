/** Where a place stands in a file of tests. */
import type { YamlPlace } from '../completion/yaml-place.ts';

export type TestPlace =
  /** A key of one of these mappings. */
  | { readonly kind: 'key'; readonly of: 'file' | 'case' | 'recording' | 'expect' }
  /** A key of an event, or of the mapping below its type. */
  | { readonly kind: 'event'; readonly type: string | undefined; readonly own: boolean }
  | { readonly kind: 'value'; readonly field: string; readonly type: string | undefined }
  /** A chain of processes. */
  | { readonly kind: 'chain' }
  /** Ids of rules; `none` where it says that none is to match. */
  | { readonly kind: 'rules'; readonly none: boolean; readonly asKeys: boolean }
  | { readonly kind: 'variables' }
  | { readonly kind: 'verdict' }
  | { readonly kind: 'rule-set' }
  | { readonly kind: 'targets' };

/** `isType`: whether a key is an event type. undefined where nothing can be said of a place. */
export function testPlace(
  { keys, key, present, flow }: YamlPlace,
  isType: (key: string) => boolean,
): TestPlace | undefined {
  const [top, ...below] = keys;
  if (top === undefined) return key === undefined ? { kind: 'key', of: 'file' } : valueOfFile(key);
  if (top !== 'cases') return key === undefined ? valueOfFile(top) : undefined;
  const expect = below.indexOf('expect');
  if (expect !== -1) return inExpectation(below.slice(expect + 1), key, flow);
  if (key === 'expect') return { kind: 'rules', none: true, asKeys: false };
  if (key === 'targets' || below[0] === 'targets') return { kind: 'targets' };
  const [first, second, ...rest] = below;
  if (first === undefined) return key === undefined ? { kind: 'key', of: 'case' } : undefined;
  if (first === 'recording') return key === undefined ? { kind: 'key', of: 'recording' } : undefined;
  if (first !== 'events' || rest.length > 0) return undefined;
  if (second !== undefined && !isType(second))
    return second === 'variables' ? { kind: 'variables' } : undefined;
  const type = second ?? present.find(isType);
  if (key === undefined) return { kind: 'event', type, own: second !== undefined };
  if (isChain(key)) return { kind: 'chain' };
  return isType(key) ? undefined : { kind: 'value', field: key, type };
}

/** Keys whose value says processes in one line. */
function isChain(key: string): boolean {
  return ['by', 'exec', 'exit', 'fork'].includes(key);
}

function valueOfFile(key: string): TestPlace | undefined {
  if (key === 'about') return { kind: 'rules', none: false, asKeys: false };
  if (key === 'rule_set') return { kind: 'rule-set' };
  return key === 'targets' ? { kind: 'targets' } : undefined;
}

/** `below` is what stands between `expect` and the place. */
function inExpectation(
  below: readonly string[],
  key: string | undefined,
  flow: YamlPlace['flow'],
): TestPlace | undefined {
  const [what, ...rest] = below;
  if (what === undefined) {
    // `expect: [` and below it a list: ids.
    if (flow === 'list') return { kind: 'rules', none: false, asKeys: false };
    if (key === undefined) return { kind: 'key', of: 'expect' };
    if (key === 'rules') return { kind: 'rules', none: true, asKeys: false };
    return isListOfRules(key) ? { kind: 'rules', none: false, asKeys: false } : undefined;
  }
  if (rest.length > 0) return what === 'verdicts' && key !== undefined ? { kind: 'verdict' } : undefined;
  if (what === 'verdicts' && key !== undefined) return { kind: 'verdict' };
  if (key !== undefined) return undefined;
  if (what === 'variables') return { kind: 'variables' };
  if (what === 'rules' || isListOfRules(what))
    return { kind: 'rules', none: false, asKeys: what === 'silent' && flow === 'mapping' };
  return ['counts', 'sent', 'actions', 'verdicts'].includes(what)
    ? { kind: 'rules', none: false, asKeys: true }
    : undefined;
}

function isListOfRules(key: string): boolean {
  return ['fires', 'silent', 'undecided'].includes(key);
}
