import type { Problem } from '@secl/text';
import type { Documents } from './documents.ts';
import { type JsonPlace, jsonPlace } from './json.ts';

/** A problem in JSON reports. */
export interface JsonProblem {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly place: JsonPlace;
  readonly related: readonly { readonly message: string; readonly place: JsonPlace }[];
  /** The words of the agent, where it has some. */
  readonly agent?: string;
  readonly fix?: {
    readonly title: string;
    readonly kind: 'safe' | 'suggested';
    readonly edits: readonly { readonly place: JsonPlace; readonly text: string }[];
  };
}

export function jsonProblem(problem: Problem, documents: Documents): JsonProblem {
  const { code, severity, message, place, related, agent, fix } = documents.outwardProblem(problem);
  return {
    code,
    severity,
    message,
    place: jsonPlace(place, documents),
    related: related.map((each) => ({ message: each.message, place: jsonPlace(each.place, documents) })),
    ...(agent === undefined ? {} : { agent }),
    ...(fix === undefined
      ? {}
      : {
          fix: {
            title: fix.title,
            kind: fix.kind,
            edits: fix.edits.map((edit) => ({ place: jsonPlace(edit.place, documents), text: edit.text })),
          },
        }),
  };
}
