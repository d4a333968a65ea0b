import type { Comparison, Difference, Occurrence, Side } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { padEnd, wrap } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import type { Paint, Style } from '../report/paint.ts';
import { type Looks, widthOf } from './pretty.ts';
import { reasonOf } from './reason.ts';

/** What the rules now do otherwise than the rules before, on the same recordings. */
export function prettyComparison({ differences, unchanged }: Comparison, looks: Looks): string {
  const { paint } = looks;
  const rest = `${count(unchanged, 'rule')} as before`;
  if (differences.length === 0)
    return `${paint.strong('The rules now do the same as before')} on these recordings ${paint.faint(`(${rest})`)}\n`;
  const column = Math.min(40, Math.max(...differences.map(({ id }) => forTerminal(id).length)));
  const lines = differences.map((difference) => {
    const { words, kind } = changeOf(difference);
    const id = padEnd(forTerminal(difference.id), column);
    const [head = '', ...more] = wrap(forTerminal(words), Math.max(30, widthOf(looks) - column - 6));
    const following = more.map((line) => `${' '.repeat(column + 6)}${line}\n`).join('');
    return `  ${signs[kind](paint)} ${paint.strong(id)}  ${head}\n${following}`;
  });
  const title = differences.length === 1 ? '1 rule differs' : `${differences.length} rules differ`;
  return `${paint.strong(`${title} from before`)} ${paint.faint(`· ${rest}`)}\n${lines.join('')}`;
}

type Kind = 'more' | 'less' | 'other';

const sign =
  (mark: string, style: (paint: Paint) => Style) =>
  (paint: Paint): string =>
    style(paint)(mark);
const signs: Readonly<Record<Kind, (paint: Paint) => string>> = {
  more: sign('+', (paint) => paint.good),
  less: sign('-', (paint) => paint.bad),
  other: sign('~', (paint) => paint.doubtful),
};

/** A difference in words, for any format. */
export function changeOf(difference: Difference): { readonly words: string; readonly kind: Kind } {
  const { before, after, gained, lost } = difference;
  if (after === undefined) return { words: `removed; before: ${sideOf(before)}`, kind: 'less' };
  if (before === undefined) return { words: `new: ${sideOf(after)}${examples(gained)}`, kind: 'more' };
  const [wasLoaded, isLoaded] = [before.outcome !== 'not-loaded', after.outcome !== 'not-loaded'];
  if (wasLoaded && !isLoaded) return { words: `${sideOf(after)}; before: ${sideOf(before)}`, kind: 'less' };
  if (!wasLoaded && isLoaded)
    return {
      words: `loads now, ${sideOf(after)}${examples(gained)}; before: ${sideOf(before)}`,
      kind: 'more',
    };
  if (!isLoaded) return { words: `${sideOf(after)}; before: ${sideOf(before)}`, kind: 'other' };
  return changedMatches(before, after, gained, lost);
}

function changedMatches(
  before: Side,
  after: Side,
  gained: readonly Occurrence[],
  lost: readonly Occurrence[],
): { readonly words: string; readonly kind: Kind } {
  const events = (number: number): string => count(number, 'event');
  if (before.matches === 0 && after.matches > 0)
    return {
      words: `fires now, on ${events(after.matches)}${examples(gained)}; before: ${sideOf(before)}`,
      kind: 'more',
    };
  if (before.matches > 0 && after.matches === 0)
    return {
      words: `fires no more: ${sideOf(after)}; before on ${events(before.matches)}${examples(lost)}`,
      kind: 'less',
    };
  if (gained.length > 0 && lost.length > 0)
    return {
      words: `fires on other events, ${after.matches} instead of ${before.matches}: now also${at(gained)}, no more${at(lost)}`,
      kind: 'other',
    };
  if (after.matches > before.matches)
    return {
      words: `fires on ${events(after.matches)} instead of ${before.matches}${examples(gained)}`,
      kind: 'more',
    };
  if (after.matches < before.matches)
    return {
      words: `fires on only ${events(after.matches)} of ${before.matches}; no more${at(lost)}`,
      kind: 'less',
    };
  if (after.undecided !== before.undecided)
    return {
      words: `undecided for ${events(after.undecided)} instead of ${before.undecided}`,
      kind: 'other',
    };
  return { words: `fires on as many events (${after.matches}), but on others`, kind: 'other' };
}

function examples(events: readonly Occurrence[]): string {
  const [first] = events;
  return first === undefined ? '' : ` (${first.recording}:${first.line})`;
}

function at(events: readonly Occurrence[]): string {
  const [first] = events;
  return first === undefined ? '' : ` at ${first.recording}:${first.line}`;
}

/** What a rule did, in a few words. */
function sideOf(side: Side | undefined): string {
  if (side === undefined) return 'not there';
  const reason = reasonOf(side.state);
  switch (side.outcome) {
    case 'triggered':
      return count(side.matches, 'match', 'matches');
    case 'undecided':
      return `undecided for ${count(side.undecided, 'event')}`;
    case 'no-event':
      return 'no event of its type';
    case 'no-match':
      return 'no match';
    case 'not-loaded':
      return `${side.state.status}${reason === '' ? '' : ` (${reason})`}`;
  }
}
