import { catalogue, parseAgentVersion, type Value } from '@secl/model';
import { inLoadOrder, nothingExternal, readPolicy, type Target } from '@secl/policy';
import { defaultConfig, type LintConfig } from '../config.ts';
import type { LintRule, OptionValue } from '../contract.ts';
import type { Finding } from '../finding.ts';
import { applyFixes } from '../fix/apply-fixes.ts';
import { lint } from '../lint.ts';
import type { LintInput, LintTarget } from '../view/linted.ts';
import type { Case } from './read-cases.ts';

export interface Outcome {
  /** The files with markers around what the rule reports. */
  readonly marked: readonly { readonly name: string; readonly text: string }[];
  readonly messages: readonly string[];
  readonly fixed: readonly { readonly name: string; readonly text: string }[];
  /** What agents would not take: a case that does not load shows nothing. */
  readonly errors: readonly string[];
}

export function runCase(rule: LintRule, given: Case): Outcome {
  const files = given.files.map(({ name, text }) => ({ name, text: text.replace(/[«»]/g, '') }));
  const config = configOf(rule, given);
  const { findings } = lint(inputOf(files, given.targets), config);
  const own = findings.filter(({ code }) => code === rule.id);
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  const fixed = applyFixes(own, texts, ['safe', 'suggested']).texts;
  return {
    marked: files.map(({ name, text }) => ({
      name,
      text: mark(
        text,
        own.filter(({ place }) => place.document === name),
      ),
    })),
    messages: own.map(({ message }) => message),
    fixed: files.map(({ name, text }) => ({ name, text: fixed.get(name) ?? text })),
    errors: findings
      .filter(({ category, severity }) => category === 'load' && severity === 'error')
      .map(({ message }) => message),
  };
}

function inputOf(
  files: readonly { readonly name: string; readonly text: string }[],
  targets: readonly string[],
): LintInput {
  const read = inLoadOrder(files.map(({ name, text }) => readPolicy(name, text)));
  return {
    name: 'case',
    files: read.map((file) => ({
      file,
      text: files.find(({ name }) => name === file.name)?.text ?? '',
      carrier: 'policy',
    })),
    external: nothingExternal,
    targets: (targets.length === 0 ? ['linux'] : targets).map(targetOf),
  };
}

/** `linux 7.60 ebpfless os.id=ubuntu`: platform, then what is not the most common, in any order. */
export function targetOf(text: string): LintTarget {
  const [os = 'linux', ...words] = text.split(/\s+/);
  const platform = os === 'windows' ? 'windows' : 'linux';
  const version = words.map((word) => parseAgentVersion(word)).find((each) => each !== undefined);
  const agentVersion = version ?? {
    major: 7,
    minor: catalogue(platform).lastMinor,
    patch: 0,
    prerelease: '',
    build: '',
  };
  const origin = platform === 'windows' ? 'windows' : words.includes('ebpfless') ? 'ebpfless' : 'ebpf';
  const given = words.flatMap((word) => {
    const [key, value] = word.split('=');
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  const host = new Map<string, Value>([['os', platform], ['origin', origin], ...given]);
  const target: Target = { platform, agentVersion, origin, host };
  return { name: text, target };
}

function configOf(rule: LintRule, { options }: Case): LintConfig {
  const values = new Map(Object.entries(options).map(([key, value]) => [key, value as OptionValue]));
  return { ...defaultConfig, levels: new Map([[rule.id, 'warning']]), options: new Map([[rule.id, values]]) };
}

function mark(text: string, findings: readonly Finding[]): string {
  const at = new Map<number, { opens: number; closes: number }>();
  const note = (offset: number, key: 'opens' | 'closes'): void => {
    const known = at.get(offset) ?? { opens: 0, closes: 0 };
    known[key] += 1;
    at.set(offset, known);
  };
  for (const { place } of findings) {
    note(place.range.start, 'opens');
    note(place.range.end, 'closes');
  }
  let result = '';
  for (let offset = 0; offset <= text.length; offset++) {
    const here = at.get(offset);
    if (here !== undefined) result += '»'.repeat(here.closes) + '«'.repeat(here.opens);
    result += text[offset] ?? '';
  }
  return result;
}
