import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { hostList, taskList } from './fleet.ts';
import type { Figure } from './measure.ts';
import { policyPath } from './rule-set.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const rounds = 5;
const typed = 'ip-10-0-123';

/** `secl coverage --format html` of 50,000 hosts and 20,000 tasks: its size, when it is drawn, and frames while a name is typed. */
export async function measureFleetPage(): Promise<readonly Figure[]> {
  if (!existsSync(executable)) return [{ what: 'nothing', cost: '', goal: 'Chromium is not installed' }];
  const folder = mkdtempSync(join(tmpdir(), 'secl-fleet-page-'));
  try {
    writeFileSync(join(folder, 'hosts.csv'), hostList());
    writeFileSync(join(folder, 'tasks.json'), taskList());
    const page = makePage(folder);
    const browser = await chromium.launch({
      executablePath: executable,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    const runs: Run[] = [];
    for (let round = 0; round < rounds; round++) runs.push(await run(browser, page));
    await browser.close();
    const best = runs.map(({ paint }) => paint).sort((a, b) => a - b);
    const drawn = runs.map((each) => each.drawn).sort((a, b) => a - b);
    const frames = runs.flatMap((each) => each.frames).sort((a, b) => a - b);
    const idle = runs.flatMap((each) => each.idle).sort((a, b) => a - b);
    const keys = runs.map((each) => each.key).sort((a, b) => a - b);
    const at = (share: number, of = frames): string =>
      `${(of[Math.floor(of.length * share)] ?? 0).toFixed(1)} ms`;
    return [
      { what: 'size', cost: `${(statSync(page).size / 1e6).toFixed(2)} MB`, goal: 'at most 8 MB' },
      { what: 'first paint, median', cost: `${middle(best).toFixed(0)} ms`, goal: 'under 1 s' },
      { what: 'the honeycomb is drawn, median', cost: `${middle(drawn).toFixed(0)} ms`, goal: '' },
      {
        what: `between frames while a name is typed and taken back, p50 / p95 / p99 of ${frames.length}`,
        cost: `${at(0.5)} / ${at(0.95)} / ${at(0.99)}`,
        goal: 'p95 at most 17 ms',
      },
      {
        what: 'the same while nothing happens: what the machine itself takes',
        cost: `${at(0.5, idle)} / ${at(0.95, idle)} / ${at(0.99, idle)}`,
        goal: '',
      },
      {
        what: 'processor time of the page for a key, mean',
        cost: `${middle(keys).toFixed(1)} ms`,
        goal: 'in several frames',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const middle = (sorted: readonly number[]): number => sorted[sorted.length >> 1] ?? 0;

function makePage(folder: string): string {
  const args = ['coverage', 'hosts.csv', 'tasks.json', '--policies', policyPath, '--format', 'html'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 1) throw new Error(`secl coverage ended with ${status}: ${stderr}`);
  const path = join(folder, 'coverage.html');
  writeFileSync(path, stdout);
  return path;
}

interface Run {
  /** Milliseconds from the start of the navigation. */
  readonly paint: number;
  readonly drawn: number;
  /** Milliseconds from frame to frame. */
  readonly frames: readonly number[];
  readonly idle: readonly number[];
  /** Milliseconds of the page's thread for each key. */
  readonly key: number;
}

async function run(browser: Browser, path: string): Promise<Run> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`file://${path}`);
  await page.locator('.comb canvas').waitFor();
  const paint: number = await page.evaluate(
    "performance.getEntriesByName('first-contentful-paint')[0].startTime",
  );
  const drawn: number = await page.evaluate("performance.getEntriesByType('navigation')[0].domComplete");
  await page.waitForTimeout(1000);
  await page.evaluate(
    'window.times = []; (function frame(time) { times.push(time); requestAnimationFrame(frame); })(performance.now())',
  );
  await page.waitForTimeout(2000);
  const idle = await framesOf(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  await page.locator('#search').focus();
  const before = await busy();
  await page.keyboard.type(typed, { delay: 110 });
  for (const _ of typed) {
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(70);
  }
  const key = ((await busy()) - before) / (2 * typed.length);
  const frames = await framesOf(page);
  await page.close();
  return { paint, drawn, frames, idle, key };
}

/** Since this was asked last. */
function framesOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(
    'times.splice(0).flatMap((time, index, all) => (index === 0 ? [] : [time - all[index - 1]]))',
  );
}
