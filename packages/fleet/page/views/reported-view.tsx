/** Where agents reported something else than is predicted, and what that probably comes from. */
import type { JSX } from 'preact';
import { cardOf } from '../links.ts';
import { usePage } from '../page-context.ts';
import { Empty, Message, number, shown } from '../text.tsx';

export function ReportedView(): JSX.Element {
  const { fleet, go } = usePage();
  const { differences } = fleet.data;
  if (differences.length === 0) return <Empty title="Agents report what is predicted." />;
  return (
    <div class="scroll">
      <table class="plain">
        <caption class="spoken">Differences between what is predicted and what agents reported</caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Predicted</th>
            <th scope="col">Reported</th>
            <th scope="col">On</th>
            <th scope="col">Probably</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ rule, policy, predicted, real, cause, count, names }) => (
            <tr key={`${policy} ${rule} ${predicted} ${real} ${cause}`}>
              <th scope="row">
                {fleet.indexOfRule(rule) === -1 ? (
                  shown(rule)
                ) : (
                  <button type="button" class="link" onClick={() => go({ card: cardOf('rule', rule) })}>
                    {shown(rule)}
                  </button>
                )}
              </th>
              <td>{shown(predicted)}</td>
              <td>{shown(real)}</td>
              <td>
                {number(count)}{' '}
                <span class="faint">
                  {names.slice(0, 3).map(shown).join(', ')}
                  {count > 3 ? ' …' : ''}
                </span>
              </td>
              <td>
                <Message text={cause} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
