import { blank, type Doc, line, parts } from './doc.ts';

export interface PrintOptions {
  /** Columns that a line may fill. */
  readonly width: number;
  /** Blanks of one level of indentation. */
  readonly indent: number;
}

/** A part of a broken fill that is not its first: on this line where it fits, else on the next. */
interface Step {
  readonly kind: 'step';
  readonly part: Doc;
}

interface Task {
  readonly doc: Doc | Step;
  readonly indent: number;
  readonly flat: boolean;
}

/** What is due before the next text: nothing, a blank, or a new line with so many blanks. */
type Gap = 'none' | 'blank' | number;

/** Chooses the lines. Works through a list of tasks, not by recursion: chains have tens of thousands of parts. */
export function print(root: Doc, options: PrintOptions): string {
  const out: string[] = [];
  const tasks: Task[] = [{ doc: root, indent: 0, flat: false }];
  let column = 0;
  let gap: Gap = 'none';

  const write = (value: string): void => {
    if (typeof gap === 'number') {
      if (out.length > 0) out.push('\n', ' '.repeat(gap));
      column = out.length > 0 ? gap : 0;
    } else if (gap === 'blank') {
      out.push(' ');
      column++;
    }
    gap = 'none';
    out.push(value);
    const lastBreak = value.lastIndexOf('\n');
    column = lastBreak < 0 ? column + value.length : value.length - lastBreak - 1;
  };
  const blankDue = (): void => {
    if (gap === 'none') gap = 'blank';
  };
  const columnNow = (): number => (typeof gap === 'number' ? gap : gap === 'blank' ? column + 1 : column);
  const room = (): number => options.width - columnNow();

  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { doc, indent, flat } = task;
    switch (doc.kind) {
      case 'text':
        write(doc.text);
        break;
      case 'blank':
        blankDue();
        break;
      case 'line':
        if (!flat) gap = indent;
        else if (doc.flat === ' ') blankDue();
        break;
      case 'comment':
        if (doc.own) gap = indent;
        else blankDue();
        write(doc.text);
        gap = indent;
        break;
      case 'parts':
        for (let index = doc.parts.length - 1; index >= 0; index--) {
          tasks.push({ doc: doc.parts[index] as Doc, indent, flat });
        }
        break;
      case 'indent':
        tasks.push({ doc: doc.body, indent: indent + options.indent, flat });
        break;
      case 'group': {
        const whole: Task = { doc: doc.body, indent, flat: true };
        const fitting = !doc.hard && (flat || fits(whole, tasks, room()));
        tasks.push(fitting ? whole : { ...whole, flat: false });
        break;
      }
      case 'fill':
        for (let index = doc.parts.length - 1; index > 0; index--) {
          const part = doc.parts[index] as Doc;
          tasks.push({ doc: flat ? parts(line, part) : { kind: 'step', part }, indent, flat });
        }
        if (doc.parts[0] !== undefined) tasks.push({ doc: doc.parts[0], indent, flat });
        break;
      case 'step': {
        // Up to its own first line break is enough: brackets may break inside.
        const begun: Task = { doc: doc.part, indent, flat: false };
        if (gap === 'none' && fits(begun, tasks, room() - 1)) blankDue();
        else gap = indent;
        tasks.push(begun);
        break;
      }
    }
  }
  return out.join('');
}

/**
 * Whether `first` and what follows it, up to the next place where a line may end, fits in `room` columns. Stops as soon
 * as it does not, so that it costs no more than a line.
 */
function fits(first: Task, following: readonly Task[], room: number): boolean {
  let left = room;
  let next = following.length - 1;
  const tasks: Task[] = [first];
  while (left >= 0) {
    const task = tasks.pop() ?? following[next--];
    if (task === undefined) return true;
    const { doc, indent, flat } = task;
    switch (doc.kind) {
      case 'text': {
        const end = doc.text.indexOf('\n');
        if (end >= 0) return left >= end;
        left -= doc.text.length;
        break;
      }
      case 'blank':
        left--;
        break;
      case 'line':
        if (!flat) return true;
        left -= doc.flat.length;
        break;
      case 'comment':
      case 'step':
        return true;
      case 'parts':
      case 'fill':
        for (let index = doc.parts.length - 1; index >= 0; index--) {
          tasks.push({ doc: doc.parts[index] as Doc, indent, flat });
          if (doc.kind === 'fill' && index > 0) tasks.push({ doc: flat ? line : blank, indent, flat });
        }
        break;
      case 'indent':
      case 'group':
        tasks.push({ doc: doc.body, indent, flat });
        break;
    }
  }
  return false;
}
