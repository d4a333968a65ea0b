/** The policies with where they go and how they load there, in the product's words. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { stateName } from '../../src/report/policies.ts';
import { usePage } from '../page-context.ts';
import { useSettled } from '../settled.ts';
import { Empty, number, shown } from '../text.tsx';

const states = ['Fully Loaded', 'Partially Loaded', 'Fully Rejected', 'Fully Filtered'] as const;

export function PoliciesView(): JSX.Element {
  const { fleet, selection: latest, state, go } = usePage();
  const selection = useSettled(latest);
  const { policies, profiles } = fleet.data;
  const rows = useMemo(
    () =>
      policies.flatMap((policy, index) => {
        if (
          (state.policy !== '' && policy.name !== state.policy) ||
          (state.type !== '' && policy.type !== state.type)
        )
          return [];
        const counts = new Map<string, number>();
        for (const [at, { policies: own }] of profiles.entries()) {
          const here = own[index] ?? null;
          const name = here === null ? 'Not there' : stateName(here);
          counts.set(name, (counts.get(name) ?? 0) + (selection.profiles[at] ?? 0));
        }
        return [{ policy, counts }];
      }),
    [policies, profiles, selection, state.policy, state.type],
  );
  if (rows.length === 0) return <Empty title="No policy has all of this." />;
  return (
    <div class="scroll">
      <table class="plain numbers wide">
        <caption class="spoken">Policies by their state on the selected hosts and tasks</caption>
        <thead>
          <tr>
            <th scope="col">Policy</th>
            <th scope="col" class="words">
              Type
            </th>
            <th scope="col" class="words">
              Goes to hosts with
            </th>
            <th scope="col">Rules</th>
            {states.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Not there</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ policy, counts }) => (
            <tr key={policy.name}>
              <th scope="row">
                <button type="button" class="link" onClick={() => go({ view: 'rules', policy: policy.name })}>
                  {shown(policy.name)}
                </button>
              </th>
              <td class="words">
                {policy.type}
                {policy.enabled ? '' : ', not enabled'}
              </td>
              <td class="words">
                {policy.scope === null
                  ? policy.scopeKnown
                    ? 'any tags'
                    : 'not written out in its file'
                  : policy.scope.map((list, index) => (
                      <span key={list.join()}>
                        {index > 0 ? ' or ' : ''}
                        {list.map((tag, at) => (
                          <span key={tag}>
                            {at > 0 ? ' and ' : ''}
                            <span class="tag">{shown(tag)}</span>
                          </span>
                        ))}
                      </span>
                    ))}
              </td>
              <td>{number(policy.rules)}</td>
              {[...states, 'Not there'].map((name) => (
                <td key={name}>
                  {(counts.get(name) ?? 0) === 0 ? (
                    <span class="faint">–</span>
                  ) : (
                    number(counts.get(name) ?? 0)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
