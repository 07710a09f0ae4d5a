import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

const folder = fileURLToPath(new URL("../results/shots", import.meta.url));

/** The two screens that every page is looked at on: an office computer and a small phone. */
export const screens = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const;

/**
 * Saves the whole page as `results/shots/<name>-<width>.png` at both widths, and fails where the page
 * must be pushed sideways to be read. The page is left at the width that it had.
 */
export async function shot(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const screen of screens) {
    await page.setViewportSize(screen);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({
      path: join(folder, `${name}-${screen.width}.png`),
      fullPage: true,
      animations: "disabled",
    });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(needed, `${name} needs no sideways scroll at ${screen.width} px`).toBeLessThanOrEqual(screen.width);
  }
  if (before) {
    await page.setViewportSize(before);
  }
}
