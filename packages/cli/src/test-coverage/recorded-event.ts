import { RunningRuleSet } from '@secl/engine';
import { createDecoder, importRecording } from '@secl/events';
import { catalogue, type Value } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { type RecordedEvent, variablesRead } from '@secl/testing';
import type { Found } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { type StreamState, streamOf } from '../replay/recordings.ts';

/** The event that a line of a recording tells of, and the variables as those before it have left them. */
export async function recordedEvent(
  context: CliContext,
  where: string,
  ruleSet: RuleSet,
): Promise<Found<RecordedEvent>> {
  const [, path = '', digits = ''] = /^(.+):(\d+)$/.exec(where) ?? [];
  if (path === '') return { ok: false, message: `--event ${where}: say FILE:LINE, as reports write it` };
  const kind = await context.fs.kind(path);
  if (kind === 'missing') return { ok: false, message: `${path}: no such file or directory` };
  if (kind === 'directory') return { ok: false, message: `${path}: this is a directory: name one recording` };
  const line = Number(digits);
  const whole = catalogue(ruleSet.target.platform);
  const decoder = createDecoder(whole);
  const running = new RunningRuleSet(ruleSet, { engine: 'plain' });
  const names = variablesRead(ruleSet.rules);
  const reasons: string[] = [];
  const state: StreamState = { empty: true, trouble: undefined };
  const records = importRecording(streamOf(context, { name: path, path }, state), {
    document: path,
    catalogue: whole,
    onProblem: ({ message, place, line: at }) => {
      if (at === line || place.range.start === 0) reasons.push(message);
    },
  });
  for await (const batch of records) {
    for (const { record, at } of batch) {
      const decoded = decoder.decodeRecord(record, at);
      if (!decoded.ok) continue;
      const { event } = decoded;
      if (at.line === line) {
        const variables: Record<string, Value> = {};
        for (const name of names) {
          const value = running.variables.read(name, event);
          if (typeof value !== 'object' || !('needs' in value)) variables[name] = value;
        }
        return { ok: true, value: { record, variables: set(variables) } };
      }
      running.evaluate(event);
    }
  }
  const [reason] = reasons;
  const why = state.trouble ?? reason;
  return {
    ok: false,
    message: `${where}: no event comes from this line${why === undefined ? '' : `: ${why}`}`,
  };
}

/** What reads as if nothing had been set need not be said. */
function set(variables: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const isSet = (value: Value): boolean =>
    typeof value === 'object' ? value.length > 0 : value !== false && value !== '' && value !== 0;
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => isSet(value)));
}
