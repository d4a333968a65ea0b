/** What hosts are in, in words, signs and colours. The signs differ in shape: not everybody tells green from orange. */
import { type MemberStatus, memberStatuses, type StatusCounts } from '@secl/fleet';
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
  'no-policy': { sign: '·', words: 'no policy goes there', style: 'faint' },
  'feature-off': { sign: '○', words: 'feature off', style: 'doubtful' },
  'no-agent': { sign: '⬡', words: 'no agent', style: 'faint' },
};

export const wordsOf = (status: MemberStatus): string => looks[status].words;
export const styleOf = (paint: Paint, status: MemberStatus): Style => paint[looks[status].style];
export const signOf = (status: MemberStatus): string => looks[status].sign;

/** `⬢ 12 all rules load · ✖ 3 rules in error`: those that occur. */
export function statusLine(counts: StatusCounts, paint: Paint): string {
  return memberStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${styleOf(paint, status)(signOf(status))} ${number(counts[status])} ${wordsOf(status)}`)
    .join(' · ');
}
