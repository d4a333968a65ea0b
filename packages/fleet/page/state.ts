/** What the page shows, and nothing else: the address holds it whole, so that a link shows somebody else the same. */

export const views = [
  'fleet',
  'rules',
  'policies',
  'serverless',
  'attack',
  'agents',
  'what-if',
  'reported',
  'notes',
] as const;
export type View = (typeof views)[number];

export interface State {
  readonly view: View;
  /** A part of the names of hosts and tasks. */
  readonly q: string;
  readonly cluster: string;
  /** A release, `7.50`, or one version, `7.50.2`. */
  readonly version: string;
  /** Names of states, with commas. */
  readonly status: string;
  /** A group of another kind: `env:prod`, `account:1234`. */
  readonly in: string;
  readonly policy: string;
  /** `custom` or `default`. */
  readonly type: string;
  readonly rule: string;
  readonly tactic: string;
  readonly technique: string;
  /** What hosts are grouped by: `cluster`, `agent`, the key of a tag. */
  readonly by: string;
  /** The open card: `host:web-1`, `rule:shell_started`. */
  readonly card: string;
}

export const plain: State = {
  view: 'fleet',
  q: '',
  cluster: '',
  version: '',
  status: '',
  in: '',
  policy: '',
  type: '',
  rule: '',
  tactic: '',
  technique: '',
  by: '',
  card: '',
};

/** What takes hosts out. */
export const hostFilters = ['q', 'cluster', 'version', 'status', 'in'] as const;
/** What takes rules out: the honeycomb then is about the others. */
export const ruleFilters = ['policy', 'type', 'rule', 'tactic', 'technique'] as const;
export const filters = [...hostFilters, ...ruleFilters];
export type Filter = (typeof filters)[number];

const keys = Object.keys(plain) as readonly (keyof State)[];

export function toHash(state: State): string {
  const words = new URLSearchParams();
  for (const key of keys) if (state[key] !== plain[key]) words.set(key, state[key]);
  const text = words.toString();
  return text === '' ? '#' : `#${text}`;
}

/** Whatever stands in the address gives a state. */
export function fromHash(hash: string): State {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const read = Object.fromEntries(keys.map((key) => [key, words.get(key) ?? plain[key]])) as Record<
    keyof State,
    string
  >;
  return { ...read, view: views.find((view) => view === read.view) ?? plain.view };
}

/** Two states that leave the same hosts in the same groups. */
export function selectsAlike(a: State, b: State): boolean {
  return a.by === b.by && filters.every((key) => a[key] === b[key]);
}
