/** What is wrong in all files of tests of a folder, open or not. */
import type { Diagnostic } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import type { EditorDocument } from '../document.ts';
import type { Turns } from '../recordings/sources.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import type { FileDiagnostics } from '../workspace-diagnostics.ts';
import { testDiagnostics } from './test-diagnostics.ts';

interface Known {
  readonly sets: readonly SetSnapshot[];
  readonly items: readonly Diagnostic[];
}

const known = new WeakMap<EditorDocument, Known>();

const alone: Turns = { pause: () => undefined, stopped: false };

export async function testFileDiagnostics(
  context: Omit<DocumentContext, 'document'>,
  turns: Turns = alone,
  documentation: string | undefined,
): Promise<readonly FileDiagnostics[]> {
  const { folder, tests } = context;
  const found: FileDiagnostics[] = [];
  await tests?.look(turns);
  for (const { document, file } of tests?.all() ?? []) {
    // A rule with tests is a policy, and told with those.
    if (file.kind === 'rule-file') continue;
    await turns.pause();
    const sets = folder.sets();
    const before = known.get(document);
    const items =
      before?.sets === sets ? before.items : testDiagnostics({ ...context, document }, documentation);
    known.set(document, { sets, items });
    found.push({ uri: document.uri, version: document.version, items });
  }
  return found;
}
