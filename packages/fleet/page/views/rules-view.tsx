/** Every chosen rule with what becomes of it on the selected hosts; those that need a look come first. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type RankedRule, rankedRules } from '../attention.ts';
import { cardOf, ruleOf } from '../links.ts';
import { usePage } from '../page-context.ts';
import type { Selection } from '../select.ts';
import { useSettled } from '../settled.ts';
import { Bar, count, Empty, Message, number, percent, Sign, shown } from '../text.tsx';
import { type TableColumn, VirtualTable } from '../virtual-table.tsx';

const columns: readonly TableColumn[] = [
  { title: 'Rule', weight: 24 },
  { title: 'Severity', weight: 7 },
  { title: 'Live', weight: 13 },
  { title: 'On', weight: 6, isNumber: true },
  { title: 'What keeps it from the others', weight: 40 },
];

export function RulesView(): JSX.Element {
  const { fleet, selection, state, go } = usePage();
  const open = ruleOf(fleet, state.card);
  const settled = useSettled(selection);
  const rows = useMemo(() => rankedRules(fleet, settled), [fleet, settled]);
  if (rows.length === 0) return <Empty title="No rule has all of this." />;
  return (
    <>
      <p class="lead">{leadOf(rows, settled)}</p>
      <VirtualTable
        label="Rules"
        columns={columns}
        rows={rows.length}
        height={22}
        isOpen={(row) => rows[row]?.rule === open}
        onOpen={(row) => go({ card: cardOf('rule', fleet.data.rules[rows[row]?.rule ?? -1]?.id ?? '') })}
        cells={(index) => {
          const row = rows[index];
          const rule = fleet.data.rules[row?.rule ?? -1];
          if (row === undefined || rule === undefined) return [];
          return [
            shown(rule.id),
            rule.severity === '' ? (
              <span class="faint">–</span>
            ) : (
              <span class={`severity ${shown(rule.severity)}`}>{shown(rule.severity)}</span>
            ),
            row.counted.expected === 0 ? (
              <span class="faint">should be nowhere</span>
            ) : (
              <span class="share">
                <Bar share={row.counted.share} /> {percent(row.counted.share)}
              </span>
            ),
            number(row.counted.counts.live),
            row.worst === undefined ? (
              row.counted.counts.unprotected > 0 && !row.isWhole ? (
                <span class="faint">no agent, or it is off</span>
              ) : (
                ''
              )
            ) : (
              <span class="state">
                <Sign state={row.worst.status} />{' '}
                <span class="why">
                  <Message text={row.worst.why} />
                </span>
              </span>
            ),
          ];
        }}
      />
    </>
  );
}

/** The number of rules is the one that every report says; that no agent is there is a lack of hosts, not of rules. */
function leadOf(rows: readonly RankedRule[], { supposed }: Selection): string {
  const lost = rows.filter(({ needsLook }) => needsLook).length;
  const bare = supposed.reduce((sum, each) => sum + each, 0);
  const where = bare === 0 ? '' : ' on agents';
  const first =
    lost === 0
      ? `${rows.length === 1 ? 'The rule is' : `All ${number(rows.length)} rules are`} live wherever ${rows.length === 1 ? 'it' : 'they'} should be${where}.`
      : `${number(lost)} of ${count(rows.length, 'rule')} ${lost === 1 ? 'needs' : 'need'} a look: in error somewhere, or not live${where} where ${lost === 1 ? 'it' : 'they'} should be.`;
  return bare === 0
    ? first
    : `${first} ${count(bare, 'host or task', 'hosts and tasks')} ${bare === 1 ? 'has' : 'have'} no agent that is on.`;
}
