import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';

/** The licence texts of the packages that bundles contain, as their licences ask for; each package once. */
export async function licences(metafiles: readonly Metafile[], from: string): Promise<string> {
  const packages = new Map<string, string>();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const [, path, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input) ?? [];
    if (path !== undefined && name !== undefined) packages.set(name, resolve(from, path));
  }
  const texts = await Promise.all([...packages].sort().map(([name, path]) => licence(name, path)));
  return `${texts.join('\n\n')}\n`;
}

const names = ['LICENSE', 'LICENSE.txt', 'License.txt', 'LICENSE.md', 'LICENCE', 'license'];

async function licence(name: string, path: string): Promise<string> {
  for (const file of names) {
    const text = await readFile(join(path, file), 'utf8').catch(() => undefined);
    if (text !== undefined) return `${name}\n${'='.repeat(name.length)}\n\n${text.trim()}`;
  }
  const { license }: { readonly license?: string } = JSON.parse(
    await readFile(join(path, 'package.json'), 'utf8'),
  );
  return `${name}\n${'='.repeat(name.length)}\n\nLicence as its package.json declares it: ${license ?? 'none'}`;
}
