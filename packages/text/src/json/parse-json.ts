import { createLineIndex, type Position } from '../line-index.ts';
import { type TextProblem, textProblem } from '../report.ts';
import { walkJson } from './json-reader.ts';

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: TextProblem; readonly position: Position };

/** Reads JSON; a byte order mark before it is passed over. The one place that calls `JSON.parse`. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) };
  } catch (error) {
    return failure(text, error);
  }
}

/** Engines word and place their errors differently, so the place is found by a walk of our own. */
function failure(text: string, error: unknown): ParsedJson {
  const ignore = (): void => undefined;
  const events = { open: ignore, close: ignore, key: ignore, value: ignore };
  const fallback = {
    range: { start: 0, end: 0 },
    detail: error instanceof Error ? error.message : String(error),
  };
  const { range, detail } = walkJson(text, events, Number.POSITIVE_INFINITY) ?? fallback;
  const problem = textProblem('text/json-syntax', range, { detail });
  return { ok: false, problem, position: createLineIndex(text).positionAt(range.start) };
}
