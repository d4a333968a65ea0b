/** All about one rule on the selected hosts: how many it is live on, what keeps it from the others and where. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PageOutcome } from '../src/page/page-data.ts';
import { CardHead } from './card.tsx';
import { type Becomes, countRule } from './counting.ts';
import { groupingOf } from './grouping.ts';
import { outcomeOf } from './lens.ts';
import { isState, lookOf } from './looks.ts';
import { usePage } from './page-context.ts';
import { Reason } from './reason.tsx';
import { Bar, number, percent, Sign, shown } from './text.tsx';
import { whereOf } from './where.ts';

const statuses: readonly Becomes[] = [
  'live',
  'rejected',
  'silent',
  'undecided',
  'filtered',
  'absent',
  'unprotected',
];

export function RuleCard({ rule }: { readonly rule: number }): JSX.Element | null {
  const { fleet, selection, go } = usePage();
  const { attack, policies, rules } = fleet.data;
  const counted = useMemo(() => countRule(fleet, selection, rule), [fleet, selection, rule]);
  const own = rules[rule];
  if (own === undefined) return null;
  const tactics = attack.tactics.filter(
    ({ id, rules: theirs }) => own.tactics.includes(id) || theirs.includes(rule),
  );
  const techniques = attack.techniques.filter(({ rules: theirs }) => theirs.includes(rule));
  const tags = Object.entries(own.tags).filter(([key]) => !['severity', 'tactic', 'technique'].includes(key));
  return (
    <>
      <CardHead kind={`Rule of ${shown(policies[own.policy]?.name ?? '')}`} title={shown(own.id)}>
        {own.description === '' ? null : <p>{shown(own.description)}</p>}
        <p class="faint">{shown(`${own.place.file}:${own.place.line}:${own.place.column}`)}</p>
      </CardHead>
      <section class="rule-share">
        <strong class="figure">{counted.expected === 0 ? '–' : percent(counted.share)}</strong>
        <div>
          {counted.expected === 0
            ? 'It should be live nowhere in this selection.'
            : `live on ${number(counted.counts.live)} of ${number(counted.expected)} hosts and tasks where it should be`}
          <Bar share={counted.share} />
        </div>
      </section>
      <ul class="counts">
        {statuses.map((status) =>
          counted.counts[status] === 0 ? null : (
            <li
              key={status}
              title={isState(status) ? lookOf(status).means : 'no agent runs there, or it is off'}
            >
              <Sign state={status === 'unprotected' ? 'no-agent' : status} />{' '}
              <b>{number(counted.counts[status])}</b> {status === 'unprotected' ? 'no agent or off' : status}
            </li>
          ),
        )}
      </ul>
      <p>
        <button type="button" class="button" onClick={() => go({ view: 'fleet', rule: own.id, status: '' })}>
          Show it in the honeycomb
        </button>
      </p>
      <section>
        <h3>Expression</h3>
        <pre class="expression">
          <code>{own.expression.split('\n').map(shown).join('\n')}</code>
        </pre>
        <p class="tags">
          {own.severity === '' ? null : (
            <span class={`tag severity ${shown(own.severity)}`}>{shown(own.severity)}</span>
          )}
          {tactics.map(({ id, name }) => (
            <button key={id} type="button" class="tag" onClick={() => go({ view: 'fleet', tactic: id })}>
              {name} {id}
            </button>
          ))}
          {techniques.map(({ id, name }) => (
            <button key={id} type="button" class="tag" onClick={() => go({ view: 'fleet', technique: id })}>
              {name} {id}
            </button>
          ))}
          {tags.map(([key, value]) => (
            <span key={key} class="tag">
              {shown(`${key}:${value}`)}
            </span>
          ))}
        </p>
      </section>
      <Reasons rule={rule} />
      <Groups rule={rule} />
    </>
  );
}

/** Reasons that differ in nothing but versions speak as one: the most frequent. */
function Reasons({ rule }: { readonly rule: number }): JSX.Element | null {
  const { fleet, selection } = usePage();
  const groups = useMemo(() => {
    const found = new Map<
      string,
      { readonly outcome: PageOutcome; readonly numbers: number[]; members: number }
    >();
    for (const { outcome: index, members } of countRule(fleet, selection, rule).reasons) {
      const outcome = fleet.data.outcomes[index];
      if (outcome === undefined) continue;
      const { status, by, code, place, needs } = outcome;
      const key = [status, by, code, place?.line, place?.column, needs].join();
      const group = found.get(key) ?? { outcome, numbers: [], members: 0 };
      group.numbers.push(index);
      group.members += members;
      found.set(key, group);
    }
    return [...found.values()].sort((a, b) => b.members - a.members);
  }, [fleet, selection, rule]);
  if (groups.length === 0) return null;
  const whereWords = (numbers: readonly number[]): string => {
    const own = new Set(numbers.map((index) => fleet.data.outcomes[index]));
    const where = whereOf(fleet, selection, rule, (outcome) => own.has(outcome));
    return where === '' ? '' : `: ${where}`;
  };
  return (
    <section>
      <h3>Not live, because</h3>
      {groups.map(({ outcome, numbers, members }) => (
        <Reason key={numbers.join()} outcome={outcome}>
          <span class="faint">
            on {number(members)}
            {whereWords(numbers)}
          </span>
        </Reason>
      ))}
    </section>
  );
}

const mostGroups = 40;

function Groups({ rule }: { readonly rule: number }): JSX.Element | null {
  const { fleet, selection } = usePage();
  const { kind } = groupingOf(fleet, selection.state.by);
  const counted = useMemo(
    () =>
      selection.groups.slice(0, mostGroups).map((group) => {
        const counts = new Map<Becomes, number>();
        for (let place = group.start; place < group.end; place++) {
          const profile = fleet.profile[selection.members[place] ?? 0] ?? -1;
          const becomes =
            profile === -1 ? 'unprotected' : (outcomeOf(fleet, profile, rule)?.status ?? 'absent');
          counts.set(becomes, (counts.get(becomes) ?? 0) + 1);
        }
        return { group, counts };
      }),
    [fleet, selection, rule],
  );
  if (selection.groups.length < 2) return null;
  const used = statuses.filter((status) => counted.some(({ counts }) => counts.has(status)));
  const rest = selection.groups.length - counted.length;
  return (
    <section>
      <h3>By {kind}</h3>
      <table class="plain numbers">
        <thead>
          <tr>
            <th scope="col">{kind}</th>
            {used.map((status) => (
              <th key={status} scope="col">
                {status === 'unprotected' ? 'no agent' : status}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counted.map(({ group, counts }) => (
            <tr key={`${group.name} ${group.isRest}`}>
              <th scope="row">{group.isRest ? `without ${kind}` : shown(group.name)}</th>
              {used.map((status) => (
                <td key={status}>{counts.has(status) ? number(counts.get(status) ?? 0) : ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? <p class="faint">and {number(rest)} more</p> : null}
    </section>
  );
}
