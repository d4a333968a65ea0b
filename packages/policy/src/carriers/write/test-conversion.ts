import { yamlComments } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import type { CarriedPolicy } from '../carried.ts';
import { readCarrier } from '../read-carrier.ts';
import type { Conversion, ConversionTarget } from './conversion.ts';
import { convert } from './convert.ts';
import type { ConversionSource } from './sources.ts';

const hcl = await startHclParser();

export const read = (name: string, text: string): readonly CarriedPolicy[] =>
  readCarrier(name, text, { hcl });

/** Files by their names, as the command gives them to a conversion. */
export const sourcesOf = (files: Readonly<Record<string, string>>): readonly ConversionSource[] =>
  Object.entries(files).flatMap(([name, text]) =>
    read(name, text).map((carried) => ({ carried, comments: yamlComments(carried.text) })),
  );

export const converted = (text: string, to: ConversionTarget, name = 'custom.policy'): Conversion =>
  convert(sourcesOf({ [name]: text }), to);

/** The only file of a conversion; an error where it makes another number of them. */
export function textOf({ files: [file, more] }: Conversion): string {
  if (typeof file?.content !== 'string' || more !== undefined) throw new Error('not one text');
  return file.content;
}

/** What a conversion changes, a line each. */
export const changes = ({ changes: all }: Conversion): readonly string[] =>
  all.map(({ kind, subject, key, message }) => `${kind} ${subject} ${key}: ${message}`);

/** A policy whose rules are these lines. */
export const rules = (...lines: readonly string[]): string =>
  `rules:\n${lines.map((line) => `  ${line}\n`).join('')}`;

/** A policy with one rule, `shell`, of these lines. */
export const rule = (...lines: readonly string[]): string =>
  rules('- id: shell', ...lines.map((line) => `  ${line}`));

/** One that has something of everything: comments, a macro, actions, a rule that is off. */
export const policy = `# Ours.
macros:
  - id: shells
    values: [sh, bash]
rules:
  # Web servers start no shells.
  - id: web_shell
    description: 'a "shell"'
    expression: |
      exec.file.name in shells
        && process.ancestors.file.name == "nginx" # not here
    tags: {team: web} # ours
    actions:
      - set: {name: seen, value: 'yes \${x}', scope: process, ttl: 10m}
      - set: {name: count, value: 5}
      - kill: {signal: SIGKILL}
      - hash: {}
  - id: reads
    expression: 'open.file.path == "/etc/shadow" && \${process.seen} == "%{yes}"'
    disabled: true
    filters: [os == "linux"]
    agent_version: '>= 7.50'
    every: 10m
`;
