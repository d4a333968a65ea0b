/** What was asked to be changed, and which rules come alive or die by it. It is about the whole fleet. */
import type { JSX } from 'preact';
import type { Moved } from '../../src/over/compare.ts';
import { cardOf } from '../links.ts';
import { usePage } from '../page-context.ts';
import { Empty, Message, number, percent, shown } from '../text.tsx';

export function WhatIfView(): JSX.Element | null {
  const { fleet, go } = usePage();
  const { whatIf } = fleet.data;
  if (whatIf === null) return <Empty title="Nothing was asked to be changed." />;
  const { before, after, rules, gone, new: added } = whatIf.comparison;
  return (
    <>
      <p class="lead">
        <b>{shown(whatIf.what)}</b>
      </p>
      <p class="then">
        <span class="figure faint">{percent(before.liveShare)}</span>
        <span aria-hidden="true">→</span>
        <span class="spoken">to</span>
        <span class="figure">{percent(after.liveShare)}</span>
        <span>of the rules are live where they should be</span>
        {gone > 0 ? <span class="faint">{number(gone)} hosts and tasks fewer</span> : null}
        {added > 0 ? <span class="faint">{number(added)} hosts and tasks more</span> : null}
      </p>
      {rules.length === 0 ? (
        <Empty title="No rule comes alive, and none dies." />
      ) : (
        <div class="scroll">
          <table class="plain numbers">
            <caption class="spoken">Rules that come alive or die</caption>
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">Alive</th>
                <th scope="col">Dead</th>
                <th scope="col" class="words">
                  Where and why
                </th>
              </tr>
            </thead>
            <tbody>
              {rules.map(({ rule, comesAlive, dies }) => (
                <tr key={rule}>
                  <th scope="row">
                    {fleet.indexOfRule(rule) === -1 ? (
                      shown(rule)
                    ) : (
                      <button type="button" class="link" onClick={() => go({ card: cardOf('rule', rule) })}>
                        {shown(rule)}
                      </button>
                    )}
                  </th>
                  <td class="plus">{comesAlive.members === 0 ? '' : `+${number(comesAlive.members)}`}</td>
                  <td class="minus">{dies.members === 0 ? '' : `−${number(dies.members)}`}</td>
                  <td class="words">
                    {dies.members > 0 ? <Where moved={dies} before={false} /> : null}
                    {comesAlive.members > 0 ? <Where moved={comesAlive} before /> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Where({
  moved: { where, why },
  before,
}: {
  readonly moved: Moved;
  readonly before: boolean;
}): JSX.Element {
  const names = where.slice(0, 3).map(({ kind, name, members }) => `${kind} ${name} (${number(members)})`);
  return (
    <div>
      {shown(names.join(', '))}
      {where.length > 3 ? ` and ${where.length - 3} more` : ''}
      {why === '' ? null : (
        <>
          {before ? ', before: ' : ': '}
          <Message text={why} />
        </>
      )}
    </div>
  );
}
