import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';

interface OwnFlags {
  readonly stdio: boolean;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type LspFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const lsp = buildCommand<LspFlags, [], CliContext>({
  async loader() {
    const { languageServer } = await import('../language-server.ts');
    const serve = await languageServer();
    return async function () {
      this.process.exitCode = await serve(this);
    };
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
