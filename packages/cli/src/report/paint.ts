import type { Severity } from '@secl/text';
import type { Output } from '../output.ts';

/** Styles by what they are for, so that all reports look alike. Without colour each gives its text back. */
export interface Paint {
  readonly strong: Style;
  /** What stands in the background: gutters, the agent's own words. */
  readonly faint: Style;
  readonly good: Style;
  readonly bad: Style;
  readonly doubtful: Style;
  readonly name: Style;
}

export type Style = (text: string) => string;

const plain: Style = (text) => text;

/** One of the sixteen colours, which a terminal's user has chosen to be readable. */
function style(on: number, off: number): Style {
  return (text) => (text === '' ? '' : `\u001B[${on}m${text}\u001B[${off}m`);
}

const coloured: Paint = {
  strong: style(1, 22),
  faint: style(2, 22),
  good: style(32, 39),
  bad: style(31, 39),
  doubtful: style(33, 39),
  name: style(36, 39),
};

const colourless: Paint = {
  strong: plain,
  faint: plain,
  good: plain,
  bad: plain,
  doubtful: plain,
  name: plain,
};

export function paintFor({ colour }: Pick<Output, 'colour'>): Paint {
  return colour ? coloured : colourless;
}

export function severityStyle(paint: Paint, severity: Severity): Style {
  switch (severity) {
    case 'error':
      return paint.bad;
    case 'warning':
      return paint.doubtful;
    case 'info':
    case 'hint':
      return paint.name;
  }
}
