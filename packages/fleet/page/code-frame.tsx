/** The lines of a rule's source, with what is wrong in them marked by a line below it as well as by a colour. */
import type { JSX } from 'preact';
import type { PageOutcome } from '../src/page/page-data.ts';
import { shown } from './text.tsx';

export function CodeFrame({ outcome }: { readonly outcome: PageOutcome }): JSX.Element | null {
  const { frame, place, excerpt } = outcome;
  if (place === null) return null;
  const link = `${place.file}:${place.line}:${place.column}`;
  if (frame === null)
    return (
      <p class="frame-place">
        {excerpt === null ? null : <code>{shown(excerpt)}</code>} <span class="faint">{shown(link)}</span>
      </p>
    );
  // What all lines are indented by says nothing here, and cards are narrow.
  const indent = Math.min(...frame.lines.filter((text) => text.trim() !== '').map(indentOf));
  return (
    <figure class="frame">
      <figcaption>{shown(link)}</figcaption>
      <pre>
        <code>
          {frame.lines.map((whole, index) => {
            const line = frame.first + index;
            const text = whole.slice(indent);
            const from =
              line < place.line
                ? text.length
                : line === place.line
                  ? Math.max(0, place.column - 1 - indent)
                  : indentOf(text);
            const to =
              line > place.endLine ? 0 : line === place.endLine ? place.endColumn - 1 - indent : text.length;
            const isMarked = line >= place.line && line <= place.endLine && to > from;
            return (
              <span key={line} class="frame-line">
                <span class="frame-number">{line}</span>
                {isMarked ? (
                  <span>
                    {code(text.slice(0, from))}
                    <mark>{code(text.slice(from, to))}</mark>
                    {code(text.slice(to))}
                  </span>
                ) : (
                  <span>{code(text)}</span>
                )}
              </span>
            );
          })}
        </code>
      </pre>
    </figure>
  );
}

const code = (text: string): string => text.split('\t').map(shown).join('  ');

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
