import { type Annotated, annotations, type Notice, noticeLine } from './annotations.ts';
import { type Base, baseOf, headOf } from './base.ts';
import { type Told, tell } from './comment.ts';
import { type DiffReport, diff } from './diff.ts';
import { type Event, readEvent } from './event.ts';
import { githubApi } from './github-api.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { lint, type Outcome, writeSarif } from './lint.ts';
import type { LintReport } from './lint-report.ts';
import { linksOf } from './page/links.ts';
import { comment, jobSummary, page, type Results } from './page/page.ts';
import { type TestsReport, tests } from './tests.ts';
import { count } from './words.ts';
import type { World } from './world.ts';

/**
 * The action, from its inputs to the exit code: that of `secl lint`, of `secl diff` and of `secl test`, the highest of
 * them. Telling is
 * never a reason to fail: what cannot be a comment is in the annotations and in the summary of the job.
 */
export async function runAction(world: World): Promise<number> {
  const inputs = readInputs(world.env);
  if (!inputs.ok) return misused(world, inputs.message);
  const root = world.env.GITHUB_WORKSPACE ?? '';
  if (root === '') return misused(world, 'GITHUB_WORKSPACE is not set: this runs in GitHub Actions');
  const checked = await check(world, inputs.value, root);
  const notices = [...checked.notices];
  const told = await comments(world, inputs.value, checked);
  if (told !== undefined && !told.ok) notices.push({ severity: 'info', message: told.message });
  await report(world, checked, notices);
  await outputs(world, checked, told?.ok === true ? told.address : '');
  return Math.max(...[checked.lint, checked.diff, checked.tests].map((outcome) => outcome?.code ?? 0));
}

function misused({ print }: World, message: string): number {
  print(noticeLine({ severity: 'error', message }));
  return 2;
}

interface Checked {
  readonly event: Event;
  readonly lint: Outcome<LintReport>;
  readonly diff: Outcome<DiffReport> | undefined;
  readonly tests: Outcome<TestsReport> | undefined;
  readonly sarif: string | undefined;
  readonly notices: readonly Notice[];
  /** For the page, without what is said of the comment itself. */
  readonly results: Omit<Results, 'notices'>;
}

async function check(world: World, inputs: Inputs, root: string): Promise<Checked> {
  const cwd = inputs.workingDirectory === '.' ? root : `${root}/${inputs.workingDirectory}`;
  const event = await readEvent(world);
  const base = await baseOf(world, inputs, event, cwd);
  const linted = await lint(world, inputs, base, cwd);
  const compared = await diff(world, inputs, base, cwd);
  const tested = await tests(world, inputs, cwd);
  const sarif = linted.kind === 'report' ? await writeSarif(world, inputs, base, cwd) : undefined;
  const commit = await headOf(world, cwd);
  const { stdout } = await world.secl(['--version'], root);
  return {
    event,
    lint: linted,
    diff: compared,
    tests: tested,
    sarif,
    notices: noticesOf(event, base, inputs),
    results: {
      lint: linted,
      diff: compared,
      tests: tested,
      texts: await textsOf(world, linted, root),
      links: linksOf(world, commit),
      version: stdout.trim(),
      commit,
    },
  };
}

function noticesOf(event: Event, base: Base, inputs: Inputs): readonly Notice[] {
  const notices: Notice[] = [];
  const lost = [
    ...(inputs.diff ? ['the change is not compared with it'] : []),
    ...(inputs.changedOnly ? ['findings on all rules are reported'] : []),
  ];
  if (base.kind === 'missing' && lost.length > 0)
    notices.push({ severity: 'warning', message: `${base.why}. So ${lost.join(', and ')}.` });
  if (event.kind === 'privileged')
    notices.push({
      severity: 'warning',
      message:
        'This runs on `pull_request_target`, which gives a token that writes to whoever opens a pull request: use `pull_request`. No comment is written here.',
    });
  if (event.kind === 'pull-request' && event.fork && inputs.comment)
    notices.push({
      severity: 'info',
      message:
        'The branch is of a fork, whose runs may not write comments: this summary and the annotations say it all.',
    });
  return notices;
}

/** The files with findings, to show lines of them. */
async function textsOf(
  world: World,
  linted: Outcome<LintReport>,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const names = linted.kind === 'report' ? linted.report.findings.map(({ place }) => place.file) : [];
  const texts = new Map<string, string>();
  for (const name of new Set(names)) {
    const text = await world.read(name.startsWith('/') ? name : `${root}/${name}`);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

async function comments(
  world: World,
  inputs: Inputs,
  { event, results, notices }: Checked,
): Promise<Told | undefined> {
  if (!inputs.comment || inputs.token === '' || event.kind !== 'pull-request' || event.fork) return undefined;
  const repository = world.env.GITHUB_REPOSITORY ?? '';
  const said = notices.map(({ message }) => message);
  const { lint: linted, diff: compared, tests: tested } = results;
  const worthwhile =
    linted.kind === 'failed' ||
    linted.report.findings.length > 0 ||
    compared?.kind === 'failed' ||
    (compared?.report.kinds.length ?? 0) > 0 ||
    tested?.kind === 'failed' ||
    (tested?.report.failures.length ?? 0) > 0;
  const thread = { repository, number: event.number, key: inputs.workingDirectory };
  const text = page({ ...results, notices: said }, comment);
  return tell(githubApi(world, inputs.token), thread, text, worthwhile);
}

/** What everybody gets: annotations and lines in the log, and the summary of the job. */
async function report(
  world: World,
  { lint: linted, diff: compared, tests: tested, results }: Checked,
  notices: readonly Notice[],
) {
  const failures = [linted, compared, tested].flatMap((outcome): readonly Notice[] =>
    outcome?.kind === 'failed' ? [{ severity: 'error', message: outcome.message }] : [],
  );
  const own = [...failures, ...notices];
  for (const notice of own) world.print(noticeLine(notice));
  if (linted.kind === 'report') {
    const { findings, summary } = linted.report;
    const { lines, left } = annotations(
      [...findings, ...annotatedTests(tested)],
      own.map(({ severity }) => severity),
    );
    for (const line of lines) world.print(line);
    const { errors, warnings, notes, rules, files } = summary;
    const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(notes, 'note')}`;
    world.print(`secl lint: ${found} in ${count(rules, 'rule')} of ${count(files, 'file')}`);
    if (left > 0)
      world.print(
        `${left} of them have no annotation, because GitHub shows 10 of each level: see the summary of the job`,
      );
  }
  if (compared?.kind === 'report')
    world.print(`secl diff: ${compared.report.kinds.join(', ') || 'rules do what they did before'}`);
  if (tested?.kind === 'report' && tested.report.passed + tested.report.failed > 0)
    world.print(`secl test: ${tested.report.passed} passed, ${tested.report.failed} failed`);
  const path = world.env.GITHUB_STEP_SUMMARY ?? '';
  const said = notices.map(({ message }) => message);
  if (path !== '') await world.append(path, page({ ...results, notices: said }, jobSummary));
}

function annotatedTests(tested: Outcome<TestsReport> | undefined): readonly Annotated[] {
  if (tested?.kind !== 'report') return [];
  return tested.report.failures.map(({ test, message, place }) => {
    const code = test === '' ? 'secl test' : `secl test: ${test}`;
    return { severity: 'error', code, message, place };
  });
}

async function outputs(
  world: World,
  { lint: linted, diff: compared, tests: tested, sarif }: Checked,
  address: string,
) {
  const path = world.env.GITHUB_OUTPUT ?? '';
  if (path === '') return;
  const summary = linted.kind === 'report' ? linted.report.summary : undefined;
  const values = {
    errors: summary?.errors,
    warnings: summary?.warnings,
    notes: summary?.notes,
    changes: compared?.kind === 'report' ? compared.report.kinds.join(',') : undefined,
    'failed-tests': tested?.kind === 'report' ? tested.report.failed : undefined,
    sarif,
    comment: address,
  };
  // A line break would begin another output.
  const lines = Object.entries(values).map(
    ([name, value]) => `${name}=${String(value ?? '').replace(/[\r\n]/g, '')}\n`,
  );
  await world.append(path, lines.join(''));
}
