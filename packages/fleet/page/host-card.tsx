/** All about one host or task: what is known of it, what its policies come to, and which rules are not live there. */
import type { JSX } from 'preact';
import { stateName } from '../src/report/policies.ts';
import { CardHead } from './card.tsx';
import { configuredOf, isTask, setOf, statusOf, textOf } from './fleet.ts';
import { outcomeOf } from './lens.ts';
import { cardOf, groupFilter } from './links.ts';
import { lookOf } from './looks.ts';
import { usePage } from './page-context.ts';
import { Reason } from './reason.tsx';
import { count, Message, Sign, shown } from './text.tsx';

export function HostCard({ member }: { readonly member: number }): JSX.Element {
  const { fleet } = usePage();
  const status = statusOf(fleet, member);
  return (
    <>
      <CardHead
        kind={isTask(fleet, member) ? 'Serverless task' : 'Host'}
        title={shown(fleet.names[member] ?? '')}
      >
        <p class="state large">
          <Sign state={status} /> {lookOf(status).words}
          <span class="faint"> {lookOf(status).means}</span>
        </p>
      </CardHead>
      <Facts member={member} />
      <PolicyStates member={member} />
      <Rules member={member} />
    </>
  );
}

function Facts({ member }: { readonly member: number }): JSX.Element {
  const { fleet, go } = usePage();
  const { members, sources } = fleet.data;
  const task = isTask(fleet, member);
  const agent = textOf(fleet, 'agent', member);
  const cluster = textOf(fleet, 'cluster', member);
  const tags = setOf(members.tags, member);
  const from = setOf(members.sources, member).flatMap((source) => sources[Number(source)]?.name ?? []);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['system', textOf(fleet, 'os', member) ?? (task ? undefined : 'Linux, as nothing says otherwise')],
    [task ? 'family' : 'kernel', textOf(fleet, 'kernelOrFamily', member)],
    [task ? 'launch type' : 'distribution', textOf(fleet, 'distroOrLaunch', member)],
    ['account', textOf(fleet, 'account', member)],
  ];
  const configured = { configured: 'Configured', 'not-configured': 'Not Configured', unknown: 'not known' };
  return (
    <dl class="facts">
      <dt>agent</dt>
      <dd>
        {agent === undefined ? <span class="faint">none, or not known</span> : shown(agent)}
        {fleet.outdated[member] === 1 ? <span class="tag warn">outdated</span> : null}
      </dd>
      {cluster === undefined ? null : (
        <>
          <dt>cluster</dt>
          <dd>
            <button
              type="button"
              class="link"
              onClick={() => go({ view: 'fleet', ...groupFilter('cluster', cluster) })}
            >
              {shown(cluster)}
            </button>
          </dd>
        </>
      )}
      {facts.flatMap(([name, value]) =>
        value === undefined ? [] : [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{shown(value)}</dd>],
      )}
      {task ? (
        <>
          <dt>serverless</dt>
          <dd>
            {configured[configuredOf(fleet, member)]}
            {setOf(members.lacks, member - fleet.hosts).map((lack) => (
              <div key={lack} class="faint">
                <Message text={lack} />
              </div>
            ))}
          </dd>
        </>
      ) : null}
      {tags.length === 0 ? null : (
        <>
          <dt>tags</dt>
          <dd class="tags">
            {tags.map((tag) => (
              <span key={tag} class="tag">
                {shown(tag)}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>from</dt>
      <dd class="faint">{from.map(shown).join(', ')}</dd>
    </dl>
  );
}

function PolicyStates({ member }: { readonly member: number }): JSX.Element | null {
  const { fleet, go } = usePage();
  const profile = fleet.data.profiles[fleet.profile[member] ?? -1];
  if (profile === undefined) return null;
  return (
    <section>
      <h3>Policies</h3>
      <table class="plain">
        <tbody>
          {fleet.data.policies.map(({ name, type }, index) => {
            const state = profile.policies[index] ?? null;
            return (
              <tr key={name}>
                <th scope="row">
                  <button type="button" class="link" onClick={() => go({ view: 'rules', policy: name })}>
                    {shown(name)}
                  </button>
                </th>
                <td class="faint">{type}</td>
                <td>{state === null ? <span class="faint">does not go there</span> : stateName(state)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const order = ['rejected', 'silent', 'undecided', 'filtered', 'absent'] as const;

function Rules({ member }: { readonly member: number }): JSX.Element {
  const { fleet, go } = usePage();
  const { rules } = fleet.data;
  const on = fleet.profile[member] ?? -1;
  const profile = on === -1 ? (fleet.supposed[member] ?? -1) : on;
  if (on === -1)
    return (
      <section>
        <h3>Rules</h3>
        <p>
          No rule is live here.{' '}
          {profile === -1
            ? ''
            : `With an agent that is on, ${count(liveIn(profile).length, 'rule')} would be.`}
        </p>
      </section>
    );
  function liveIn(index: number): readonly number[] {
    return [...rules.keys()].filter((rule) => outcomeOf(fleet, index, rule)?.status === 'live');
  }
  const live = liveIn(on);
  const others = [...rules.keys()].flatMap((rule) => {
    const outcome = outcomeOf(fleet, on, rule);
    return outcome === undefined || outcome.status === 'live' ? [] : [{ rule, outcome }];
  });
  const idle = live.flatMap((rule) =>
    (outcomeOf(fleet, on, rule)?.idle ?? []).map((action) => ({ rule, ...action })),
  );
  const name = (rule: number): JSX.Element => (
    <button type="button" class="link" onClick={() => go({ card: cardOf('rule', rules[rule]?.id ?? '') })}>
      {shown(rules[rule]?.id ?? '')}
    </button>
  );
  return (
    <>
      {order.map((status) => {
        const own = others.filter(({ outcome }) => outcome.status === status);
        if (own.length === 0) return null;
        const isLong = own.length > 6 && status !== 'rejected';
        const list = own.map(({ rule, outcome }) => (
          <Reason key={rule} outcome={outcome}>
            {name(rule)}
          </Reason>
        ));
        return (
          <section key={status}>
            {isLong ? (
              <details>
                <summary>
                  <h3>
                    {count(own.length, 'rule')} {status}
                  </h3>
                </summary>
                {list}
              </details>
            ) : (
              <>
                <h3>
                  {count(own.length, 'rule')} {status}
                </h3>
                {list}
              </>
            )}
          </section>
        );
      })}
      {idle.length === 0 ? null : (
        <section>
          <h3>{count(idle.length, 'action')} that do nothing here</h3>
          <ul class="list">
            {idle.map(({ rule, action, why }) => (
              <li key={`${rule} ${action}`}>
                {name(rule)} <code>{shown(action)}</code>: <Message text={why} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        {live.length === 0 ? (
          <h3>No rule is live</h3>
        ) : (
          <details>
            <summary>
              <h3>{count(live.length, 'rule')} live</h3>
            </summary>
            <ul class="list names">
              {live.map((rule) => (
                <li key={rule}>{name(rule)}</li>
              ))}
            </ul>
          </details>
        )}
      </section>
    </>
  );
}
