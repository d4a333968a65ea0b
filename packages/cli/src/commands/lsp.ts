import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';

interface OwnFlags {
  readonly stdio: boolean;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type LspFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

const server = runs(async () => (await import('./lsp-run.ts')).lsp);

export const lsp = buildCommand<LspFlags, [], CliContext>({
  async loader() {
    await modulesOfNode();
    return server();
  },
  parameters: {
    flags: {
      stdio: {
        kind: 'boolean',
        default: true,
        withNegated: false,
        brief: 'Speak over standard input and output, as editors start servers',
      },
    },
  },
  docs: {
    brief: 'The language server: diagnostics, completion, hovers and more in editors',
    fullDescription: [
      'Editors start it and speak the Language Server Protocol with it over standard input and output. How to set up',
      'Neovim, Helix, Emacs and Zed is in the guide on editors.',
      '',
      '  secl lsp --stdio',
    ].join('\n'),
  },
});

/**
 * What the library of the protocol takes from Node, imported before all that is compiled as a whole: Node has its own modules
 * compiled already, and throws that away under other settings. An editor waits 30 ms less for its first diagnostics.
 */
async function modulesOfNode(): Promise<void> {
  await Promise.all([
    import('node:child_process'),
    import('node:crypto'),
    import('node:net'),
    import('node:os'),
    import('node:timers/promises'),
    import('node:url'),
    import('node:worker_threads'),
  ]);
}
