import type { FleetSummary } from '@secl/fleet';
import type { Output } from '../output.ts';
import { type Paint, paintFor } from '../report/paint.ts';

export interface Looks {
  readonly output: Pick<Output, 'colour' | 'columns'>;
  /** List everything, however much it is. */
  readonly all: boolean;
  /** By what hosts and tasks are grouped, where that was asked for. */
  readonly by?: string | undefined;
}

export const paintOf = ({ output }: Looks): Paint => paintFor(output);

/** Reports are for a terminal, or for a text of this width. */
export const widthOf = ({ output }: Looks): number => Math.min(Math.max(output.columns ?? 110, 60), 160);

/** `1,234`. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** Rounded down, so that 100 % is all and 0 % is none. */
export function percent(share: number): string {
  const value = share * 100;
  if (share > 0 && value < 1) return '<1 %';
  return `${value < 100 && value > 99 ? Math.floor(value * 10) / 10 : Math.floor(value + 1e-9)} %`;
}

/** `4 hosts, 1 task`. */
export function members(hosts: number, tasks: number): string {
  const parts = [
    ...(hosts > 0 || tasks === 0 ? [`${number(hosts)} host${hosts === 1 ? '' : 's'}`] : []),
    ...(tasks > 0 ? [`${number(tasks)} task${tasks === 1 ? '' : 's'}`] : []),
  ];
  return parts.join(', ');
}

/** The whole in a sentence. */
export function headline({ expected, liveShare }: Pick<FleetSummary, 'expected' | 'liveShare'>): string {
  return expected === 0
    ? 'No rule should be live anywhere'
    : `${percent(liveShare)} of the rules are live where they should be`;
}
