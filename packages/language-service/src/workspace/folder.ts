import { type CarriedPolicy, carrierOf, nothingExternal } from '@secl/policy';
import type { FileSystem, HclParser, Problem } from '@secl/text';
import {
  type CarrierTools,
  type Config,
  configName,
  describeTarget,
  type NamedTarget,
  normalPath,
  openRuleSet,
  openWorkspace,
  type RuleSetSource,
  ruleSetOf,
  ruleSetsOf,
} from '@secl/workspace';
import { changedDocument, documentOf, type EditorDocument, type TextChange } from '../document.ts';
import { chosenFirst } from './chosen-target.ts';
import { type LintSettings, lintSettings } from './lint-config.ts';
import { overlaid } from './overlaid.ts';
import { type SetSnapshot, setLoader } from './set-snapshot.ts';
import { type SourceFile, sourceFile } from './source-file.ts';
import { pathBelow, uriOf } from './uri.ts';

/** A rule set of the folder: which files it is made of. */
interface KnownSet {
  readonly source: Pick<RuleSetSource, 'name' | 'group' | 'defaultPolicy' | 'external' | 'targets'>;
  readonly paths: readonly string[];
  readonly load: ReturnType<typeof setLoader>;
}

/** One folder of a workspace: its files, with what is open in the editor in place of what lies on the disk. */
export interface Folder {
  readonly uri: string;
  readonly settings: LintSettings;
  readonly config: Config | undefined;
  /** What is in the way of finding rule sets, in words. */
  readonly trouble: readonly string[];
  /** All rule sets as they are now. The same objects until a text changes. */
  sets(): readonly SetSnapshot[];
  setsOf(path: string): readonly SetSnapshot[];
  document(path: string): EditorDocument | undefined;
  /** Those that the editor shows. */
  opened(): readonly EditorDocument[];
  pathOf(uri: string): string | undefined;
  /** Takes a text of the editor. Whether rule sets have to be looked for anew is for `find` to be called. */
  open(uri: string, version: number, text: string): void;
  /** The same for what the editor changes in a text that it has opened. */
  change(uri: string, version: number, changes: readonly TextChange[]): void;
  close(uri: string): void;
  /** Another target was chosen. */
  retarget(): void;
  /** Looks for secl.yaml and rule sets on the disk and in the editor. */
  find(today: string | undefined): Promise<void>;
}

/** The most common target, for rule sets without any. */
export function commonTarget(): NamedTarget {
  const described = describeTarget({});
  if (!described.ok) throw new Error('the most common target cannot be described');
  return described.value;
}

export function openFolder(
  uri: string,
  disk: FileSystem,
  hcl?: () => Promise<HclParser>,
  chosen: () => string | undefined = () => undefined,
): Folder {
  const files = new Map<string, SourceFile>();
  const open = new Map<string, EditorDocument>();
  let parser: HclParser | undefined;
  let config: Config | undefined;
  let settings = lintSettings(undefined, undefined);
  let day: string | undefined;
  let known: readonly KnownSet[] = [];
  let trouble: readonly string[] = [];
  let snapshots: readonly SetSnapshot[] | undefined;
  const common = commonTarget();

  const tools: CarrierTools =
    hcl === undefined
      ? {}
      : {
          async hcl() {
            parser ??= await hcl();
            return parser;
          },
        };

  /** What the policies of a rule set say is read into the files of the folder, to be read once. */
  const remembered = (path: string, text: string, hcl: HclParser | undefined): readonly CarriedPolicy[] => {
    const before = files.get(path);
    const file =
      before?.document.text === text
        ? before
        : sourceFile(documentOf(uriOf(uri, path), path, text, undefined));
    // What is typed meanwhile stays.
    if (!open.has(path)) files.set(path, file);
    return file.carried(hcl);
  };

  const carriedBy = (
    path: string,
    { group, defaultPolicy }: KnownSet['source'],
  ): readonly CarriedPolicy[] => {
    const all = files.get(path)?.carried(parser) ?? [];
    const wanted = group === undefined ? all : all.filter((each) => each.group === group);
    if (defaultPolicy === undefined || normalPath(defaultPolicy) !== path) return wanted;
    return wanted.map(asDefault);
  };

  /** A document that no rule set holds is one of its own, as far as it is a policy. */
  const alone = (): readonly KnownSet[] => {
    const held = new Set(known.flatMap(({ paths }) => paths));
    return [...open.values()].flatMap(({ path, text }) => {
      if (held.has(path) || carrierOf(path, text) === undefined || path.endsWith(configName)) return [];
      const source = { name: path, defaultPolicy: undefined, external: nothingExternal, targets: [] };
      return [{ source, paths: [path], load: loaderOf(path) }];
    });
  };
  /**
   * Policies of an open file that no rule set takes: one that is called otherwise than when rule sets were looked for, and
   * what is half typed, which belongs to none.
   */
  const unclaimed = (): readonly KnownSet[] =>
    [...open.keys()].flatMap((path) => {
      const holding = known.filter(({ paths }) => paths.includes(path));
      if (holding.length === 0 || holding.some(({ source }) => source.group === undefined)) return [];
      const taken = new Set(holding.map(({ source }) => source.group));
      const groups = new Set((files.get(path)?.carried(parser) ?? []).map(({ group }) => group));
      return [...groups].flatMap((group) => {
        if (group === undefined || taken.has(group)) return [];
        const name = `${path}#${group}`;
        const source = { name, group, defaultPolicy: undefined, external: nothingExternal, targets: [] };
        return [{ source, paths: [path], load: loaderOf(name) }];
      });
    });
  const lone = new Map<string, KnownSet['load']>();
  const loaderOf = (path: string): KnownSet['load'] => {
    const loader = lone.get(path) ?? setLoader();
    lone.set(path, loader);
    return loader;
  };

  const sets = (): readonly SetSnapshot[] => {
    snapshots ??= [...known, ...alone(), ...unclaimed()].map(({ source, paths, load }) => {
      const targets = chosenFirst(source.targets, chosen(), common);
      const read = paths.flatMap((path) => carriedBy(path, source));
      return load(ruleSetOf(read, { name: source.name, external: source.external, targets }));
    });
    return snapshots;
  };

  /** For what is open and belongs to no rule set of secl.yaml: nothing else starts the parser for it. */
  async function startParser(): Promise<void> {
    const terraform = [...open.values()].filter(({ path, text }) => carrierOf(path, text) === 'terraform');
    if (parser !== undefined || terraform.length === 0) return;
    await tools.hcl?.();
    for (const document of terraform) files.set(document.path, sourceFile(document));
  }

  async function find(today: string | undefined): Promise<void> {
    await startParser();
    const all = overlaid(disk, open);
    const workspace = await openWorkspace(all, 0);
    const messages: string[] = workspace.ok ? [] : [workspace.message];
    const read = workspace.ok ? workspace.value.config : undefined;
    // What it says is the same, and so are its targets: what was loaded for them still counts.
    const isSame = read?.text === config?.text && read?.document === config?.document;
    if (!isSame) config = read;
    if (!isSame || today !== day) settings = lintSettings(config, today);
    day = today;
    const sources = workspace.ok ? await ruleSetsOf(all, { config }, tools) : workspace;
    if (!sources.ok) messages.push(sources.message);
    const found: KnownSet[] = [];
    const before = new Map(known.map((set) => [set.source.name, set]));
    for (const source of sources.ok ? sources.value : []) {
      const opened = await openRuleSet(all, source, { ...tools, read: remembered });
      if (!opened.ok) {
        messages.push(`rule set ${source.name}: ${opened.message}`);
        continue;
      }
      const { carried, texts } = opened.value;
      const paths = [...new Set(carried.map(({ home }) => home.document))];
      for (const path of paths) {
        if (open.has(path)) continue;
        const own = carried.filter(({ home }) => home.document === path);
        const isArchive = own.some(({ carrier }) => carrier === 'archive');
        const text = texts.get(path) ?? '';
        if (!isArchive && files.get(path)?.document.text === text) continue;
        files.set(
          path,
          sourceFile(documentOf(uriOf(uri, path), path, text, undefined), isArchive ? own : undefined),
        );
      }
      found.push({ source, paths, load: before.get(source.name)?.load ?? setLoader() });
    }
    known = found;
    trouble = messages;
    snapshots = undefined;
  }

  function show(document: EditorDocument): void {
    const { path } = document;
    files.set(path, (files.get(path) ?? sourceFile(document)).edited(document));
    open.set(path, document);
    snapshots = undefined;
  }

  const folder: Folder = {
    uri,
    get settings() {
      return settings;
    },
    get config() {
      return config;
    },
    get trouble() {
      return trouble;
    },
    sets,
    setsOf: (path) => sets().filter((set) => set.texts.has(path)),
    document: (path) => open.get(path) ?? files.get(path)?.document,
    opened: () => [...open.values()],
    pathOf: (address) => pathBelow(uri, address),
    open(address, version, text) {
      const path = pathBelow(uri, address);
      if (path !== undefined) show(documentOf(address, path, text, version));
    },
    change(address, version, changes) {
      const before = open.get(pathBelow(uri, address) ?? '');
      if (before !== undefined) show(changedDocument(before, version, changes));
    },
    close(address) {
      const path = pathBelow(uri, address);
      if (path === undefined) return;
      open.delete(path);
      lone.delete(path);
      snapshots = undefined;
    },
    retarget() {
      snapshots = undefined;
    },
    find,
  };
  return folder;
}

const defaults = new WeakMap<CarriedPolicy, CarriedPolicy>();

/** As the default policy that secl.yaml names it: the same object at every keystroke elsewhere. */
function asDefault(carried: CarriedPolicy): CarriedPolicy {
  const known = defaults.get(carried) ?? { ...carried, file: { ...carried.file, kind: 'default' } };
  defaults.set(carried, known);
  return known;
}

/** Problems of secl.yaml itself, with their places in it. */
export function configProblems({ config, settings }: Folder): readonly Problem[] {
  return config === undefined ? [] : [...config.problems, ...settings.problems];
}
