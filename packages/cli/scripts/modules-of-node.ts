/**
 * How the bundle comes to what Node has. An import makes Node list all that a module exports, for which it starts what some of
 * that stands on: for `node:fs` the streams and the line editor of terminals, three milliseconds of every command. So what
 * files of ours import from such a module they ask for by `process.getBuiltinModule`. Libraries of the old module system get
 * what they ask for by `require`, which an ES module has not, in the same way.
 */
import type { Plugin } from 'esbuild';

/** The second ones start with the first call: most runs make none. */
const asked = /^import \{([^}]*)\} from '(node:fs)';$/gm;
const askedWhenCalled = /^import \{([^}]*)\} from '(node:(?:fs|stream|timers)\/promises)';$/gm;

/** The text of a file of ours, which asks for those modules instead of importing them. */
export function askingForModules(text: string): string {
  return text
    .replace(asked, (_, names: string, path: string) => {
      const taken = valuesAmong(names).map(({ name, as }) => (name === as ? name : `${name}: ${as}`));
      return `const { ${taken.join(', ')} } = ${moduleCalled(path)};`;
    })
    .replace(askedWhenCalled, (_, names: string, path: string) =>
      valuesAmong(names)
        .map(({ name, as }) =>
          name === 'constants'
            ? `const ${as} = ${moduleCalled(path)}.${name};`
            : `const ${as} = (...given) => ${moduleCalled(path)}.${name}(...given);`,
        )
        .join(' '),
    );
}

/** What libraries call of modules that take milliseconds to start: for what a server is seldom asked. */
const seldomCalled: Readonly<Record<string, readonly string[]>> = {
  child_process: ['fork', 'spawnSync'],
  crypto: ['randomBytes'],
};

export const modulesOfNode: Plugin = {
  name: 'modules-of-node',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^(?:node:)?(?:child_process|crypto|events|fs|net|os|path|url|util)$/ },
      ({ path, kind }) =>
        kind === 'require-call' || path === 'events' || path === 'url'
          ? { path: path.replace('node:', ''), namespace: 'node' }
          : undefined,
    );
    onLoad({ filter: /./, namespace: 'node' }, ({ path }) => ({
      contents:
        seldomCalled[path]?.map((name) => calledLater(`node:${path}`, name)).join('\n') ??
        `module.exports = ${moduleCalled(`node:${path}`)};`,
    }));
  },
};

const moduleCalled = (path: string): string => `process.getBuiltinModule(${JSON.stringify(path)})`;

const calledLater = (path: string, name: string): string =>
  `export const ${name} = (...given) => ${moduleCalled(path)}.${name}(...given);`;

/** `a, type B, c as d`, without the types. */
function valuesAmong(names: string): readonly { readonly name: string; readonly as: string }[] {
  const each = names.split(',').map((part) => part.trim());
  return each
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => {
      const [name = '', as = name] = part.split(' as ');
      return { name, as };
    });
}
