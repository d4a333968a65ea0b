/** All safe fixes of a document, as `secl lint --fix` applies them: it looks again after each round. */
import { type FixableLook, fixAll, lint } from '@secl/lint';
import { outwardEdits, outwardPlace, readCarrier } from '@secl/policy';
import type { HclParser, Location } from '@secl/text';
import { type CarrierTools, lintInputOf, ruleSetOf } from '@secl/workspace';
import type { CodeAction } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { type SetSnapshot, setLoader } from '../workspace/set-snapshot.ts';

/** Below the kind that clients ask for on saving. */
export const fixAllKind = 'source.fixAll.secl';

export async function fixAllAction(
  context: DocumentContext,
  tools: CarrierTools,
): Promise<CodeAction | undefined> {
  const { document, folder, sets } = context;
  const [set] = sets;
  if (set === undefined) return undefined;
  const hcl = await tools.hcl?.();
  const loaded = setLoader();
  const isHere = (now: SetSnapshot, place: Location): boolean =>
    outwardPlace(place, (name) => now.homes.get(name)).document === document.path;
  const { changed, applied } = await fixAll(
    async (texts): Promise<FixableLook> => {
      const now = texts.size === 0 ? set : loaded(withTexts(set, texts, hcl));
      const input = { ...(await lintInputOf(now, tools)), loaded: now.views.map((view) => view.set) };
      const { findings } = lint(input, folder.settings.config);
      return {
        // Other files are not what somebody saves here.
        findings: findings.filter(({ place, fix }) =>
          [place, ...(fix?.edits.map((edit) => edit.place) ?? [])].every((each) => isHere(now, each)),
        ),
        all: findings,
        texts: now.texts,
        inFiles: (edits) => outwardEdits(edits, (name) => now.homes.get(name)),
      };
    },
    ['safe'],
  );
  const text = changed.get(document.path);
  if (text === undefined || text === document.text) return undefined;
  return {
    title: `apply ${applied.length === 1 ? 'the safe fix' : `all ${applied.length} safe fixes`}`,
    kind: fixAllKind,
    edit: { changes: { [document.uri]: [changeBetween(context, text)] } },
  };
}

/** The rule set with other texts in some of its files. */
function withTexts(
  set: SetSnapshot,
  texts: ReadonlyMap<string, string>,
  hcl: HclParser | undefined,
): ReturnType<typeof ruleSetOf> {
  const read = new Map([...texts].map(([path, text]) => [path, readCarrier(path, text, { hcl })] as const));
  const carried = set.carried.map((before) => {
    const again = read.get(before.home.document)?.find(({ file }) => file.name === before.file.name);
    return again === undefined ? before : { ...again, file: { ...again.file, kind: before.file.kind } };
  });
  return ruleSetOf(carried, set);
}

/** One edit from the first character that differs to the last, so that cursors elsewhere stay where they are. */
function changeBetween({ document }: DocumentContext, after: string) {
  const before = document.text;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  // No line break is divided.
  if (before[start - 1] === '\r') start--;
  if (before[before.length - end - 1] === '\r' && before[before.length - end] === '\n') end++;
  return {
    range: rangeOf(document, { start, end: before.length - Math.min(end, shorter - start) }),
    newText: after.slice(start, after.length - Math.min(end, shorter - start)),
  };
}
