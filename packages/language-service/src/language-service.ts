import type { FileSystem, HclParser } from '@secl/text';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
  SelectionRange,
  SignatureHelp,
  TextEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-types';
import type { TextChange } from './document.ts';
import type { Renamed } from './navigation/rename.ts';
import type { Counter } from './recordings/counter.ts';
import type { RuleCount } from './recordings/recordings.ts';
import type { Turns } from './recordings/sources.ts';
import type { HintSettings } from './view/inlay-hints.ts';
import type { PlacedSet } from './view/rule-sets.ts';
import type { TokenBlock } from './view/token-block.ts';
import type { FileDiagnostics } from './workspace-diagnostics.ts';

export interface ServiceOptions {
  /** Starts the parser of Terraform files, when the first one is read. */
  readonly hcl?: () => Promise<HclParser>;
  /** The address below which the pages of problems lie. */
  readonly documentation?: () => string | undefined;
  /** The day that it is, for ignore comments that expire. */
  readonly today?: () => string;
  /** The target that answers are about first: one of secl.yaml by its name, else an agent version. */
  readonly target?: () => string | undefined;
  /**
   * How often a rule matched in what the client itself replays, by the key of its rule set; undefined while it replays
   * nothing. It takes the place of the recordings of secl.yaml in hovers; above rules the client shows it.
   */
  readonly replayed?: () => ((set: PlacedSet['key'], rule: string) => RuleCount | undefined) | undefined;
  /** Where the recordings of a folder are worked on; in this thread, in slices, where nothing is given. */
  readonly counter?: (files: FileSystem, folder: string) => Counter;
}

/** Everything that an editor can ask. Documents are named by their addresses; answers are about their newest text. */
export interface LanguageService {
  addFolder(uri: string, files: FileSystem): void;
  removeFolder(uri: string): void;
  open(uri: string, version: number, text: string): void;
  /** What changed in a text that is open, each change counting in the text after the one before. */
  change(uri: string, version: number, changes: readonly TextChange[]): void;
  close(uri: string): void;
  version(uri: string): number | undefined;
  /** Looks for rule sets on the disk and in the editor: at the start, and when files came or went. */
  find(): Promise<void>;
  /** Why rule sets could not be read, in words. */
  trouble(): readonly string[];
  diagnostics(uri: string): readonly Diagnostic[];
  /**
   * What is wrong in all files, open or not. Rule sets that nobody types in are linted first; of the others the last look
   * counts, and what loading says now.
   */
  workspaceDiagnostics(turns?: Turns): Promise<readonly FileDiagnostics[]>;
  /** Lints the rule sets of a document; false where nothing changed since the last time, or when it was stopped. */
  look(uri: string, turns?: Turns): Promise<boolean>;
  /** Reads the tests of all folders, in the background. Whether other tests name rules than before. */
  lookAtTests(turns: Turns): Promise<boolean>;
  /** Addresses of the files that hold tests, as the last look found them: those that are called so, and rule files. */
  testFiles(): readonly string[];
  /**
   * Replays the recordings that secl.yaml names, in the background: which rules match how often, which values fields have.
   * What is known stays known: only rules that changed are replayed. Whether there is anything new to show.
   */
  lookAtRecordings(turns: Turns): Promise<boolean>;
  hover(uri: string, position: Position): Hover | undefined;
  /** `typing`: a character that was typed asks, and not somebody by hand. */
  completion(uri: string, position: Position, typing?: boolean): CompletionList;
  resolveCompletion(item: CompletionItem, uri: string): CompletionItem;
  definition(uri: string, position: Position): readonly Location[];
  /** Of a field it leads to the page of an event type, whose text `page` gives. */
  typeDefinition(uri: string, position: Position): readonly Location[];
  /** The text of a page of ours, such as that of an event type; its address begins with `secl:`. */
  page(uri: string): string | undefined;
  signatureHelp(uri: string, position: Position): SignatureHelp | undefined;
  prepareCalls(uri: string, position: Position): readonly CallHierarchyItem[];
  incomingCalls(item: CallHierarchyItem): readonly CallHierarchyIncomingCall[];
  outgoingCalls(item: CallHierarchyItem): readonly CallHierarchyOutgoingCall[];
  references(uri: string, position: Position, withDefinitions: boolean): readonly Location[];
  highlights(uri: string, position: Position): readonly DocumentHighlight[];
  renameable(
    uri: string,
    position: Position,
  ): { readonly range: Range; readonly placeholder: string } | undefined;
  rename(uri: string, position: Position, name: string): Promise<Renamed>;
  documentSymbols(uri: string): readonly DocumentSymbol[];
  workspaceSymbols(query: string): readonly WorkspaceSymbol[];
  folding(uri: string): readonly FoldingRange[];
  codeActions(uri: string, range: Range, only?: readonly string[]): readonly CodeAction[];
  /** With its edit, for an action that has none yet: what takes long is worked out when it is chosen. */
  resolveCodeAction(action: CodeAction): Promise<CodeAction>;
  /** What is done to a whole document, of the kinds that are asked for by name. */
  sourceActions(uri: string, only?: readonly string[]): Promise<readonly CodeAction[]>;
  format(uri: string, indent: number, range?: Range): readonly TextEdit[];
  /** After `typed` was typed in front of the position: one of `typedCharacters`. */
  formatOnType(uri: string, position: Position, typed: string, indent: number): readonly TextEdit[];
  selection(uri: string, positions: readonly Position[]): readonly SelectionRange[];
  /** Words of the kinds of `tokenTypes`; `numbersOf` makes of them what the protocol has. */
  semanticTokens(uri: string, range?: Range): readonly TokenBlock[];
  inlayHints(uri: string, range: Range, settings: HintSettings): readonly InlayHint[];
  links(uri: string): readonly DocumentLink[];
  lenses(uri: string): readonly CodeLens[];
  /** The rule sets of a document, or of all folders. */
  ruleSets(uri?: string): readonly PlacedSet[];
  /** Recordings that are named in secl.yaml: paths and patterns below the folder. */
  recordings(): readonly {
    readonly folder: string;
    readonly name: string;
    readonly paths: readonly string[];
  }[];
  /** Another target was chosen: what is loaded for the old one is put aside. */
  retarget(): void;
}
