/** VS Code's window as a person uses it: keys, clicks, and what can be read on it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { chromium as executable } from './code-server.ts';

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
    page.setDefaultTimeout(30_000);
    await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
    await page.locator('.monaco-workbench').waitFor();
    await page.locator('.explorer-viewlet, .explorer-folders-view').first().waitFor();
    return new Workbench(browser, page);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Runs a command of the palette by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(`>${title}`);
    await this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: title })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file of the folder. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(name);
    const base = name.slice(name.lastIndexOf('/') + 1);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: base }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active').filter({ hasText: base }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
  }

  /** Puts the cursor behind a column of a line, both from 1. */
  async goToLine(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
  }

  /** Types as fast as a person who knows what to write. */
  type(text: string): Promise<void> {
    return this.page.keyboard.type(text, { delay: 30 });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** Takes the suggestion with this label: waits for it, and goes down to it. */
  async accept(label: string): Promise<void> {
    const wanted = this.suggestions.filter({ has: this.page.locator(`.label-name:text-is("${label}")`) });
    await wanted.first().waitFor();
    for (let steps = 0; steps < 40; steps++) {
      const focused = this.page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
      if ((await focused.first().textContent()) === label) break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  /** What is written in the editor, as the clipboard has it. */
  async text(): Promise<string> {
    await this.press('Control+a', 'Control+c');
    const text = await this.page.evaluate('navigator.clipboard.readText()');
    return String(text);
  }

  /** Problems of the active editor, as the panel Problems lists them. */
  async problems(): Promise<readonly string[]> {
    await this.command('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await this.page.waitForTimeout(300);
    return rows.allInnerTexts();
  }

  /** The rows of a view of the side bar, as they are shown. */
  rows(view: string): Locator {
    return this.page.locator(`.pane:has(.pane-header[aria-label^="${view}"]) .monaco-list-row`);
  }

  screenshot(path: string): Promise<Buffer> {
    return this.page.screenshot({ path });
  }
}
