import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startCodeServer, whatIsMissing } from './code-server.ts';
import { Workbench } from './workbench.ts';
import { yamlExtension } from './yaml-extension.ts';

const root = join(import.meta.dirname, '../../..');
export const vsix = join(root, 'extension/dist/secl-toolkit.vsix');

/** Why these tests do not run here; undefined where they do. `skips` says it in the title of a test. */
export const skipped = whatIsMissing(vsix);
export const skips = skipped === undefined ? '' : ` (skipped: ${skipped})`;

/** A VS Code of its own, with a window on a folder of its own. */
export interface Running {
  readonly bench: Workbench;
  /** Where the folder lies. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** A text for a file, or the file or folder of the repository that it is a copy of. */
export type Content = string | { readonly copyOf: string };

export interface RunOptions {
  /** `web`: the extension runs in the browser, as it does where VS Code has no machine behind it. */
  readonly place?: 'desktop' | 'web';
  /** The YAML extension of Red Hat beside ours: its language server, below a client of a few lines. */
  readonly withYaml?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export async function runVsCode(
  name: string,
  files: Readonly<Record<string, Content>>,
  { place = 'desktop', withYaml = false, settings = {} }: RunOptions = {},
): Promise<Running> {
  const home = mkdtempSync(join(tmpdir(), `secl-vscode-${name}-`));
  const folder = join(home, 'detections');
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    const to = join(folder, path);
    mkdirSync(dirname(to), { recursive: true });
    if (typeof content === 'string') writeFileSync(to, content);
    else cpSync(join(root, content.copyOf), to, { recursive: true });
  }
  const inBrowser = { 'remote.extensionKind': { 'secl.secl-toolkit': ['web'] } };
  const server = await startCodeServer({
    home,
    vsix,
    others: withYaml ? [await yamlExtension(home)] : [],
    settings: { ...(place === 'web' ? inBrowser : {}), ...settings },
  });
  const bench = await Workbench.open(server.address, folder).catch((error: unknown) => {
    server.stop();
    throw error;
  });
  return {
    bench,
    folder,
    async stop() {
      await bench.close();
      server.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
