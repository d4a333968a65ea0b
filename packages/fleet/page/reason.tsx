/** Why a rule is not live somewhere: one sentence, the place in its source, and the way out. */
import type { ComponentChildren, JSX } from 'preact';
import type { PageOutcome } from '../src/page/page-data.ts';
import { CodeFrame } from './code-frame.tsx';
import { Message, Sign, shown } from './text.tsx';

export function Reason({
  outcome,
  children,
}: {
  readonly outcome: PageOutcome;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { status, why, fix, agent, code } = outcome;
  return (
    <article class={`reason ${status}`}>
      <h4>
        <Sign state={status} /> {status} {children}
      </h4>
      {why === '' ? null : (
        <p>
          <Message text={why} />
        </p>
      )}
      <CodeFrame outcome={outcome} />
      {fix === '' ? null : (
        <p class="fix">
          <b>Fix</b> <Message text={fix} />
        </p>
      )}
      {agent === null && code === null ? null : (
        <p class="agent-words">
          {agent === null ? null : (
            <>
              the agent says <q>{shown(agent)}</q>{' '}
            </>
          )}
          {code === null ? null : <code>{shown(code)}</code>}
        </p>
      )}
    </article>
  );
}
