import { parseJson, parseJsonExact } from '@secl/text';
import { createDecoder } from '../../canonical/decoder.ts';
import { isObject } from '../../canonical/fill.ts';
import { readTopLevel } from '../../canonical/top-level.ts';
import type { Importer } from '../../importer.ts';
import type { SourceLine } from '../../reading/split.ts';
import type { CanonicalRecord } from '../../record.ts';
import { tellProblems } from './tell-problems.ts';

/**
 * Our own form, and that of the agent's `policy eval` files. A replay decodes its lines without coming through here; this
 * is for writing them anew. It skips what nobody can read, so that nothing passes in a place where it would not be redacted.
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
  open({ catalogue, onProblem }) {
    const decoder = createDecoder(catalogue);
    let lines = 0;
    let events = 0;
    return {
      read(line) {
        lines += 1;
        const decoded = decoder.decode(line);
        if (!decoded.ok && decoded.problems.some(({ code }) => !unknownHere.has(code))) {
          tellProblems(decoded.problems, line, onProblem);
          return [];
        }
        events += 1;
        return [{ record: recordIn(line), at: line }];
      },
      end: () => [],
      counts: () => ({ lines, events, processes: 0, irrelevant: 0, skipped: lines - events }),
    };
  },
};

/** A replay could not decide on these. Another agent or system may know them: who passes events on lets them be. */
const unknownHere: ReadonlySet<string> = new Set(['events/unknown-event-type', 'events/unknown-field']);

/** What a line says, with its integers exact. */
function recordIn({ text }: SourceLine): CanonicalRecord {
  const parsed = parseJsonExact(text);
  const top = parsed.ok ? (readTopLevel(parsed.value) ?? {}) : {};
  const record = Object.fromEntries(Object.entries(top).filter(([, value]) => value !== undefined));
  return record as unknown as CanonicalRecord;
}
