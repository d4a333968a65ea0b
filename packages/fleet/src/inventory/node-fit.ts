/** Whether the pods of a daemon set come onto a node: its selector, its required affinity, the node's taints. */
import { at, fieldsOf, listAt, textAt } from './look.ts';
import type { NodeSaid, Taint } from './said.ts';

export function fits(pod: unknown, { labels, taints }: NodeSaid): boolean {
  const selected = Object.entries(fieldsOf(at(pod, 'nodeSelector'))).every(
    ([key, value]) => labels.get(key) === String(value),
  );
  if (!selected || !affine(pod, labels)) return false;
  const tolerations = listAt(pod, 'tolerations');
  return taints
    .filter(({ effect, key }) => effect !== 'PreferNoSchedule' && !everyDaemonTolerates.test(key))
    .every((taint) => tolerations.some((toleration) => tolerates(toleration, taint)));
}

/** Kubernetes itself lets daemon sets onto nodes with these. */
const everyDaemonTolerates =
  /^node\.kubernetes\.io\/(not-ready|unreachable|disk-pressure|memory-pressure|pid-pressure|unschedulable|network-unavailable)$/;

function affine(pod: unknown, labels: NodeSaid['labels']): boolean {
  const path = [
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  ];
  const terms = listAt(pod, ...path);
  return (
    terms.length === 0 ||
    terms.some((term) => listAt(term, 'matchExpressions').every((expression) => matches(expression, labels)))
  );
}

function matches(expression: unknown, labels: NodeSaid['labels']): boolean {
  const value = labels.get(textAt(expression, 'key') ?? '');
  const values = listAt(expression, 'values').map(String);
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return true;
  }
}

function tolerates(toleration: unknown, { key, value, effect }: Taint): boolean {
  const forEffect = textAt(toleration, 'effect');
  if (forEffect !== undefined && forEffect !== effect) return false;
  const forKey = textAt(toleration, 'key');
  if (textAt(toleration, 'operator') === 'Exists') return forKey === undefined || forKey === key;
  return forKey === key && (textAt(toleration, 'value') ?? '') === value;
}
