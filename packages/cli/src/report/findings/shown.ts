import { forTerminal } from '@secl/text';

/**
 * A message for reports that pages show: what cannot be seen, which arguments of processes are full of, is written as
 * everywhere else (`\x1b`). So are halves of surrogate pairs, which readers of JSON and XML stumble over.
 */
export function shown(text: string): string {
  return text.split('\n').map(forTerminal).join('\n');
}
