/** The line above each group: its name, how many it has, and the share of the rules that is live there. */
import type { JSX } from 'preact';
import { type Block, type CombLayout, inset } from './comb-layout.ts';
import { shareOfMembers } from './counting.ts';
import type { Fleet } from './fleet.ts';
import { groupFilter } from './links.ts';
import type { PageContext } from './page-context.ts';
import type { Selection } from './select.ts';
import { number, percent, shown } from './text.tsx';

export function headerOf(
  fleet: Fleet,
  selection: Selection,
  { blockWidth }: CombLayout,
  { group, x, y }: Block,
  go: PageContext['go'],
): JSX.Element | null {
  const own = selection.groups[group];
  if (own === undefined) return null;
  const share = shareOfMembers(fleet, selection, own.start, own.end);
  const { kind } = selection.grouping;
  const title = own.isRest ? restWords(kind, selection.groups.length) : shown(own.name);
  return (
    <div
      key={`${group} ${own.name}`}
      class="comb-head"
      style={{ left: `${x + inset}px`, top: `${y + inset}px`, width: `${blockWidth}px` }}
    >
      {own.isRest ? (
        <span class="comb-name faint">{title}</span>
      ) : (
        <button
          type="button"
          class="comb-name"
          tabIndex={-1}
          title={`only ${kind} ${title}`}
          onClick={(event) => {
            event.stopPropagation();
            go(groupFilter(kind, own.name));
          }}
        >
          {title}
        </button>
      )}
      <span class="faint">{number(own.end - own.start)}</span>
      <span class="comb-share">{share === undefined ? '' : `${percent(share)} live`}</span>
    </div>
  );
}

function restWords(kind: string, groups: number): string {
  if (kind === '' || groups === 1) return 'all';
  return kind === 'agent' ? 'no or an unknown agent' : `without ${kind}`;
}
