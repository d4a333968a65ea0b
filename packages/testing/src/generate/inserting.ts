import { type Operand, unwrap } from '@secl/language';
import type { Read } from '@secl/logic';
import type { Draft } from './draft.ts';
import { unlike, valueIn, written } from './draft-values.ts';

/** Of `path == "/proc/${process.pid}/mem"` the path that the event's own values make; nothing where nothing is inserted. */
export function inserting(
  read: Read | undefined,
  side: Operand,
): ((draft: Draft) => Draft | undefined) | undefined {
  const template = unwrap(side);
  if (read === undefined || template.kind !== 'template') return undefined;
  return (draft) => {
    let made: Draft = draft;
    let text = '';
    for (const part of template.parts) {
      if (typeof part === 'string') text += part;
      else if (part.kind === 'variable' && part.name === 'process.pid') {
        const pid = made.values['process.pid'] ?? unlikely;
        made = { ...made, values: { ...made.values, 'process.pid': pid } };
        text += String(pid);
      } else {
        const given = valueIn(made, part);
        const value =
          given === undefined || given === '' || typeof given === 'object' ? unlike(part, 0) : given;
        const next = written(made, part, part.array ? [value] : value);
        if (next === undefined) return undefined;
        made = next;
        text += String(value);
      }
    }
    return written(made, read, read.array ? [text] : text);
  };
}

/** No process of a test has it otherwise. */
const unlikely = 4242;
