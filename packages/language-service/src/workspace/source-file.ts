import { type CarriedPolicy, newReadMemory, type ReadMemory, readCarrier } from '@secl/policy';
import type { HclParser } from '@secl/text';
import type { EditorDocument } from '../document.ts';

/** A file of a folder, as it is now: what its text says is read when it is first asked for, and item by item. */
export interface SourceFile {
  readonly document: EditorDocument;
  readonly carried: (hcl: HclParser | undefined) => readonly CarriedPolicy[];
  /** The same file with another text. */
  readonly edited: (document: EditorDocument) => SourceFile;
}

export function sourceFile(
  document: EditorDocument,
  read?: readonly CarriedPolicy[],
  memory: ReadMemory = newReadMemory(),
): SourceFile {
  let carried = read;
  return {
    document,
    carried(hcl) {
      carried ??= readCarrier(document.path, document.text, { hcl, memory });
      return carried;
    },
    edited: (next) => sourceFile(next, next.text === document.text ? carried : undefined, memory),
  };
}
