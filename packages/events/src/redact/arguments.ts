import { redactAddress } from './addresses.ts';
import { redactPath } from './paths.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { KeptWords } from './words.ts';

/** `-l`, `-rf`, `--verbose`: what a flag is called is the program's, but `-pSECRET` is not. */
const FLAG = /^(?:-[A-Za-z0-9]{1,3}|--[a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;
const WITH_VALUE = /^(--[a-z][a-z0-9-]*=)(.*)$/s;
/** Modes, ports, counts: too short to be anybody's. */
const NUMBER = /^\d{1,4}$/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** One argument of a program: flags stay, paths and addresses become what they become elsewhere. */
export function redactArgument(text: string, names: Pseudonyms, kept: KeptWords): string {
  if (text === '' || kept.has(text) || FLAG.test(text) || NUMBER.test(text)) return text;
  const [, name, value] = WITH_VALUE.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return name + redactArgument(value, names, kept);
  if (/^\/[^\s:]*$/.test(text)) return redactPath(text, names, kept);
  if (ADDRESS.test(text)) return redactAddress(text, names, kept);
  return names.name('arg', text);
}
