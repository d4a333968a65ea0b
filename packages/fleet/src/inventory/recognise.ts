/** What kind of inventory a record is of. */
import { readAgentEvent } from './agent-events.ts';
import { readApiAgent } from './api.ts';
import { readEcs } from './ecs.ts';
import type { SourceKind } from './inventory.ts';
import { readKubernetes } from './kubernetes.ts';
import { readOwn } from './own.ts';
import type { Said } from './said.ts';

/** The strictest shape first: our own format is any object with a name that we know. */
const readers: readonly (readonly [SourceKind, (value: unknown) => Said | undefined])[] = [
  ['kubernetes', readKubernetes],
  ['ecs', readEcs],
  ['agent-events', readAgentEvent],
  ['api', readApiAgent],
  ['own', (value) => readOwn(value, false)],
];

export interface Recognised {
  readonly kind: SourceKind;
  readonly said: Said;
}

export function recogniseJson(value: unknown): Recognised | undefined {
  for (const [kind, read] of readers) {
    const said = read(value);
    if (said !== undefined) return { kind, said };
  }
  return undefined;
}

export function recogniseRow(value: unknown): Recognised | undefined {
  const said = readOwn(value, true);
  return said === undefined ? undefined : { kind: 'csv', said };
}

export function recogniseItem(value: unknown): Recognised | undefined {
  // kubectl prints YAML as well.
  return recogniseJson(value);
}
