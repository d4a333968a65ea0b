import { parseJson, parseJsonExact } from '@secl/text';
import { isObject } from '../../canonical/fill.ts';
import { readTopLevel } from '../../canonical/top-level.ts';
import type { Importer } from '../../importer.ts';
import { type EventProblem, eventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';
import type { CanonicalRecord } from '../../record.ts';

const noEvent = (line: SourceLine): EventProblem =>
  eventProblem('events/not-an-event', line, 0, line.text.length, { what: 'this is no event' });

const noJson = (line: SourceLine): EventProblem =>
  line.ended
    ? eventProblem('events/not-json', line, 0, line.text.length)
    : eventProblem('events/cut', line, 0, 0, { detail: 'its last line has no end' });

/**
 * Our own form, and that of the agent's `policy eval` files. A replay decodes its lines without coming through here;
 * this is for writing them anew.
 */
export const canonical: Importer = {
  id: 'canonical',
  title: 'canonical events',
  fills: { eventTypes: ['*'], fields: ['*'] },
  recognise(firstLines) {
    // The lines of an object that is spread over several come one by one.
    const whole = firstLines.map((line) => parseJson(line)).find((parsed) => parsed.ok);
    const top = whole?.ok === true ? readTopLevel(whole.value) : undefined;
    if (typeof top?.Type === 'string' && isObject(top.Values)) {
      // Objects of other programs have a `type` as well.
      const hasValues =
        whole?.ok === true && Object.keys(whole.value ?? {}).some((key) => /^values$/i.test(key));
      return hasValues ? 1 : 0.5;
    }
    const text = firstLines.join('\n');
    return /^\s*\[?\s*\{/.test(text) && /"type"\s*:/i.test(text) && /"values"\s*:/i.test(text) ? 0.9 : 0;
  },
  open({ onProblem }) {
    let lines = 0;
    let events = 0;
    return {
      read(line) {
        lines += 1;
        const parsed = parseJsonExact(line.text);
        const top = parsed.ok ? readTopLevel(parsed.value) : undefined;
        if (top === undefined || typeof top.Type !== 'string' || !isObject(top.Values)) {
          onProblem(parsed.ok ? noEvent(line) : noJson(line));
          return [];
        }
        events += 1;
        const record = Object.fromEntries(Object.entries(top).filter(([, value]) => value !== undefined));
        return [{ record: record as unknown as CanonicalRecord, at: line }];
      },
      end: () => [],
      counts: () => ({ lines, events, processes: 0, irrelevant: 0, skipped: lines - events }),
    };
  },
};
