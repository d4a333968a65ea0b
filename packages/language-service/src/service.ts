import type { FileSystem } from '@secl/text';
import { type CarrierTools, memoryFiles } from '@secl/workspace';
import type { Position } from 'vscode-languageserver-types';
import { codeActions, sourceActions } from './actions/code-actions.ts';
import { formatted } from './actions/format.ts';
import { formattedOnType } from './actions/format-on-type.ts';
import { askedOf, withTests } from './actions/write-tests.ts';
import { closesText } from './completion/closed-quote.ts';
import { completeAt, resolved } from './completion/complete.ts';
import { completeTerraformAt } from './completion/terraform-offers.ts';
import type { DocumentContext } from './context.ts';
import { diagnosticsOf, type LookAt, lookAtSet } from './diagnostics.ts';
import { offsetOf, offsetsOf } from './document.ts';
import type { LastLook } from './findings.ts';
import { signatureAt } from './help/signature.ts';
import { hoverAt } from './hover.ts';
import type { LanguageService, ServiceOptions } from './language-service.ts';
import { callsPreparedAt, incomingCalls, outgoingCalls } from './navigation/calls.ts';
import { definitionsAt, highlightsAt, referencesAt } from './navigation/definition.ts';
import { type Renamed, renameAt, renameableAt } from './navigation/rename.ts';
import { documentSymbols, foldingRanges, workspaceSymbols } from './navigation/symbols.ts';
import { typeDefinitionsAt } from './navigation/type-definition.ts';
import { counterHere } from './recordings/counter.ts';
import { openRecordings, type Recordings } from './recordings/recordings.ts';
import type { Turns } from './recordings/sources.ts';
import { mayBeTests, openRuleTests, type RuleTests } from './tests/rule-tests.ts';
import { completeTestAt } from './tests/test-completion.ts';
import { testFileDiagnostics } from './tests/test-files.ts';
import { testHoverAt } from './tests/test-hover.ts';
import { testFolding, testSymbols } from './tests/test-symbols.ts';
import { testTokens } from './tests/test-tokens.ts';
import { inlayHints } from './view/inlay-hints.ts';
import { codeLenses } from './view/lenses.ts';
import { documentLinks } from './view/links.ts';
import { placedSets } from './view/rule-sets.ts';
import { selectionAt } from './view/selection.ts';
import { semanticTokens } from './view/semantic-tokens.ts';
import { inOrder } from './view/token-block.ts';
import { pageAt } from './words/event-page.ts';
import { type Folder, openFolder } from './workspace/folder.ts';
import type { SetSnapshot } from './workspace/set-snapshot.ts';
import { type FileDiagnostics, folderDiagnostics } from './workspace-diagnostics.ts';

export function createLanguageService(options: ServiceOptions = {}): LanguageService {
  const folders = new Map<string, Folder>();
  const open = new Map<string, Folder>();
  const looks = new Map<string, LastLook>();
  const beside = new Map<
    Folder,
    { readonly recordings: Recordings; readonly tests: RuleTests; readonly files: FileSystem }
  >();
  const keyOf = (folder: Folder, set: SetSnapshot): string => `${folder.uri} ${set.name}`;
  const lookAt =
    (folder: Folder): LookAt =>
    (set) =>
      looks.get(keyOf(folder, set));

  /** The innermost folder that holds a document; one of its own where none does. */
  const folderOf = (uri: string): Folder => {
    const holding = [...folders.values()].filter((folder) => folder.pathOf(uri) !== undefined);
    const [innermost] = holding.sort((a, b) => b.uri.length - a.uri.length);
    if (innermost !== undefined) return innermost;
    const alone = openFolder(
      uri.slice(0, uri.lastIndexOf('/')),
      memoryFiles({}),
      options.hcl,
      options.target,
    );
    folders.set(alone.uri, alone);
    return alone;
  };
  const contextOf = (uri: string): DocumentContext | undefined => {
    const folder = open.get(uri) ?? [...folders.values()].find((each) => each.pathOf(uri) !== undefined);
    const path = folder?.pathOf(uri);
    const document = path === undefined ? undefined : folder?.document(path);
    if (folder === undefined || path === undefined || document === undefined) return undefined;
    const around = beside.get(folder);
    const { recordings } = around ?? {};
    const count = options.replayed?.();
    const counted: Pick<DocumentContext, 'recordings'> =
      count === undefined || recordings === undefined
        ? {}
        : {
            recordings: {
              ...recordings,
              withoutLenses: true,
              count: (set, rule) => count(keyOf(folder, set), rule),
            },
          };
    return { folder, document, sets: folder.setsOf(path), ...around, ...counted };
  };
  const at = <Answer>(
    uri: string,
    position: Position,
    ask: (context: DocumentContext, offset: number) => Answer,
    nothing: Answer,
  ): Answer => {
    const context = contextOf(uri);
    return context === undefined ? nothing : ask(context, offsetOf(context.document, position));
  };
  const of = <Answer>(uri: string, ask: (context: DocumentContext) => Answer, nothing: Answer): Answer => {
    const context = contextOf(uri);
    return context === undefined ? nothing : ask(context);
  };

  const isOpen = (folder: Folder, set: SetSnapshot): boolean =>
    [...open].some(([uri, own]) => own === folder && set.texts.has(folder.pathOf(uri) ?? ''));
  const toolsOf = (): CarrierTools => (options.hcl === undefined ? {} : { hcl: options.hcl });
  /** Lints a rule set; false where nothing changed since the last time. */
  const lookAgain = async (folder: Folder, set: SetSnapshot, turns?: Turns): Promise<boolean> => {
    const { config } = folder.settings;
    const last = lookAt(folder)(set);
    if (last?.set === set && last.config === config) return false;
    const look = await lookAtSet(set, config, toolsOf(), turns);
    if (look !== undefined) looks.set(keyOf(folder, set), look);
    return look !== undefined;
  };

  return {
    addFolder(uri, files) {
      const folder = openFolder(uri, files, options.hcl, options.target);
      folders.set(uri, folder);
      beside.set(folder, {
        recordings: openRecordings(folder, files, (options.counter ?? counterHere)(files, uri)),
        tests: openRuleTests(folder, files),
        files,
      });
    },
    removeFolder(uri) {
      const folder = folders.get(uri);
      if (folder !== undefined) beside.delete(folder);
      folders.delete(uri);
    },
    open(uri, version, text) {
      const folder = open.get(uri) ?? folderOf(uri);
      open.set(uri, folder);
      folder.open(uri, version, text);
    },
    change: (uri, version, changes) => open.get(uri)?.change(uri, version, changes),
    close(uri) {
      open.get(uri)?.close(uri);
      open.delete(uri);
    },
    version: (uri) => contextOf(uri)?.document.version,
    async find() {
      for (const folder of folders.values()) {
        await folder.find(options.today?.());
        if (folder.opened().some(mayBeTests)) await beside.get(folder)?.tests.begin();
      }
    },
    trouble: () => [...folders.values()].flatMap((folder) => folder.trouble),
    diagnostics: (uri) =>
      of(uri, (context) => diagnosticsOf(context, lookAt(context.folder), options.documentation?.()), []),
    async workspaceDiagnostics(turns) {
      const all: FileDiagnostics[] = [];
      for (const folder of folders.values()) {
        // What somebody types in is linted when the typing pauses, and not because of this.
        for (const set of folder.sets())
          if (lookAt(folder)(set) === undefined || !isOpen(folder, set)) await lookAgain(folder, set, turns);
        const documentation = options.documentation?.();
        all.push(...folderDiagnostics(folder, lookAt(folder), documentation));
        all.push(
          ...(await testFileDiagnostics({ folder, sets: [], ...beside.get(folder) }, turns, documentation)),
        );
      }
      return all;
    },
    async look(uri, turns) {
      const context = contextOf(uri);
      let changed = false;
      for (const set of context?.sets ?? [])
        if (context !== undefined && (await lookAgain(context.folder, set, turns))) changed = true;
      return changed;
    },
    async lookAtTests(turns) {
      let news = false;
      for (const { tests } of [...beside.values()]) if (await tests.look(turns)) news = true;
      return news;
    },
    testFiles: () =>
      [...beside.values()].flatMap(({ tests }) => tests.all().map(({ document }) => document.uri)),
    async lookAtRecordings(turns) {
      let news = false;
      for (const { recordings } of [...beside.values()]) if (await recordings.look(turns)) news = true;
      return news;
    },
    hover: (uri, position) =>
      at(
        uri,
        position,
        (context, offset) => hoverAt(context, offset) ?? testHoverAt(context, offset),
        undefined,
      ),
    completion: (uri, position, typing = false) =>
      at(
        uri,
        position,
        (context, offset) => {
          // What pops up here would take the Enter that ends the line.
          if (typing && closesText(context, offset)) return { isIncomplete: false, items: [] };
          for (const complete of [completeAt, completeTestAt, completeTerraformAt]) {
            const list = complete(context, offset);
            if (list.items.length > 0) return list;
          }
          return { isIncomplete: false, items: [] };
        },
        { isIncomplete: false, items: [] },
      ),
    resolveCompletion: (item, uri) => resolved(item, contextOf(uri)),
    definition: (uri, position) => at(uri, position, definitionsAt, []),
    typeDefinition: (uri, position) => at(uri, position, typeDefinitionsAt, []),
    page: pageAt,
    signatureHelp: (uri, position) => at(uri, position, signatureAt, undefined),
    prepareCalls: (uri, position) => at(uri, position, callsPreparedAt, []),
    incomingCalls: (item) => of(item.uri, (context) => incomingCalls(context, item), []),
    outgoingCalls: (item) => of(item.uri, (context) => outgoingCalls(context, item), []),
    references: (uri, position, withDefinitions) =>
      at(uri, position, (context, offset) => referencesAt(context, offset, withDefinitions), []),
    highlights: (uri, position) => at(uri, position, highlightsAt, []),
    renameable: (uri, position) => at(uri, position, renameableAt, undefined),
    async rename(uri, position, name) {
      // Tests are read in the background; here it matters that none is missed.
      await contextOf(uri)?.tests?.look({ pause: () => undefined, stopped: false });
      return at<Renamed>(uri, position, (context, offset) => renameAt(context, offset, name), {
        ok: false,
        message: 'the document is not open',
      });
    },
    documentSymbols: (uri) =>
      of(uri, (context) => [...documentSymbols(context), ...testSymbols(context)], []),
    workspaceSymbols: (query) => workspaceSymbols([...folders.values()], query),
    folding: (uri) => of(uri, (context) => [...foldingRanges(context), ...testFolding(context)], []),
    codeActions: (uri, range, only) =>
      of(
        uri,
        (context) => codeActions(context, offsetsOf(context.document, range), lookAt(context.folder), only),
        [],
      ),
    async resolveCodeAction(action) {
      const asked = askedOf(action);
      const context = asked === undefined ? undefined : contextOf(asked.uri);
      if (asked === undefined || context === undefined) return action;
      const files = beside.get(context.folder)?.files;
      const exists = async (path: string): Promise<boolean> =>
        context.folder.document(path) !== undefined || (await files?.stat(path))?.ok === true;
      return withTests(context, action, asked.rule, exists);
    },
    async sourceActions(uri, only) {
      const context = contextOf(uri);
      return context === undefined ? [] : sourceActions(context, only, toolsOf());
    },
    format: (uri, indent, range) =>
      of(
        uri,
        (context) =>
          formatted(
            context,
            { indent },
            range === undefined ? undefined : offsetsOf(context.document, range),
          ),
        [],
      ),
    formatOnType: (uri, position, typed, indent) =>
      at(uri, position, (context, offset) => formattedOnType(context, offset, typed, indent), []),
    selection: (uri, positions) =>
      of(
        uri,
        (context) => positions.map((position) => selectionAt(context, offsetOf(context.document, position))),
        [],
      ),
    semanticTokens: (uri, range) =>
      of(
        uri,
        (context) => {
          const within = range === undefined ? undefined : offsetsOf(context.document, range);
          return inOrder([...semanticTokens(context, within), ...testTokens(context, within)]);
        },
        [],
      ),
    inlayHints: (uri, range, settings) =>
      of(uri, (context) => inlayHints(context, offsetsOf(context.document, range), settings), []),
    links: (uri) => of(uri, (context) => documentLinks(context, options.documentation?.()), []),
    lenses: (uri) => of(uri, codeLenses, []),
    ruleSets(uri) {
      if (uri === undefined) return [...folders.values()].flatMap(placedSets);
      const context = contextOf(uri);
      if (context === undefined) return [];
      return placedSets(context.folder).filter(({ set }) => context.sets.includes(set));
    },
    recordings: () =>
      [...folders.values()].flatMap(({ uri, config }) =>
        [...(config?.recordings ?? [])].map(([name, paths]) => ({ folder: uri, name, paths })),
      ),
    retarget() {
      for (const folder of folders.values()) folder.retarget();
    },
  };
}
