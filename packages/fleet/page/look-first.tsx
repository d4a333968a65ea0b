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
  const { all, first } = useMemo(() => {
    const rules = rankedRules(fleet, settled).filter(({ needsLook }) => needsLook);
    const told = rules.slice(0, most).map((each) => ({
      ...each,
      where: whereOf(fleet, settled, each.rule, each.isWorst),
    }));
    return { all: rules.length, first: told };
  }, [fleet, settled]);
  if (all === 0) return null;
  return (
    <section class="look-first" aria-label="Rules to look at first">
      <h2 class="minor">
        Not live everywhere{' '}
        <button type="button" class="link faint" onClick={() => go({ view: 'rules' })}>
          {number(all)} of {count(settled.lens.rules.length, 'rule')}
        </button>
      </h2>
      <ul>
        {first.map(({ rule, worst, members, counted, where }) => {
          if (worst === undefined) return null;
          const id = fleet.data.rules[rule]?.id ?? '';
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
              <span class="faint">
                {counted.expected === 0 ? 'meant for no host here' : `live on ${percent(counted.share)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
