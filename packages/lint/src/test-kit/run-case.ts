import { catalogue, parseAgentVersion, type Value } from '@secl/model';
import {
  type CarriedPolicy,
  type Home,
  inLoadOrder,
  nothingExternal,
  outwardEdits,
  outwardPlace,
  readCarrier,
  type Target,
} from '@secl/policy';
import { startHclParser } from '@secl/text/node';
import { defaultConfig, type LintConfig } from '../config.ts';
import type { LintRule, OptionValue } from '../contract.ts';
import type { Finding } from '../finding.ts';
import { applyFixes } from '../fix/apply-fixes.ts';
import { lint } from '../lint.ts';
import type { LintInput, LintInputFile, LintTarget } from '../view/linted.ts';
import type { Case } from './read-cases.ts';

export interface Outcome {
  /** The files with markers around what the rule reports. */
  readonly marked: readonly { readonly name: string; readonly text: string }[];
  readonly messages: readonly string[];
  readonly fixed: readonly { readonly name: string; readonly text: string }[];
  /** What agents would not take: a case that does not load shows nothing. */
  readonly errors: readonly string[];
  /** Of everything that is found, whoever says it. */
  readonly codes: readonly string[];
}

const hcl = await startHclParser();

/** What a case says of a file has its places in that file, whatever carries the policies. */
export function runCase(rule: LintRule, given: Case): Outcome {
  const files = given.files.map(({ name, text }) => ({ name, text: text.replace(/[«»]/g, '') }));
  const config = configOf(rule, given);
  const carried = files.flatMap(({ name, text }) => readCarrier(name, text, { hcl }));
  const { findings } = lint(inputOf(carried, given.targets), config);
  const homes = new Map(carried.map(({ file, home }) => [file.name, home]));
  const own = findings.filter(({ code }) => code === rule.id).map((each) => inFile(each, homes));
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
    codes: findings.map(({ code }) => code),
  };
}

/** The finding where its user sees it. */
function inFile(finding: Finding, homes: ReadonlyMap<string, Home>): Finding {
  const homeOf = (document: string): Home | undefined => homes.get(document);
  const { fix, ...rest } = finding;
  const place = outwardPlace(finding.place, homeOf);
  if (fix === undefined) return { ...rest, place };
  const inner = fix.edits.map((edit) => ({ location: edit.place, text: edit.text }));
  const edits = (outwardEdits(inner, homeOf) ?? []).map(({ location, text }) => ({ place: location, text }));
  return { ...rest, place, fix: { ...fix, edits } };
}

function inputOf(carried: readonly CarriedPolicy[], targets: readonly string[]): LintInput {
  const byFile = new Map(carried.map((each) => [each.file, each]));
  return {
    name: 'case',
    files: inLoadOrder([...byFile.keys()]).flatMap((file) => {
      const each = byFile.get(file);
      return each === undefined ? [] : inputFileOf(each);
    }),
    external: nothingExternal,
    targets: (targets.length === 0 ? ['linux'] : targets).map(targetOf),
  };
}

function inputFileOf({ file, text, carrier, group, home, ignored }: CarriedPolicy): LintInputFile {
  const { document, scalar } = home;
  return {
    file,
    text,
    carrier,
    group,
    ...(scalar === undefined ? { home: document } : { outer: { document, text: home.text, scalar } }),
    ignored: ignored.map(({ key, rule = '', range }) => ({
      key,
      rule,
      place: { document: file.name, range },
    })),
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
