/** VS Code's window as a person uses it: keys, clicks, and what can be read on it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { chromium as executable } from './code-server.ts';

interface Task {
  readonly name: string;
  readonly result?: { readonly state: string } | undefined;
}

/** So far down a person would go for a suggestion. */
const mostSteps = 30;

const size = { width: 1440, height: 900 };

export class Workbench {
  readonly page: Page;
  readonly #browser: BrowserContext;

  private constructor(browser: BrowserContext, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Opens a folder of the machine that VS Code runs on. */
  static async open(address: string, folder: string): Promise<Workbench> {
    const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'secl-chromium-')), {
      executablePath: executable,
      viewport: size,
      permissions: ['clipboard-read', 'clipboard-write'],
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const page = browser.pages()[0] ?? (await browser.newPage());
    page.setDefaultTimeout(60_000);
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
    await page.locator('.monaco-workbench').waitFor();
    await page.locator('.explorer-viewlet, .explorer-folders-view').first().waitFor();
    return new Workbench(browser, page);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Waits until an editor with this name is the active one. */
  async tab(name: string): Promise<void> {
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
  }

  /** Runs a command of the palette by its title. At the start VS Code does not know those of extensions yet. */
  async command(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    for (let attempts = 0; attempts < 15; attempts++) {
      await this.page.keyboard.press('F1');
      const isThere = await this.page
        .locator('.quick-input-widget input')
        .first()
        .fill(`>${title}`, { timeout: 2000 })
        .then(() => row.waitFor({ timeout: 2000 }))
        .then(
          () => true,
          () => false,
        );
      if (isThere) return this.page.keyboard.press('Enter');
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`VS Code has no command ${title}`);
  }

  /** Opens a file of the folder. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(name);
    const base = name.slice(name.lastIndexOf('/') + 1);
    // Files that were open lately are listed before what is asked for.
    await this.page
      .locator('.quick-input-list .monaco-list-row.focused .label-name')
      .filter({ hasText: new RegExp(`^${escaped(base)}$`) })
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.tab(base);
  }

  /** Puts the cursor behind a column of a line, both from 1. */
  async goToLine(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
  }

  /** Puts the cursor before the first place in a text where this stands. */
  goTo(text: string, wanted: string): Promise<void> {
    const before = text.slice(0, text.indexOf(wanted)).split('\n');
    return this.goToLine(before.length, (before.at(-1) ?? '').length + 1);
  }

  /** Types as fast as a person who knows what to write. */
  type(text: string): Promise<void> {
    return this.page.keyboard.type(text, { delay: 30 });
  }

  /** Types a line below this one. Enter would take what is suggested, should that come between Escape and Enter. */
  async line(text: string): Promise<void> {
    await this.press('Escape', 'Control+Enter');
    await this.type(text);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What is told of the place of the cursor. */
  async hover(): Promise<string> {
    // One that is open already would stay as it is.
    await this.press('Escape', 'Control+k', 'Control+i');
    const told = this.page.locator('.monaco-hover:visible .monaco-hover-content');
    await told
      .first()
      .waitFor({ timeout: 5000 })
      .catch(() => undefined);
    return (await told.allInnerTexts()).join('\n');
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** Waits for a suggestion; who types faster than it comes asks for it. */
  async suggested(label: string | RegExp): Promise<void> {
    const row = this.suggestions.locator('.label-name').filter({ hasText: label }).first();
    for (let attempts = 0; attempts < 6; attempts++) {
      const isThere = await row.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
      await this.press('Escape', 'Control+Space');
    }
    await row.waitFor();
  }

  /** The lines above rules. */
  async lenses(): Promise<readonly string[]> {
    const texts = await this.page
      .locator('.codelens-decoration > span, .codelens-decoration > a')
      .allInnerTexts();
    return texts.map((text) => text.replace(/\u00a0/g, ' ').trim());
  }

  /** What stands behind conditions and names of rules, in no file: from top to bottom. */
  values(): Promise<readonly string[]> {
    return this.page.evaluate<readonly string[]>(contentAfter);
  }

  /** Takes the suggestion with this label: waits for it, and goes down to it. */
  async accept(label: string): Promise<void> {
    await this.suggested(new RegExp(`^${escaped(label)}$`));
    const focused = this.page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name').first();
    for (let steps = 0; steps < mostSteps && (await focused.textContent()) !== label; steps++) {
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  /** What is written in the editor, as the clipboard has it. */
  async text(): Promise<string> {
    await this.press('Control+a', 'Control+c');
    const text = await this.page.evaluate('navigator.clipboard.readText()');
    await this.press('ArrowRight');
    return String(text);
  }

  /** The lines that are in sight, in any order; reading them disturbs nothing. */
  async lines(): Promise<readonly string[]> {
    const lines = await this.page.locator('.editor-instance .view-line').allInnerTexts();
    return lines.map((line) => line.replaceAll('\u00a0', ' '));
  }

  /** What the panel Problems lists while it is open: files and, below each, its problems with their codes. */
  async problems(): Promise<readonly string[]> {
    const rows = await this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
    return rows.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Leaves in the panel Problems only those of files that are called so; an empty name: all. */
  async filterProblems(file: string): Promise<void> {
    const input = this.page
      .locator('.viewpane-filter input, .panel .viewpane-filter-container input')
      .first();
    await input.fill(file);
  }

  /** The view of tests: every line as it is read out, with its result. */
  async tests(): Promise<readonly string[]> {
    const rows = await this.page.locator('.test-explorer-tree .monaco-list-row').all();
    return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
  }

  async expandTests(): Promise<void> {
    await this.page.locator('.test-explorer-tree .monaco-tl-twistie').first().click();
  }

  /** The rows of a view of the side bar, as they are shown. */
  rows(view: string): Locator {
    return this.page.locator(`.pane:has(.pane-header[aria-label^="${view}"]) .monaco-list-row`);
  }

  /** Keeps a picture for the documentation, where SECL_PHOTOGRAPHS names a folder. */
  async photograph(name: string): Promise<void> {
    const folder = process.env.SECL_PHOTOGRAPHS;
    if (folder === undefined) return;
    // What is told of the thing under the pointer would hide what is below it.
    await this.page.mouse.move(size.width / 2, 4);
    await this.page
      .locator('.workbench-hover')
      .first()
      .waitFor({ state: 'hidden', timeout: 3000 })
      .catch(() => undefined);
    await this.page.screenshot({ path: join(folder, `vscode-${name}.png`) });
  }

  /** Chooses from the list that a command shows. */
  async pick(label: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
  }

  /** Clicks what a line above a rule says. */
  async clickLens(text: string): Promise<void> {
    await this.page.locator('.codelens-decoration a').filter({ hasText: text }).first().click();
  }

  /** Gives what stands at the cursor another name. */
  async rename(name: string): Promise<void> {
    const input = this.page.locator('.rename-box input');
    for (let attempts = 0; attempts < 10 && !(await input.isVisible()); attempts++) {
      await this.press('F2');
      await this.page.waitForTimeout(500);
    }
    await input.fill(name);
    await this.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Applies the first fix at the cursor that says this. */
  async quickFix(text: string): Promise<void> {
    const action = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: text }).first();
    const isThere = (): Promise<boolean> =>
      action.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    // Asked for while the problem is being told, VS Code says that there is nothing to do.
    for (let attempts = 0; attempts < 8; attempts++) {
      await this.press('Control+.');
      if (await isThere()) break;
      await this.press('Escape');
    }
    await this.photograph('fix');
    await action.click();
  }

  /** Drags a file of the explorer onto a row of a view of ours: over its icon, which opens the view, as people do. */
  async dropOnRow(file: string, row: Locator): Promise<void> {
    const from = await this.#middle(
      this.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file }),
    );
    const icon = await this.#middle(this.page.locator('.activitybar [aria-label^="SECL"]').first());
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(icon.x, icon.y, { steps: 12 });
    // Over the icon something has to be heard of the mouse, or the view does not open.
    for (let away = 1; away < 40 && !(await row.isVisible()); away++) {
      await mouse.move(icon.x + (away % 2), icon.y);
      await this.page.waitForTimeout(100);
    }
    const to = await this.#middle(row);
    await mouse.move(to.x, to.y, { steps: 6 });
    await row.page().locator('.drop-target').first().waitFor();
    await mouse.up();
  }

  async #middle(of: Locator): Promise<{ readonly x: number; readonly y: number }> {
    await of.waitFor();
    const box = await of.boundingBox();
    if (box === null) throw new Error('it is out of sight');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** What a window looked like when its test failed. */
  async keepFailure({ name, result }: Task, place = ''): Promise<void> {
    if (result?.state === 'fail') await this.photograph(`failed-${place}-${name.replace(/\W+/g, '-')}`);
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Runs in the page: what decorations write behind a piece of text is content of a style. */
const contentAfter = `[...document.querySelectorAll('.view-lines .view-line span')]
  .map((span) => ({ text: getComputedStyle(span, '::after').content, top: span.getBoundingClientRect().top }))
  .filter(({ text }) => /^"[✓✗?]/.test(text))
  .sort((a, b) => a.top - b.top)
  .map(({ text }) => JSON.parse(text.replace(/\\\\(?=[^"\\\\])/g, '')))`;
