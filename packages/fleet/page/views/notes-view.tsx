/** What is said about the inventories and the demands: what was wrong in them, and which fact would decide most. */
import type { JSX } from 'preact';
import { cardOf } from '../links.ts';
import { usePage } from '../page-context.ts';
import { count, Empty, Message, number, percent, shown } from '../text.tsx';

export function NotesView(): JSX.Element {
  const { data } = usePage().fleet;
  const { demands, missingFacts, problems, sources } = data;
  return (
    <>
      {demands.length === 0 ? null : <Demands />}
      {missingFacts.length === 0 ? null : (
        <section>
          <h2 class="minor">Facts that would decide more</h2>
          <ul class="list">
            {missingFacts.map(({ fact, asked, members, decides, rules }) => (
              <li key={fact}>
                <b>{shown(fact)}</b>:{' '}
                {decides > 0
                  ? `it alone decides ${number(decides)} of ${number(members)} hosts and tasks`
                  : `one of several that ${number(members)} hosts and tasks wait for`}
                , for {count(rules, 'rule')} <span class="faint">{asked.map(shown).join(', ')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 class="minor">Inventories</h2>
        <ul class="list">
          {sources.map(({ name, kinds, records }) => (
            <li key={name}>
              <b>{shown(name)}</b> <span class="faint">{kinds.join(', ')}</span> {count(records, 'record')}
            </li>
          ))}
        </ul>
        {problems.length === 0 ? (
          <Empty title="Nothing in them was wrong." />
        ) : (
          <ul class="list problems">
            {problems.map(({ code, severity, file, line, message, count: times }) => (
              <li key={`${code} ${file} ${message}`} class={severity}>
                <span class={`tag ${severity === 'error' ? 'wrong' : severity === 'warning' ? 'warn' : ''}`}>
                  {severity === 'info' || severity === 'hint' ? 'note' : severity}
                </span>{' '}
                <Message text={message} />
                {times > 1 ? `, and ${number(times - 1)} more like it` : ''}{' '}
                <span class="faint">
                  {shown(file)}
                  {line === null ? '' : `:${line}`} <code>{code}</code>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Demands(): JSX.Element {
  const { fleet, go } = usePage();
  return (
    <section>
      <h2 class="minor">Demands</h2>
      <ul class="list">
        {fleet.data.demands.map(({ text, met, about, rules, failing }) => (
          <li key={text}>
            <span class={`tag ${met ? 'right' : 'wrong'}`}>{met ? '✓ met' : '✗ not met'}</span>{' '}
            <code>{shown(text)}</code> {about === 'no-rules' ? 'no rule has this tag' : ''}
            {about === 'no-group' ? 'there is no such group' : ''}
            {about === 'something' && !met
              ? `${number(failing.length)} of ${count(rules, 'rule')} live on less`
              : ''}
            {failing.length === 0 ? null : (
              <ul class="list">
                {failing.slice(0, 20).map(({ rule, live, expected, share }) => (
                  <li key={rule}>
                    <button type="button" class="link" onClick={() => go({ card: cardOf('rule', rule) })}>
                      {shown(rule)}
                    </button>{' '}
                    {number(live)} of {number(expected)} ({percent(share)})
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
