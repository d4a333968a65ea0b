import { readdirSync, readFileSync } from 'node:fs';
import { expressionScalars, formatScalars } from '@secl/language';
import { approvers } from '@secl/logic';
import { attack, catalogue } from '@secl/model';
import type { MergedRule, RuleSet } from '@secl/policy';
import type { ReplayReport } from '@secl/simulator';
import { readYaml } from '@secl/text';
import { beforeAll, describe, expect, it } from 'vitest';
import { strayNotes } from '../../scripts/docs/library.ts';
import { libraryLayer, navigatorFile } from '../../scripts/docs/library-navigator.ts';
import { libraryPages } from '../../scripts/docs/library-pages.ts';
import { library, policyTexts, recordingsIn, replay, replayImported, windowsLibrary } from './library.ts';

const newest = `7.${catalogue('linux').lastMinor}.0`;
const serverlessOnly = ['task_credentials_asked', 'security_tool_stop_command', 'lookup_tool_asks_for_text'];

describe('in a serverless task', () => {
  const { verdicts } = library('7.78.0', 'ebpfless');

  it('every rule loads', () => {
    expect(verdicts.filter(({ state }) => state.status !== 'loaded')).toEqual([]);
  });

  it('those never fire that need what such agents do not see', () => {
    const types = library('7.78.0', 'ebpfless').rules.flatMap(({ id, eventType }) => {
      return verdicts.some((verdict) => verdict.id === id && verdict.neverFires) ? [eventType] : [];
    });
    expect([...new Set(types)].sort()).toEqual(['bpf', 'dns', 'imds', 'ptrace', 'signal', 'splice']);
  });
});

describe('on Windows', () => {
  const { verdicts, problems } = windowsLibrary('7.78.0');

  it('every rule loads and fires, and there is nothing to warn of', () => {
    expect(verdicts.length).toBeGreaterThanOrEqual(10);
    expect(verdicts.filter(({ state, neverFires }) => state.status !== 'loaded' || neverFires)).toEqual([]);
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

describe.each(['7.68.0', '7.78.0', newest])('on an agent %s for Linux', (agent) => {
  const ruleSet = library(agent);

  it('every rule loads, but for those that stand in for it in serverless tasks', () => {
    const others = ruleSet.verdicts.filter(({ state }) => state.status !== 'loaded');
    expect(others.map(({ id }) => id)).toEqual(serverlessOnly);
    expect(ruleSet.verdicts.length).toBeGreaterThanOrEqual(60);
  });

  it('there is nothing to warn of', () => {
    const telling = ruleSet.problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(telling.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  it('no rule is among those that never fire', () => {
    expect(ruleSet.verdicts.filter(({ neverFires }) => neverFires).map(({ id }) => id)).toEqual([]);
  });

  it('every rule on open leaves kernel filtering on', () => {
    const opens = ruleSet.rules.filter(({ eventType }) => eventType === 'open');
    const filtering = opens.map(({ id, checked }) => [
      id,
      checked.condition === undefined
        ? 'no condition'
        : approvers(checked.condition, 'open', ruleSet.facts).kind,
    ]);
    expect(filtering.length).toBeGreaterThan(5);
    expect(filtering.filter(([, kind]) => kind !== 'approved')).toEqual([]);
  });
});

describe('every rule', () => {
  const { tactics, techniques } = attack();
  const rules = rulesOf(library('7.68.0'));

  it('says in one sentence what it means', () => {
    const other = rules.filter(({ rule }) => {
      const text = rule.base.value.description?.value ?? '';
      return !/^[A-Z][^.]*(\.[a-z][^.]*)*\.$/.test(text.replaceAll('/dev/tcp', '')) || text.length > 160;
    });
    expect(other.map(({ id, rule }) => [id, rule.base.value.description?.value])).toEqual([]);
  });

  it('has a severity', () => {
    const severities = new Set(rules.map(({ rule }) => rule.tags.get('severity')));
    expect([...severities].sort()).toEqual(['critical', 'high', 'info', 'low', 'medium']);
  });

  it('names a tactic of ATT&CK and a technique of that tactic, by id and name', () => {
    const wrong = rules.flatMap(({ id, rule }) => {
      const { tactic = '', technique = '', subtechnique } = Object.fromEntries(rule.tags);
      const tacticId = tactic.slice(0, 6);
      const [techniqueId = ''] = technique.split('-', 1);
      const known = techniques.get(techniqueId);
      const [subId = ''] = (subtechnique ?? '').split('-', 1);
      const isRight =
        tactic === `${tacticId}-${slug(tactics.get(tacticId))}` &&
        technique === `${techniqueId}-${slug(known?.name)}` &&
        known?.tactics.includes(tacticId) === true &&
        (subtechnique === undefined ||
          (subId.startsWith(`${techniqueId}.`) &&
            subtechnique === `${subId}-${slug(techniques.get(subId)?.name)}`));
      return isRight ? [] : [{ id, tactic, technique, subtechnique }];
    });
    expect(wrong).toEqual([]);
  });

  it('is written as the formatter would write it', () => {
    const unformatted = policyTexts.filter(
      ({ name, text }) => formatScalars(text, expressionScalars(readYaml(name, text).root)).edits.length > 0,
    );
    expect(unformatted.map(({ name }) => name)).toEqual([]);
  });

  it('has a page, as the policies and notes.yaml have it (npm run docs writes it)', async () => {
    const folder = new URL('../../rules-library/rules/', import.meta.url);
    const pages = await libraryPages();
    expect(readdirSync(folder).sort()).toEqual(pages.map(({ path }) => path).sort());
    for (const { path, text } of pages) expect(readFileSync(new URL(path, folder), 'utf8')).toBe(text);
  });

  it('counts in the layer for the ATT&CK Navigator (npm run docs writes it)', () => {
    const file = new URL(`../../rules-library/${navigatorFile}`, import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(libraryLayer());
  });

  it('no notes are left of a rule that is gone', () => {
    const ids = [library('7.68.0', 'ebpfless'), windowsLibrary('7.68.0')].flatMap(({ verdicts }) => verdicts);
    expect(strayNotes(ids.map(({ id }) => id))).toEqual([]);
  });

  it('has an id in words', () => {
    expect(rules.map(({ id }) => id).filter((id) => !/^[a-z]+(_[a-z]+)+$/.test(id))).toEqual([]);
  });

  it('together they watch the events that attacks are seen by', () => {
    const types = new Set(library('7.68.0').rules.map(({ eventType }) => eventType));
    expect([...types]).toEqual(
      expect.arrayContaining([
        ...['exec', 'open', 'connect', 'chmod', 'rename', 'unlink', 'link', 'mount'],
        ...['setuid', 'ptrace', 'load_module', 'bind', 'signal'],
      ]),
    );
  });
});

function rulesOf({ verdicts }: RuleSet): readonly { readonly id: string; readonly rule: MergedRule }[] {
  return verdicts.flatMap(({ id, rule }) => (rule === undefined ? [] : [{ id, rule }]));
}

/** A name as tags write it: `/etc/passwd and /etc/shadow` is `etc-passwd-and-etc-shadow`. */
function slug(name: string | undefined): string {
  return (name ?? 'unknown')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

describe.each(['7.68.0', newest])('replayed as by an agent %s', (agent) => {
  const triggered: Record<'attack' | 'build', readonly string[]> = { attack: [], build: ['not replayed'] };

  beforeAll(async () => {
    const ruleSet = library(agent);
    const ids = async (recording: string) => (await replay(ruleSet, recording)).triggered.map(({ id }) => id);
    triggered.attack = await ids('attack-sim.strace');
    triggered.build = await ids('benign-build.strace.gz');
  });

  it('the attack triggers, in this order', () => {
    expect(triggered.attack).toEqual([
      // A file server on loopback gives out a script, which is fetched, made executable and run.
      'file_server_started',
      'file_downloaded',
      'downloaded_file_made_executable',
      'downloaded_file_executed',
      'downloaded_program_explores_host',
      // A program is copied to shared memory under a hidden name, run and removed.
      'executable_made_in_shared_memory',
      'execution_from_shared_memory',
      'hidden_program_executed',
      'executed_file_removed',
      // Passwords are read, and ways back in are left.
      'shadow_file_read',
      'cron_job_written',
      'ssh_authorized_keys_changed',
      // echo … | base64 -d | sh: the shell happens to start first.
      'shell_without_arguments',
      'text_decoded_from_pipe',
      'decoded_text_piped_to_shell',
      // The script gets other names and another age.
      'downloaded_file_linked',
      'downloaded_file_renamed',
      'file_time_chosen',
      // Python connects to itself and gives the connection to a shell.
      'inline_script_listens',
      'inline_script_connects',
      'interactive_shell_from_interpreter',
      'reverse_shell',
      // Another user, other namespaces, a mount out of sight.
      'user_changed_by_tool',
      'namespace_changed_by_command',
      'mount_in_temporary_directory',
      // A look around, and the loot.
      'set_user_id_files_searched',
      'personal_files_archived',
    ]);
  });

  it('the build triggers nothing', () => {
    expect(triggered.build).toEqual([]);
  });

  it.each(recordingsIn('benign/'))('%s triggers nothing', async (recording) => {
    const { events, triggered } = await replay(library(agent), recording);
    expect(events).toBeGreaterThan(200);
    expect(triggered.map(({ id }) => id)).toEqual([]);
  });
});

describe('the recordings of techniques', () => {
  it.each(recordingsIn('techniques/'))('%s triggers a rule on what it is called after', async (recording) => {
    const [technique = ''] = /T[\d.]+/.exec(recording) ?? [];
    const { triggered } = await replay(library(newest), recording);
    const tags = rulesOf(library(newest)).filter(({ id }) => triggered.some((each) => each.id === id));
    const named = tags.map(({ rule }) => rule.tags.get('subtechnique') ?? rule.tags.get('technique') ?? '');
    expect(named.filter((tag) => tag.startsWith(`${technique}-`))).not.toEqual([]);
  });
});

describe.each(['attack-sim.strace', 'benign-build.strace.gz'])('%s, imported first', (recording) => {
  it('tells the same, but for its line numbers and what only strace can say of itself', async () => {
    const ruleSet = library(newest);
    const [direct, imported] = [await replay(ruleSet, recording), await replayImported(ruleSet, recording)];
    expect(direct.events).toBeGreaterThan(1000);
    expect(withoutLines(imported)).toEqual(withoutLines(direct));
  });
});

function withoutLines({ recordings, decidable, ...report }: ReplayReport): unknown {
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) => {
      if (key === 'line') return undefined;
      if (value instanceof Map) return [...value];
      return typeof value === 'bigint' ? String(value) : value;
    }),
  );
}
