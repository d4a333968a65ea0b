import { type Context, compileRule } from '@secl/evaluation';
import type { CheckedRule } from '@secl/language';
import type { Catalogue } from '@secl/model';
import { decoderOf } from '../events/decoder-of.ts';
import type { PreparedCase } from '../result.ts';

/** What rules begin with, as a rule of its own. */
export type Head = CheckedRule;

/** Beyond, it is cheaper to judge the rules. */
const mostEvaluations = 200_000;

/** The event types of which some event leaves them more than false: all types, where that would take long to find out. */
export function headsThatHold(
  heads: ReadonlySet<Head>,
  cases: readonly PreparedCase[],
  catalogue: Catalogue,
): ReadonlyMap<Head, ReadonlySet<string>> {
  const happenings = cases.flatMap((each) => each.happenings);
  const types = new Set(happenings.map(({ record }) => record.Type));
  if (heads.size * happenings.length > mostEvaluations)
    return new Map([...heads].map((head) => [head, types]));
  const decoder = decoderOf(catalogue);
  const trying = [...heads].map((head) => ({
    head,
    compiled: compileRule(head, catalogue),
    holds: new Set<string>(),
  }));
  for (const { record, source } of happenings) {
    const at = { document: source.document, text: '', line: source.line, column: 1, offset: 0 };
    const decoded = decoder.decodeRecord(record, at);
    // The case says so when it runs, which is as far as it comes.
    if (!decoded.ok) continue;
    const { event } = decoded;
    const context: Context = { event, now: event.time, variables: noVariables, register: 0 };
    for (const { head, compiled, holds } of trying) {
      if (holds.has(event.type) || (head.eventType !== '' && head.eventType !== event.type)) continue;
      context.register = 0;
      if (compiled?.evaluate(context) !== false) holds.add(event.type);
    }
  }
  return new Map(trying.map(({ head, holds }) => [head, holds]));
}

/** What begins with a variable is no head: those of agents are known to the checker all the same. */
const noVariables: Context['variables'] = {
  read: (name) => ({ needs: [`\${${name}}`] }),
};
