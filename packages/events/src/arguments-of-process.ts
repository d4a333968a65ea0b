/**
 * What agents call flags among a process's arguments (without the first): `-la` gives `l`, `a` and `la`, `--force`
 * gives `force`; what has a `=` is an option.
 */
export function flagsOf(argv: readonly string[]): readonly string[] {
  const flags: string[] = [];
  for (const { name, isShort } of argv.flatMap(asFlag)) {
    if (isShort && /^[\p{L}\p{N}]+$/u.test(name)) {
      flags.push(...name);
    }
    if (name.length > 1 && !name.includes('=')) {
      flags.push(name);
    }
  }
  return flags;
}

/** What agents call options: `--port=80`, and `-p 80` as `p=80`. */
export function optionsOf(argv: readonly string[]): readonly string[] {
  const options: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const [flag] = asFlag(argv[index] ?? '');
    if (flag === undefined || !/^[\p{L}\p{N}]/u.test(flag.name)) {
      continue;
    }
    const next = argv[index + 1];
    if (flag.name.includes('=')) {
      options.push(flag.name);
    } else if (next !== undefined && !next.startsWith('-')) {
      options.push(`${flag.name}=${next}`);
      index += 1;
    }
  }
  return options;
}

function asFlag(argument: string): readonly { readonly name: string; readonly isShort: boolean }[] {
  if (argument.length < 2 || !argument.startsWith('-')) {
    return [];
  }
  const isLong = argument.startsWith('--');
  const name = argument.slice(isLong ? 2 : 1);
  return name === '' ? [] : [{ name, isShort: !isLong }];
}
