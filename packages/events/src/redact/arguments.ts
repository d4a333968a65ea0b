import { redactAddress } from './addresses.ts';
import type { Names } from './names.ts';
import { isOfSystem, redactPath } from './paths.ts';

/** `-l`, `-rf`, `--verbose`: what a flag is called is the program's, but `-pSECRET` is not. */
const FLAG = /^(?:-[A-Za-z0-9]{1,3}|--[a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;
const WITH_VALUE = /^(--[a-z][a-z0-9-]*=)(.*)$/s;
/** Modes, ports, counts: too short to be anybody's. */
const NUMBER = /^\d{1,4}$/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const PATHS = /^\/[^\s:]*(?::\/[^\s:]*)*$/;

/** One argument of a program: flags stay, paths and addresses become what they become elsewhere. */
export function redactArgument(text: string, names: Names): string {
  if (text === '' || names.isKept(text) || FLAG.test(text) || NUMBER.test(text)) return text;
  const [, name, value] = WITH_VALUE.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return name + redactArgument(value, names);
  if (/^\/[^\s:]*$/.test(text)) return redactPath(text, names);
  if (ADDRESS.test(text)) return redactAddress(text, names);
  return names.replace('arg', text, (rest) => (NUMBER.test(rest) ? rest : names.name('arg', rest)));
}

/** `NAME=value`: names stay, and of values the paths that lie where systems have theirs. */
export function redactVariable(text: string, names: Names): string {
  const at = text.indexOf('=');
  if (at < 0) return names.replace('value', text);
  const value = text.slice(at + 1);
  return `${text.slice(0, at)}=${value === '' || names.isKept(value) ? value : redactValue(value, names)}`;
}

function redactValue(value: string, names: Names): string {
  if (!PATHS.test(value)) return names.replace('value', value);
  // What begins with a slash may be a key as well.
  const paths = value.split(':');
  if (!paths.every(isOfSystem)) return names.replace('value', value);
  return paths.map((path) => redactPath(path, names)).join(':');
}
