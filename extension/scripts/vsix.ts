/**
 * `npm run vsix`: the extension as one file that VS Code installs. It is put together in a folder of its own, from what git
 * has and the bundles, and the same sources give the same bytes.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { bundle, folder } from './bundle.ts';
import { licences } from './licences.ts';
import { sameBytes } from './same-bytes.ts';
import { withoutVerdicts } from './without-verdicts.ts';

const root = join(folder, '..');

/** Where each part comes from, and what it is called inside. */
const parts: readonly (readonly [from: string, to: string])[] = [
  ['extension/dist', 'dist'],
  ['extension/media/icon.png', 'media/icon.png'],
  ['extension/media/view.svg', 'media/view.svg'],
  ['extension/walkthrough', 'walkthrough'],
  ['docs/images/vscode-replay.png', 'images/replay.png'],
  ['docs/images/vscode-completion.png', 'images/completion.png'],
  ['docs/images/vscode-diagnosis.png', 'images/diagnosis.png'],
  ['extension/README.md', 'README.md'],
  ['extension/CHANGELOG.md', 'CHANGELOG.md'],
  ['LICENSE', 'LICENSE.txt'],
  ['NOTICE', 'NOTICE'],
  ['grammar/syntaxes', 'syntaxes'],
  ['rules-library/recordings/attack-sim.strace', 'recordings/attack-sim.strace'],
];

/** For the YAML extension, which says beside our language server what it would say alone. */
const schemas = [
  'grammar/schemas/policy.schema.json',
  'grammar/schemas/test.schema.json',
  'packages/workspace/schema/secl-yaml.schema.json',
];

/** Makes the file and gives its path. `repository`: the address that the page in a gallery leads to. */
export async function makeVsix(
  path = join(folder, 'dist', 'secl-toolkit.vsix'),
  repository?: string,
): Promise<string> {
  const metafiles = await bundle();
  const stage = await mkdtemp(join(tmpdir(), 'secl-vsix-'));
  try {
    for (const [from, to] of parts) {
      if (from === 'extension/dist')
        await cp(join(root, from), join(stage, to), {
          recursive: true,
          filter: (name) => !name.endsWith('.vsix'),
        });
      else await cp(join(root, from), join(stage, to), { recursive: true });
    }
    await mkdir(join(stage, 'schemas'));
    for (const from of schemas) {
      const schema: unknown = JSON.parse(await readFile(join(root, from), 'utf8'));
      await writeFile(join(stage, 'schemas', basename(from)), JSON.stringify(withoutVerdicts(schema)));
    }
    await writeFile(join(stage, 'package.json'), await publishedManifest(repository));
    await writeFile(join(stage, '.vscodeignore'), '# What is in this folder is there to be packed.\n');
    await writeFile(join(stage, 'THIRD-PARTY-LICENSES.txt'), await licences(metafiles, folder));
    await sameTime(stage);
    await mkdir(dirname(path), { recursive: true });
    // Pictures of the page are inside, so no link of it needs an address to be made absolute with.
    const links = { allowMissingRepository: repository === undefined, rewriteRelativeLinks: false };
    await createVSIX({ cwd: stage, packagePath: path, dependencies: false, ...links });
    await writeFile(path, sameBytes(await readFile(path)));
    return path;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Without what only this workspace needs of it, and with the addresses that a gallery shows, where there is one. */
async function publishedManifest(repository: string | undefined): Promise<string> {
  const {
    devDependencies: _,
    private: __,
    type: ___,
    ...manifest
  } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const addresses =
    repository === undefined
      ? {}
      : {
          repository: { type: 'git', url: repository },
          homepage: `${withoutGit(repository)}#readme`,
          bugs: { url: `${withoutGit(repository)}/issues` },
        };
  return `${JSON.stringify({ ...manifest, ...addresses }, null, 2)}\n`;
}

function withoutGit(address: string): string {
  return address.replace(/\.git$/, '');
}

/** The files' own times are those of a checkout, and go into the archive. */
async function sameTime(directory: string): Promise<void> {
  const time = new Date('2020-01-01T00:00:00Z');
  for (const name of await readdir(directory, { recursive: true }))
    await utimes(join(directory, name), time, time);
}

if (import.meta.main) {
  const repository = process.env.SECL_REPOSITORY;
  const path = await makeVsix(undefined, repository);
  const { size } = await stat(path);
  process.stdout.write(`${path.slice(root.length + 1)}: ${(size / 1024 / 1024).toFixed(2)} MiB\n`);
  if (repository === undefined)
    process.stderr.write(
      'It names no repository, so a gallery would show no link to one: SECL_REPOSITORY=https://… names it.\n',
    );
}
