import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { CHROMIUM, launchChromium } from '../support/chromium.js';
import { createService, type Service } from '../support/service.js';

jest.setTimeout(60_000);

const onBrowser = CHROMIUM ? describe : describe.skip;

onBrowser('the page at / in a browser that reaches no other host', () => {
  let service: Service;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    service = await createService('embedded', ['kezhou-assessor-1', 'shaanxi-auditor']);
    const address = await service.start(0, '127.0.0.1');
    browser = await launchChromium();
    page = await browser.newPage();
    await page.route('**/*', (route) => {
      const { origin, protocol } = new URL(route.request().url());
      if (origin === address || protocol === 'data:' || protocol === 'blob:') return route.continue();
      foreign.push(route.request().url());
      return route.abort();
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    await page.waitForSelector('.graphiql-execute-button');
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** Runs the tab that is open; gives what the answer shows once it holds some words. */
  const run = async (words: string) => {
    await page.click('.graphiql-execute-button');
    return answerWith(words);
  };
  const answerWith = async (words: string, tenths = 100) => {
    for (let tries = 0; tries < tenths; tries++) {
      const text = await shown();
      if (text.includes(words)) return text;
      await page.waitForTimeout(100);
    }
    return shown();
  };
  /**
   * Runs a tab just opened. The page learns the operation of a tab a moment after showing it and asks for the one
   * before until then, on a slow machine for seconds: as a user does, click again.
   */
  const runOpened = async (words: string) => {
    for (let clicks = 1; clicks < 8; clicks++) {
      await page.click('.graphiql-execute-button');
      const text = await answerWith(words, 20);
      if (text.includes(words)) return text;
    }
    return run(words);
  };
  // biome-ignore lint/performance/useDomNodeTextContent: what is rendered is what a user sees
  const shown = async () => (await page.innerText('.graphiql-response')).replaceAll('\u00a0', ' ');

  test('the first tab runs at the first click, with the first token', async () => {
    expect(await run('"scorecards"')).toContain('"scorecards"');
    expect(await shown()).not.toContain('"errors"');
  });

  test('fits the window to the last button, and does not scroll', async () => {
    const measure = `scrollTo(0, 1000); [scrollY, Math.max(...[...document.querySelectorAll('button')].map((button) => button.getBoundingClientRect().bottom))]`;
    const [scrolled, lowest] = await page.evaluate<[number, number]>(measure);
    expect(scrolled).toBe(0);
    expect(lowest).toBeLessThanOrEqual(page.viewportSize()!.height);
  });

  test('another caller sees another tenant, without loading the page again', async () => {
    await openTab('Viewer');
    expect(await runOpened('kezhou-assessor-1')).toContain('kezhou-assessor-1');
    await page.selectOption('#token-choice', 'shaanxi-auditor');
    expect(await run('shaanxi-auditor')).toContain('shaanxi-auditor');
  });

  test('a token that is pasted wins over the choice', async () => {
    await page.fill('#token-text', await service.tokenOf({ tenant: 'kezhou', role: 'FINANCE', subject: 'kezhou-finance-2' }));
    expect(await run('kezhou-finance-2')).toContain('kezhou-finance-2');
    await page.fill('#token-text', '');
  });

  test('whoever chooses no token is nobody', async () => {
    await page.selectOption('#token-choice', '无 / none');
    expect(await run('UNAUTHENTICATED')).toContain('UNAUTHENTICATED');
  });

  test('the browser keeps no token', async () => {
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])');
    expect(kept).not.toContain('eyJ');
  });

  test('nothing was asked of another host, and nothing went wrong', () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });

  async function openTab(name: string): Promise<void> {
    await page.locator('.graphiql-tab-button', { hasText: name }).first().click({ delay: 80 });
  }
});
