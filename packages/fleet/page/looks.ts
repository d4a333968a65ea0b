/**
 * What a host can be in, as a sign, a colour and words. The signs differ in shape, filled or open, so that nobody has to
 * tell colours apart; they are the same in the honeycomb, in legends and in tables.
 */

const hexagon = 'M12 .8 21.7 6.4V17.6L12 23.2 2.3 17.6V6.4Z';
const hole = 'M12 3.6 4.7 7.8V16.2L12 20.4 19.3 16.2V7.8Z';
const shapes = {
  full: hexagon,
  /** Crossed out. */
  crossed: `${hexagon}M6.6 9 9.6 12 6.6 15 9 17.4 12 14.4 15 17.4 17.4 15 14.4 12 17.4 9 15 6.6 12 9.6 9 6.6Z`,
  half: `${hexagon}M12 3.6 4.7 7.8V12H19.3V7.8Z`,
  ring: `${hexagon}M12 7 7.7 9.5V14.5L12 17 16.3 14.5V9.5Z`,
  open: `${hexagon}${hole}`,
  barred: `${hexagon}M5 9.8V14.2H19V9.8Z`,
  small: 'M12 5.4 17.7 8.7V15.3L12 18.6 6.3 15.3V8.7Z',
  dot: 'M12 8.6 15 10.3V13.7L12 15.4 9 13.7V10.3Z',
} as const;

interface Look {
  readonly words: string;
  /** What it means, for who sees it the first time. */
  readonly means: string;
  /** Of a square of 24; overlapping parts are holes. */
  readonly path: string;
  /** A property of the style sheet. */
  readonly colour: 'good' | 'bad' | 'some' | 'silent' | 'off' | 'none' | 'kept-out';
}

const table = {
  errors: {
    words: 'rules in error',
    means: 'an agent reports an error for at least one rule',
    path: shapes.crossed,
    colour: 'bad',
  },
  undecided: {
    words: 'undecided',
    means: 'it depends on a fact that the inventory does not say',
    path: shapes.half,
    colour: 'some',
  },
  'feature-off': {
    words: 'feature off',
    means: 'an agent runs there, and Workload Protection is off',
    path: shapes.ring,
    colour: 'off',
  },
  'no-agent': { words: 'no agent', means: 'no agent runs there', path: shapes.open, colour: 'none' },
  'no-policy': {
    words: 'no policy goes there',
    means: 'no policy has its tags',
    path: shapes.dot,
    colour: 'none',
  },
  loaded: { words: 'all rules load', means: 'no rule is in error', path: shapes.full, colour: 'good' },
  rejected: {
    words: 'rejected',
    means: 'the agent reports an error and goes on without the rule',
    path: shapes.crossed,
    colour: 'bad',
  },
  silent: {
    words: 'silent',
    means: 'the rule loads, and never fires there',
    path: shapes.barred,
    colour: 'silent',
  },
  filtered: {
    words: 'filtered',
    means: 'its agent_version, its filters or disabled keep it out',
    path: shapes.small,
    colour: 'kept-out',
  },
  absent: { words: 'absent', means: 'no policy that holds it goes there', path: shapes.dot, colour: 'none' },
  live: { words: 'live', means: 'the rule loads, and can fire', path: shapes.full, colour: 'good' },
  'none-live': {
    words: 'none live',
    means: 'none of the chosen rules is live there',
    path: shapes.crossed,
    colour: 'bad',
  },
  'some-live': {
    words: 'some live',
    means: 'some of the chosen rules are live there, and some are not',
    path: shapes.half,
    colour: 'some',
  },
  'all-live': {
    words: 'all live',
    means: 'all chosen rules that should be live there are',
    path: shapes.full,
    colour: 'good',
  },
} as const satisfies Readonly<Record<string, Look>>;

export type StateName = keyof typeof table;
export const lookOf = (state: StateName): Look => table[state];
export const isState = (text: string): text is StateName => Object.hasOwn(table, text);
