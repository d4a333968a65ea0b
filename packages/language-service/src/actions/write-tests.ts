/** A file of tests for a rule, found by solving its expression. Offered at once, worked out when it is chosen. */
import { stateOf } from '@secl/policy';
import type { Range as Offsets } from '@secl/text';
import type { CodeAction } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { cursorAt } from '../view/cursor.ts';
import { uriOf } from '../workspace/uri.ts';

export const testKind = 'refactor.test.secl';

/** What an action remembers until it is chosen. */
interface Asked {
  readonly tests: { readonly uri: string; readonly rule: string };
}

/** For rules in files of their own, which tests can stand beside. */
export function testActions(context: DocumentContext, range: Offsets): readonly CodeAction[] {
  const cursor = cursorAt(context, range.start);
  const { slot, item, set } = cursor ?? {};
  const rule = item?.definition.id?.value;
  if (item?.kind !== 'rule' || rule === undefined || !['id', 'rule'].includes(slot?.role ?? '')) return [];
  if (item.carried.carrier !== 'policy' || !isLoaded(set, rule)) return [];
  const data: Asked = { tests: { uri: context.document.uri, rule } };
  return [{ title: `write tests for \`${rule}\`, in a new file`, kind: testKind, data }];
}

function isLoaded(set: DocumentContext['sets'][number] | undefined, rule: string): boolean {
  const view = set?.views[0];
  return view !== undefined && stateOf(view.set, rule)?.status === 'loaded';
}

/** The document and the rule that an action is about; undefined for one of another kind. */
export function askedOf({ data }: CodeAction): Asked['tests'] | undefined {
  const { uri, rule } = Object(Object(data).tests);
  return typeof uri === 'string' && typeof rule === 'string' ? { uri, rule } : undefined;
}

/** With its edit; without one where no test was found, which its title then says. */
export async function withTests(
  context: DocumentContext,
  action: CodeAction,
  rule: string,
  exists: (path: string) => Promise<boolean>,
): Promise<CodeAction> {
  const [set] = context.sets;
  const ruleSet = set?.views[0]?.set;
  if (set === undefined || ruleSet === undefined) return action;
  const { propose, proposing, writtenTests } = await import('@secl/testing');
  const proposal = propose(rule, proposing(ruleSet, set.files));
  if ('reason' in proposal)
    return { ...action, title: `no test for \`${rule}\`: ${proposal.reason}`, edit: { documentChanges: [] } };
  const { path } = context.document;
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  const { text } = writtenTests(proposal, {
    ruleSet,
    // Beside policies the file is about all of them, and so about the macros that the rule reads.
    policies: path.endsWith('.policy') ? [] : [path.slice(directory.length)],
    comment: [`Proposed for ${rule}: look at each case before you keep it.`],
  });
  let file = `${directory}${rule}_test.yaml`;
  for (let number = 2; await exists(file); number++) file = `${directory}${rule}_${number}_test.yaml`;
  const uri = uriOf(context.folder.uri, file);
  const start = { line: 0, character: 0 };
  return {
    ...action,
    edit: {
      documentChanges: [
        { kind: 'create', uri },
        { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
      ],
    },
  };
}
