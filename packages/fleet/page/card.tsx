/** What slides in beside the page: all about one host or one rule. Escape closes it and leads back to where it came from. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { HostCard } from './host-card.tsx';
import { memberOf, ruleOf } from './links.ts';
import { usePage } from './page-context.ts';
import { RuleCard } from './rule-card.tsx';
import { shown } from './text.tsx';

export function Card(): JSX.Element | null {
  const { fleet, state } = usePage();
  const opener = useRef<Element | null>(null);
  const aside = useRef<HTMLElement>(null);
  const { card } = state;
  useEffect(() => {
    const { activeElement } = document;
    if (card === '') {
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
      opener.current = null;
      return;
    }
    // From card to card the first one's opener counts.
    if (aside.current?.contains(activeElement) !== true) opener.current ??= activeElement;
    if (aside.current !== null) aside.current.scrollTop = 0;
    aside.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }, [card]);
  if (card === '') return null;
  const [member, rule] = [memberOf(fleet, card), ruleOf(fleet, card)];
  const name = card.slice(card.indexOf(':') + 1);
  return (
    <aside class="card" ref={aside} aria-label={`Card of ${shown(name)}`}>
      {member !== -1 ? (
        <HostCard member={member} />
      ) : rule !== -1 ? (
        <RuleCard rule={rule} />
      ) : (
        <CardHead kind="Not here" title={shown(name)}>
          <p>This report knows no host, task or rule of this name.</p>
        </CardHead>
      )}
    </aside>
  );
}

export function CardHead({
  kind,
  title,
  children,
}: {
  readonly kind: string;
  readonly title: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { go } = usePage();
  return (
    <header class="card-head">
      <p class="card-kind">{kind}</p>
      <button
        type="button"
        class="close"
        onClick={() => go({ card: '' })}
        aria-label="Close the card"
        title="Close (Esc)"
      >
        ×
      </button>
      <h2 tabIndex={-1}>{title}</h2>
      {children}
    </header>
  );
}
