/** Below the honeycomb: the rules that are not live where they should be, the worst first, and where. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { rankedRules } from './attention.ts';
import { cardOf } from './links.ts';
import { usePage } from './page-context.ts';
import { useSettled } from './settled.ts';
import { count, Message, number, percent, Sign, shown } from './text.tsx';
import { whereOf } from './where.ts';

const most = 4;

export function LookFirst(): JSX.Element | null {
  const { fleet, selection, go } = usePage();
  const settled = useSettled(selection);
  const rows = useMemo(
    () =>
      rankedRules(fleet, settled).filter(
        ({ isWhole, worst }) => !isWhole && worst !== undefined && worst.status !== 'absent',
      ),
    [fleet, settled],
  );
  if (rows.length === 0) return null;
  return (
    <section class="look-first" aria-label="Rules to look at first">
      <h2 class="minor">
        Not live everywhere{' '}
        {rows.length > most ? (
          <button type="button" class="link faint" onClick={() => go({ view: 'rules' })}>
            all {count(rows.length, 'rule')}
          </button>
        ) : null}
      </h2>
      <ul>
        {rows.slice(0, most).map(({ rule, worst, members, counted }) => {
          if (worst === undefined) return null;
          const id = fleet.data.rules[rule]?.id ?? '';
          const where = whereOf(fleet, settled, rule, ({ status }) => status === worst.status);
          return (
            <li key={rule}>
              <Sign state={worst.status} />
              <div>
                <button type="button" class="link rule" onClick={() => go({ card: cardOf('rule', id) })}>
                  {shown(id)}
                </button>{' '}
                {worst.status} on {number(members)}
                {where === '' ? '' : `: ${where}`}
                <p class="faint">
                  <Message text={worst.why} />
                </p>
              </div>
              <span class="faint">live on {percent(counted.share)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
