/** The page as a person reads it: what is written on it, keys and clicks. */
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { chromium as executable } from './fleet.ts';

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
}

interface Options {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

export class Reader {
  readonly page: Page;
  /** Everything that the page asked for, itself first. */
  readonly requests: string[] = [];
  readonly errors: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('dialog', (dialog) => {
      this.errors.push(`a dialog says ${dialog.message()}`);
      return dialog.dismiss();
    });
  }

  static async open(
    browser: Browser,
    address: string,
    { scheme = 'light', width = 1280, height = 900 }: Options = {},
  ) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const reader = new Reader(context, page);
    await page.goto(address);
    await page.locator('.page-main').waitFor();
    return reader;
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What is written in an element, in one line. */
  text(selector: string): Promise<string> {
    return text(this.page.locator(selector));
  }

  /** The sentence at the top. */
  headline(): Promise<string> {
    return this.text('.headline');
  }

  /** What the legend counts. */
  legend(): Promise<readonly string[]> {
    return texts(this.page.locator('.legend li'));
  }

  /** The first cells of the rows of the table that is shown. */
  async names(): Promise<readonly string[]> {
    return texts(this.page.locator('.virtual tbody th'));
  }

  /** The rows of a table with all of their cells. */
  async rows(table: 'virtual' | 'plain' = 'virtual'): Promise<readonly string[]> {
    const rows = await this.page.locator(`main table.${table} tbody tr`).all();
    return Promise.all(rows.map(async (row) => (await texts(row.locator('th, td'))).join(' | ')));
  }

  choose(field: string, value: string): Promise<unknown> {
    return this.page.getByLabel(field, { exact: true }).selectOption(value);
  }

  go(view: string): Promise<void> {
    return this.page.locator('.tabs').getByRole('button', { name: view }).click();
  }

  get card(): Locator {
    return this.page.locator('aside.card');
  }

  cardText(): Promise<string> {
    return this.text('aside.card');
  }

  hash(): Promise<string> {
    return this.page.evaluate('decodeURIComponent(location.hash)');
  }

  focused(): Promise<string> {
    return this.page.evaluate(
      '(document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "").trim()',
    );
  }

  /** What axe finds, as `rule: element`. */
  async barriers(): Promise<readonly string[]> {
    await this.page.evaluate(axe.source);
    return this.page.evaluate<readonly string[]>(
      'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)))',
    );
  }
}

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim();

async function text(locator: Locator): Promise<string> {
  await locator.first().waitFor();
  return (await texts(locator)).join(' ');
}

async function texts(locator: Locator): Promise<readonly string[]> {
  return (await locator.allInnerTexts()).map(plain);
}
