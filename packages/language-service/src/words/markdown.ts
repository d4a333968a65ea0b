import { forMarkdownCode, forMarkdownMessage } from '@secl/text';

/** Code in running text. */
export const code = (text: string): string => forMarkdownCode(text, 'text');

/** A message with code between backticks, in running text. */
export const prose = (message: string): string => forMarkdownMessage(message, 'text');
