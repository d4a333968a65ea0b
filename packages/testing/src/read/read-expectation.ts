import type { Scalar as Plain, Value } from '@secl/model';
import { asBoolean, asInteger, isNull, isText, type Node, type Scalar } from '@secl/text';
import type {
  Expectation,
  ExpectedActions,
  ExpectedCount,
  ExpectedSilence,
  ExpectedVariable,
  ExpectedVerdict,
  LoadStatus,
} from '../written.ts';
import { said, type TestReader } from './reader.ts';

export const expectationKeys = [
  'rules',
  'fires',
  'silent',
  'undecided',
  'counts',
  'sent',
  'variables',
  'actions',
  'verdicts',
] as const;

const shape = 'the ids of the rules that match, `none`, or a mapping';

/** `expect`: ids in short, or a mapping. */
export function readExpectation(reader: TestReader, node: Node | undefined): Expectation | undefined {
  if (node === undefined) return undefined;
  if (node.kind !== 'mapping') {
    if (isNull(node)) return reader.wrongType(node, 'expect', shape);
    return { ...nothing(node), exactly: exactRules(reader, node, 'expect') };
  }
  const keys = reader.entries(node, '`expect`', expectationKeys);
  const rules = keys.get('rules');
  return {
    range: node.range,
    exactly: rules && exactRules(reader, rules, 'rules'),
    fires: reader.texts(keys.get('fires'), 'fires'),
    silent: readSilent(reader, keys.get('silent')),
    undecided: reader.texts(keys.get('undecided'), 'undecided'),
    counts: readCounts(reader, keys.get('counts'), 'counts'),
    sent: readCounts(reader, keys.get('sent'), 'sent'),
    variables: readVariables(reader, keys.get('variables')),
    actions: readActions(reader, keys.get('actions')),
    verdicts: readVerdicts(reader, keys.get('verdicts')),
  };
}

export function nothing({ range }: Node): Expectation {
  return {
    range,
    exactly: undefined,
    fires: [],
    silent: [],
    undecided: [],
    counts: [],
    sent: [],
    variables: [],
    actions: [],
    verdicts: [],
  };
}

/** Whether it says anything; an empty mapping does not. */
export function isTelling({ range, exactly, ...lists }: Expectation): boolean {
  return exactly !== undefined || Object.values(lists).some((list) => list.length > 0);
}

/** `none` is no rule: ids that agents take could be called so, and nobody's is. */
function exactRules(reader: TestReader, node: Node, key: string): Expectation['exactly'] {
  const ids = node.kind === 'scalar' && node.value === 'none' ? [] : reader.texts(node, key, shape);
  const none = ids.find(({ value }) => value === 'none');
  if (none !== undefined)
    reader.note('testing/wrong-type', none.range, {
      key,
      expected: shape,
      found: '`none` in a list, where it says nothing',
    });
  return { ids, node };
}

/** Ids, or a mapping from ids to the condition that keeps each silent. */
function readSilent(reader: TestReader, node: Node | undefined): readonly ExpectedSilence[] {
  if (node?.kind !== 'mapping') {
    const shape = 'ids of rules, or a mapping from ids to the condition that is false';
    return reader.texts(node, 'silent', shape).map((rule) => ({ rule, because: undefined }));
  }
  return node.entries.map(({ key, value }) => ({
    rule: said(key),
    because: isNull(value) ? undefined : reader.text(value, key.value, 'the condition that is false'),
  }));
}

function readCounts(reader: TestReader, node: Node | undefined, key: string): readonly ExpectedCount[] {
  const mapping = reader.mapping(node, key, 'a mapping from ids of rules to numbers');
  return (mapping?.entries ?? []).flatMap(({ key: rule, value }) => {
    const count = reader.count(value, rule.value);
    return count === undefined ? [] : [{ rule: said(rule), count, node: value }];
  });
}

function readVariables(reader: TestReader, node: Node | undefined): readonly ExpectedVariable[] {
  const mapping = reader.mapping(node, 'variables', 'a mapping from variables to values');
  return (mapping?.entries ?? []).flatMap(({ key, value }) => {
    const read = plainValue(reader, value, key.value);
    // Rules write `${process.seen}`; here the sign may stand or not.
    const name = { ...said(key), value: key.value.replace(/^\$\{(.*)\}$/, '$1') };
    return read === undefined ? [] : [{ name, value: read, node: value }];
  });
}

/** A value by what it looks like: unquoted `true` and numbers are such. */
export function plainValue(reader: TestReader, node: Node, key: string): Value | undefined {
  if (node.kind === 'scalar') return plainScalar(node);
  const items = reader.items(node, key, 'a text, a number, `true`, `false` or a list of them');
  return node.kind === 'sequence'
    ? items.flatMap((item) => (item.kind === 'scalar' ? plainScalar(item) : []))
    : undefined;
}

function plainScalar(scalar: Scalar): Plain {
  if (isText(scalar)) return scalar.value;
  const bool = /^(?:true|false)$/.test(scalar.value) ? asBoolean(scalar) : undefined;
  return bool ?? asInteger(scalar) ?? scalar.value;
}

function readActions(reader: TestReader, node: Node | undefined): readonly ExpectedActions[] {
  const mapping = reader.mapping(node, 'actions', 'a mapping from ids of rules to what they do');
  return (mapping?.entries ?? []).map(({ key, value }) => ({
    rule: said(key),
    actions: value.kind === 'scalar' && value.value === 'none' ? [] : reader.texts(value, key.value),
  }));
}

const verdictShape =
  '`loaded`, `filtered`, `rejected`, `rejected CODE`, `undecided`, or a mapping from targets to these';

function readVerdicts(reader: TestReader, node: Node | undefined): readonly ExpectedVerdict[] {
  const mapping = reader.mapping(node, 'verdicts', 'a mapping from ids of rules to what becomes of them');
  return (mapping?.entries ?? []).flatMap(({ key, value }) => {
    if (value.kind !== 'mapping') return readVerdict(reader, key, undefined, value);
    return value.entries.flatMap((each) => readVerdict(reader, key, each.key, each.value));
  });
}

function readVerdict(
  reader: TestReader,
  rule: Scalar,
  target: Scalar | undefined,
  node: Node,
): readonly ExpectedVerdict[] {
  const scalar = reader.scalar(node, rule.value, verdictShape);
  if (scalar === undefined) return [];
  const [, word = '', code] = /^(\w+)(?:\s+(\S+))?$/.exec(scalar.value) ?? [];
  const status = statuses.find((each) => each === word);
  if (status === undefined || (code !== undefined && status !== 'rejected')) {
    reader.wrongType(scalar, rule.value, verdictShape);
    return [];
  }
  const saidCode = code === undefined ? undefined : { value: code, range: scalar.range };
  return [{ rule: said(rule), target: target && said(target), status, code: saidCode, node }];
}

const statuses: readonly LoadStatus[] = ['loaded', 'filtered', 'rejected', 'undecided'];
