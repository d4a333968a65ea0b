import { editDistance, forTerminal } from '@secl/text';
import {
  type ApplicationText,
  ArgumentScannerError,
  formatMessageForArgumentScannerError,
} from '@stricli/core';

const asWritten = (message: string): string => {
  const first = message.slice(0, 1).toLowerCase();
  return `secl: ${forTerminal(first + message.slice(1))}`;
};

/** What other tools call it. */
const elsewhere: ReadonlyMap<string, readonly string[]> = new Map([
  ['check', ['lint', 'load']],
  ['validate', ['lint', 'load']],
  ['verify', ['load', 'test']],
  ['compile', ['load']],
  ['format', ['fmt']],
  ['run', ['replay', 'test']],
  ['scan', ['lint']],
  ['search', ['fields']],
  ['list', ['fields', 'formats']],
  ['new', ['init']],
  ['server', ['lsp']],
  ['version', ['--version']],
]);

/** Without the marks that names stand in. */
const bare = (name: string): string => name.replaceAll('`', '');

/** Of short words most letters have to be there: `run` is no `lint`. */
const isSlip = (word: string, command: string): boolean =>
  editDistance(word, command, word.length) <= Math.max(1, Math.floor(word.length / 4));

/**
 * What is said of arguments that no command takes: as all other misuse, after `secl:` and with the flag that it is
 * about. The text quotes what was typed, so it is escaped for terminals.
 */
export const usageErrors: Pick<
  ApplicationText,
  'noCommandRegisteredForInput' | 'exceptionWhileParsingArguments'
> = {
  noCommandRegisteredForInput({ input, corrections }) {
    const meant = elsewhere.get(input) ?? corrections.map(bare).filter((each) => isSlip(input, each));
    const hint =
      meant.length > 0
        ? `, did you mean ${meant.map((each) => `\`${each}\``).join(' or ')}?`
        : '; `secl --help` lists the commands';
    return `secl: no command is \`${forTerminal(input)}\`${hint}`;
  },

  exceptionWhileParsingArguments(error) {
    if (!(error instanceof ArgumentScannerError)) return asWritten(String(error));
    const message = formatMessageForArgumentScannerError(error, {
      FlagNotFoundError: ({ input, corrections }) =>
        `there is no flag --${input}${orElse(
          corrections.map((each) => `--${each}`),
          '`--help` after the command lists its flags',
        )}`,
      AliasNotFoundError: ({ input }) =>
        `there is no flag -${input}; \`--help\` after the command lists its flags`,
      UnsatisfiedFlagError: ({ externalFlagName: flag, nextFlagName: next }) =>
        `--${flag} has to have a value${next === undefined ? '' : `, and --${next} follows`}; \`--help\` after the command says which`,
      ArgumentParseError: ({ externalFlagNameOrPlaceholder: flag, input, exception }) =>
        `--${flag} ${input}: ${exception instanceof Error ? exception.message : String(exception)}`,
      EnumValidationError: ({ externalFlagName: flag, input, values }) =>
        `--${flag} ${input}: there are ${values.join(', ')}`,
    });
    return asWritten(message);
  },
};

function orElse(corrections: readonly string[], hint: string): string {
  return corrections.length > 0 ? `: did you mean ${corrections.join(' or ')}?` : `; ${hint}`;
}
