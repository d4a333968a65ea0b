/**
 * Tests that are proposed for the rules of released default policies and of the library: the event that is to fire does, in
 * both engines, and each near miss does not. Rules for which nothing is proposed are listed, with the reason.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunningRuleSet } from '@secl/engine';
import { createDecoder } from '@secl/events';
import { catalogue, type Platform, parseAgentVersion } from '@secl/model';
import { load, type PolicyFile, type RuleSet, readPolicy } from '@secl/policy';
import {
  prepareSteps,
  propose,
  proposing,
  readTestFile,
  runMutation,
  withoutSurvivors,
  writtenTests,
} from '@secl/testing';
import { createLineIndex } from '@secl/text';
import { describe, expect, it } from 'vitest';

const fetched = join(import.meta.dirname, '../../../shared/fetched/datadog/default-policies');
const library = join(import.meta.dirname, '../../rules-library');
const missing = !existsSync(fetched);
if (missing) console.warn('The released default policies are not here: their tests are skipped.');

function filesIn(folder: string): readonly PolicyFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.policy'))
    .sort();
  return names.map((name) => readPolicy(name, readFileSync(join(folder, name), 'utf8')));
}

const released = (version: string): readonly PolicyFile[] => [
  readPolicy('default.policy', readFileSync(join(fetched, `${version}.policy`), 'utf8')),
];

function loaded(files: readonly PolicyFile[], agent: string, platform: Platform): RuleSet {
  const agentVersion = parseAgentVersion(agent);
  if (agentVersion === undefined) throw new Error(`${agent} is no version`);
  return load(files, { platform, agentVersion, origin: 'ebpf', host: new Map([['os', platform]]) });
}

interface Tried {
  readonly rules: number;
  readonly cases: number;
  /** Without a proposal, with the reason. */
  readonly without: readonly string[];
  /** What came otherwise than the file says, and sides of conditions without an event. */
  readonly wrong: readonly string[];
}

function tried(files: readonly PolicyFile[], agent: string, platform: Platform = 'linux'): Tried {
  const ruleSet = loaded(files, agent, platform);
  const about = proposing(ruleSet, files);
  const whole = catalogue(platform);
  const engines = (['plain', 'fast'] as const).map((engine) => new RunningRuleSet(ruleSet, { engine }));
  const ids = [...new Set(ruleSet.rules.map(({ id }) => id))];
  const without: string[] = [];
  const wrong: string[] = [];
  let cases = 0;
  for (const id of ids) {
    const proposal = propose(id, about);
    if ('reason' in proposal) {
      without.push(`${id}: ${proposal.reason}`);
      continue;
    }
    wrong.push(...proposal.notFound.map((missing) => `${id}: no event for ${missing}`));
    const { text, lost } = writtenTests(proposal, { ruleSet, comment: [] });
    wrong.push(...lost.map((name) => `${id}: ${name} is lost`));
    const { cases: read, problems } = readTestFile(id, text);
    wrong.push(...problems.map(({ message }) => `${id}: ${message}`));
    const setting = {
      document: id,
      catalogue: whole,
      facts: ruleSet.facts,
      origin: 'ebpf',
      lines: createLineIndex(text),
    };
    for (const each of read) {
      cases++;
      const expected = each.name.startsWith('fires');
      const { happenings } = prepareSteps(each, setting);
      for (const engine of engines) {
        engine.restart();
        let fires = false;
        const decoder = createDecoder(whole);
        for (const { record } of happenings) {
          const decoded = decoder.decodeRecord(record, {
            document: id,
            text: '',
            line: 1,
            column: 1,
            offset: 0,
          });
          const matches = decoded.ok ? engine.evaluate(decoded.event) : [];
          fires = matches.some(({ rule, verdict }) => rule.id === id && verdict === true);
        }
        if (fires !== expected) wrong.push(`${id}: ${each.name}`);
      }
    }
  }
  return { rules: ids.length, cases, without, wrong };
}

describe('every proposed event does what it is there for', () => {
  it.skipIf(missing).each([
    // Reading is no flag: nothing has it.
    ['1.16.1', '7.50.0', ['read_release_info: no event can match it']],
    ['1.48.0', '7.60.0', []],
    ['1.69.3', '7.68.0', []],
    ['1.69.3', '7.83.0', []],
  ])('of default policy %s on agent %s', (version, agent, without) => {
    const found = tried(released(version), agent);
    expect({ wrong: found.wrong, without: found.without }).toEqual({ wrong: [], without });
    expect(found.rules).toBeGreaterThan(100);
    // One that fires, and more than two near misses.
    expect(found.cases).toBeGreaterThan(3 * found.rules);
  });

  it.each([
    ['policies', 'linux'],
    ['windows', 'windows'],
  ] as const)('of the library’s %s', (folder, platform) => {
    const { wrong, without, cases, rules } = tried(filesIn(join(library, folder)), '7.68.0', platform);
    expect({ wrong, without }).toEqual({ wrong: [], without: [] });
    expect(cases).toBeGreaterThan(2 * rules);
  });
});

describe('with the cases that notice small changes', () => {
  it('no change of a rule that an event shows goes unnoticed', async () => {
    const files = filesIn(join(library, 'policies'));
    const ruleSet = loaded(files, '7.68.0', 'linux');
    const about = proposing(ruleSet, files);
    const unnoticed: string[] = [];
    let noticed = 0;
    for (const id of new Set(ruleSet.rules.map((rule) => rule.id))) {
      const proposal = propose(id, about);
      if ('reason' in proposal) continue;
      const whole = await withoutSurvivors(proposal, ruleSet, files);
      const { text } = writtenTests(whole, { ruleSet, comment: [] });
      const lines = createLineIndex(text);
      const setting = {
        document: id,
        catalogue: catalogue('linux'),
        facts: ruleSet.facts,
        origin: 'ebpf',
        lines,
      };
      const isAbout = (each: string): boolean => each === id;
      const cases = readTestFile(id, text).cases.map((each) => ({
        prepared: prepareSteps(each, setting),
        isAbout,
      }));
      const report = await runMutation([{ ruleSet, files, target: '', cases }], { isWanted: isAbout });
      expect({ id, notPassing: report.notPassing }).toEqual({ id, notPassing: 0 });
      for (const rule of report.rules) {
        noticed += rule.noticed;
        for (const { mutant, shows } of rule.survivors)
          if (shows !== undefined) unnoticed.push(`${id}: ${mutant.says}`);
      }
    }
    expect(unnoticed).toEqual([]);
    expect(noticed).toBeGreaterThan(500);
  });
});
