import { forTerminal } from '@secl/text';
import {
  type ApplicationText,
  ArgumentScannerError,
  formatMessageForArgumentScannerError,
  text_en,
} from '@stricli/core';

const asWritten = (message: string): string => {
  const first = message.slice(0, 1).toLowerCase();
  return `secl: ${forTerminal(first + message.slice(1))}`;
};

/**
 * What is said of arguments that no command takes: as all other misuse, after `secl:` and with the flag that it is
 * about. The text quotes what was typed, so it is escaped for terminals.
 */
export const usageErrors: Pick<
  ApplicationText,
  'noCommandRegisteredForInput' | 'exceptionWhileParsingArguments'
> = {
  noCommandRegisteredForInput(what) {
    const text = text_en
      .noCommandRegisteredForInput(what)
      .replace('No command registered for', 'no command is');
    return `${asWritten(text)}${what.corrections.length > 0 ? '' : '; `secl --help` lists the commands'}`;
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
