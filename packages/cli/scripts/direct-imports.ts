/**
 * What a file imports from the door of a room comes from the file behind the door that has it. esbuild puts whole files into
 * chunks, and all that a door names is reached through it: without this, each command would load every file of each room
 * that some command uses.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import { askingForModules } from './modules-of-node.ts';

/** Where each name of a door stands: the file, and how it is called there. */
type Door = ReadonlyMap<string, { readonly file: string; readonly name: string }>;

const imports = /^import \{([^}]*)\} from '(@secl\/[\w/-]+)';$/gm;

export const directImports: Plugin = {
  name: 'direct-imports',
  setup(build) {
    const doors = new Map<string, Promise<Door>>();
    const doorOf = (room: string, resolveDir: string): Promise<Door> => {
      const known = doors.get(room) ?? openDoor(build, room, resolveDir);
      doors.set(room, known);
      return known;
    };
    build.onLoad({ filter: /[\\/]packages[\\/][^\\/]+[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = askingForModules(await readFile(path, 'utf8'));
      const parts: string[] = [];
      let from = 0;
      for (const match of text.matchAll(imports)) {
        const [statement, names = '', room = ''] = match;
        parts.push(text.slice(from, match.index), direct(names, await doorOf(room, dirname(path))));
        from = match.index + statement.length;
      }
      return { contents: parts.join('') + text.slice(from), loader: 'ts', resolveDir: dirname(path) };
    });
  },
};

function direct(names: string, door: Door): string {
  const values = listed(names);
  return values
    .map(({ name, as }) => {
      const at = door.get(name);
      if (at === undefined) throw new Error(`no door has ${name}`);
      const file = JSON.stringify(at.file);
      return at.name === '*'
        ? `import * as ${as} from ${file};`
        : `import { ${at.name} as ${as} } from ${file};`;
    })
    .join(' ');
}

function listed(names: string): readonly { readonly name: string; readonly as: string }[] {
  return names
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith('type '))
    .map((each) => {
      const [name = '', as = name] = each.split(' as ');
      return { name, as };
    });
}

async function openDoor(build: PluginBuild, room: string, resolveDir: string): Promise<Door> {
  const { path } = await build.resolve(room, { resolveDir, kind: 'import-statement' });
  return new Map(await namesOf(path));
}

async function namesOf(path: string): Promise<[string, { file: string; name: string }][]> {
  const text = await readFile(path, 'utf8');
  const found: [string, { file: string; name: string }][] = [];
  for (const [, name = ''] of text.matchAll(/^export (?:async )?(?:function\*?|const|class|let) (\w+)/gm))
    found.push([name, { file: path, name }]);
  for (const [, names = '', from = ''] of text.matchAll(/^export \{([^}]*)\} from '([^']+)';$/gm))
    for (const { name, as } of listed(names)) found.push([as, { file: join(dirname(path), from), name }]);
  for (const [, name = '', from = ''] of text.matchAll(/^export \* as (\w+) from '([^']+)';$/gm))
    found.push([name, { file: join(dirname(path), from), name: '*' }]);
  for (const [, from = ''] of text.matchAll(/^export \* from '([^']+)';$/gm))
    found.push(...(await namesOf(join(dirname(path), from))));
  return found;
}
