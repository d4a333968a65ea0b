import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';

/** Packs what stands in for the YAML extension of Red Hat, by its name, and gives the path of the file. */
export async function yamlExtension(home: string): Promise<string> {
  const cwd = join(home, 'vscode-yaml');
  mkdirSync(cwd);
  const installed = dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json'));
  const server = join(installed, 'bin/yaml-language-server');
  await build({
    entryPoints: [join(import.meta.dirname, 'yaml-client.ts')],
    outfile: join(cwd, 'main.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: { serverOfYaml: JSON.stringify(server) },
    logLevel: 'warning',
  });
  const manifest = {
    publisher: 'redhat',
    name: 'vscode-yaml',
    version: '1.0.0',
    engines: { vscode: '^1.101.0' },
    main: 'main.js',
    activationEvents: ['onLanguage:yaml'],
    // The server asks for these, and does none of it where they are not set.
    contributes: {
      configuration: {
        properties: Object.fromEntries(
          ['completion', 'format.enable', 'hover', 'validate'].map((name) => [
            `yaml.${name}`,
            { type: 'boolean', default: true },
          ]),
        ),
      },
    },
  };
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(cwd, 'LICENSE'), 'None.\n');
  writeFileSync(join(cwd, '.vscodeignore'), '');
  const packagePath = join(home, 'vscode-yaml.vsix');
  await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
