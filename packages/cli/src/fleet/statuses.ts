/** What hosts are in, in words, signs and colours. The signs differ in shape: not everybody tells green from orange. */
import type { MemberStatus, StatusCounts } from '@secl/fleet';
import type { Paint, Style } from '../report/paint.ts';
import { number } from './looks.ts';

interface Look {
  readonly sign: string;
  readonly words: string;
  readonly style: keyof Paint;
}

const looks: Readonly<Record<MemberStatus, Look>> = {
  loaded: { sign: '⬢', words: 'all rules load', style: 'good' },
  errors: { sign: '✖', words: 'rules in error', style: 'bad' },
  undecided: { sign: '?', words: 'undecided', style: 'doubtful' },
  'no-policy': { sign: '·', words: 'no policy', style: 'faint' },
  'feature-off': { sign: '○', words: 'feature off', style: 'doubtful' },
  'no-agent': { sign: '⬡', words: 'no agent', style: 'faint' },
};

export const wordsOf = (status: MemberStatus): string => looks[status].words;
export const styleOf = (paint: Paint, status: MemberStatus): Style => paint[looks[status].style];
export const signOf = (status: MemberStatus): string => looks[status].sign;

/** `✖ rules in error on 1 host · ⬢ all rules load on 12`: those that occur, the worst first. */
export function statusLine(counts: StatusCounts, members: Members, paint: Paint): string {
  return worstFirst
    .filter((status) => counts[status] > 0)
    .map((status, index) => {
      const noun = index === 0 ? ` ${nounOf(counts[status], members)}` : '';
      return `${styleOf(paint, status)(signOf(status))} ${wordsOf(status)} on ${number(counts[status])}${noun}`;
    })
    .join(' · ');
}

export const worstFirst: readonly MemberStatus[] = [
  'errors',
  'undecided',
  'feature-off',
  'no-agent',
  'no-policy',
  'loaded',
];

interface Members {
  readonly hosts: number;
  readonly tasks: number;
}

function nounOf(count: number, { hosts, tasks }: Members): string {
  if (tasks === 0) return count === 1 ? 'host' : 'hosts';
  if (hosts === 0) return count === 1 ? 'task' : 'tasks';
  return count === 1 ? 'host or task' : 'hosts and tasks';
}
