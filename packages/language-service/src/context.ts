import type { EditorDocument } from './document.ts';
import type { Recordings } from './recordings/recordings.ts';
import type { RuleTests } from './tests/rule-tests.ts';
import type { Folder } from './workspace/folder.ts';
import type { SetSnapshot } from './workspace/set-snapshot.ts';

/** What every feature looks at: a document, and the rule sets that it is part of, as they are now. */
export interface DocumentContext {
  readonly folder: Folder;
  readonly document: EditorDocument;
  /** The first is the one that hovers and completions speak of. */
  readonly sets: readonly SetSnapshot[];
  /** What recordings say, where the folder has any. */
  readonly recordings?: Recordings;
  readonly tests?: RuleTests;
}
