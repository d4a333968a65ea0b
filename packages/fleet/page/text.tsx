/** Texts of hosts, rules and files are hostile: what cannot be seen in them is shown as an escape. */
import { forTerminal } from '@secl/text';
import type { ComponentChildren, JSX } from 'preact';
import { lookOf, type StateName } from './looks.ts';

export const shown: (text: string) => string = forTerminal;

/** A message, which writes code between backticks. */
export function Message({ text }: { readonly text: string }): JSX.Element {
  const parts = text.split('`');
  return (
    <>
      {parts.map((part, index) => (index % 2 === 0 ? shown(part) : <code key={index}>{shown(part)}</code>))}
    </>
  );
}

/** The sign of a state; its words stand beside it. */
export function Sign({ state }: { readonly state: StateName }): JSX.Element {
  const { path, colour } = lookOf(state);
  return (
    <svg class={`sign ${colour}`} viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
      <path d={path} fill-rule="evenodd" />
    </svg>
  );
}

export function StateWords({ state }: { readonly state: StateName }): JSX.Element {
  return (
    <span class="state">
      <Sign state={state} /> {lookOf(state).words}
    </span>
  );
}

/** `1,234`. */
export function number(value: number): string {
  return digits.format(value);
}

const digits = new Intl.NumberFormat('en-US');

/** Rounded down, so that 100 % is all and 0 % is none. */
export function percent(share: number): string {
  const value = share * 100;
  if (share > 0 && value < 1) return '<1 %';
  return `${value < 100 && value > 99 ? Math.floor(value * 10) / 10 : Math.floor(value + 1e-9)} %`;
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `4 hosts, 1 task`. */
export function members(hosts: number, tasks: number): string {
  if (tasks === 0) return count(hosts, 'host');
  return hosts === 0 ? count(tasks, 'task') : `${count(hosts, 'host')}, ${count(tasks, 'task')}`;
}

export function Bar({
  share,
  level,
}: {
  readonly share: number;
  readonly level?: 'good' | 'bad' | 'some';
}): JSX.Element {
  const kind = level ?? (share >= 1 ? 'good' : share === 0 ? 'bad' : 'some');
  return (
    <span class={`bar ${kind}`} aria-hidden="true">
      <i style={{ width: `${share === 0 ? 0 : Math.max(1, share * 100)}%` }} />
    </span>
  );
}

export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
