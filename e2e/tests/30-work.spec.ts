import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "../helpers/axe";
import { Shell } from "../helpers/pages";
import { shot } from "../helpers/shot";
import { Ward } from "../helpers/ward";

// The sample ward: a clerk, the head of a unit with work that is late, an officer whose report waits.
let ward: Ward;
let clerk: Page;
let head: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ward = await Ward.start();
  clerk = await ward.as(browser, "vanthu");
  head = await ward.as(browser, "kinhte");
});

test.afterAll(() => ward?.stop());

/** The number of a figure of the overview. */
async function figure(page: Page, words: string): Promise<number> {
  await page.goto("/tong-quan");
  return Number(await page.locator(".figures a").filter({ hasText: words }).locator("b").innerText());
}

test("every page of the work can be used by everybody and looks right", async () => {
  const areas = [
    ["Việc của tôi", "my-tasks"],
    ["Tổng quan", "overview"],
    ["Nhiệm vụ", "assignments"],
    ["Biện pháp", "controls"],
    ["Sổ chứng cứ", "ledger"],
  ] as const;
  await clerk.goto("/");
  for (const [area, name] of areas) {
    await new Shell(clerk).goTo(area);
    await expectAccessible(clerk);
    await shot(clerk, name);
  }
  for (const [path, name] of [
    ["/bien-phap/ACC-03", "control"],
    ["/kho-khan", "difficulties"],
    ["/tim?q=mat+khau", "search"],
  ] as const) {
    await clerk.goto(path);
    await expectAccessible(clerk);
    await shot(clerk, name);
  }
  await expect(clerk.locator("mark").first()).toHaveText(/mật/i);
});

test("a head of unit reports what is late, and the overview has one less", async () => {
  const late = await figure(clerk, "nhiệm vụ quá hạn");
  await head.goto("/viec-cua-toi");
  const task = head.locator(".tasks li").filter({ hasText: "Quá hạn" }).first();
  const duty = await task.getByRole("heading").innerText();
  await task.getByRole("link", { name: /^Báo cáo/ }).click();
  await expectAccessible(head);
  await shot(head, "report");

  await head.getByRole("button", { name: "Gửi báo cáo" }).click();
  await expect(head.getByRole("alert")).toContainText("Chọn kết quả thực hiện");

  await head.getByLabel("Đã thực hiện").check();
  await head.getByLabel(/^Nội dung/).fill("Đã làm xong trên toàn bộ máy tính của phòng.");
  await head.getByLabel(/Tệp minh chứng/).setInputFiles({
    name: "bien-ban.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Bien ban kiem tra"),
  });
  await head.getByRole("button", { name: "Gửi báo cáo" }).click();
  await expect(head.getByRole("status")).toContainText("Đã ghi nhận báo cáo");
  await expect(head.getByRole("heading", { level: 1 })).toHaveText(duty);
  await expect(head.getByRole("link", { name: "bien-ban.txt" })).toBeVisible();
  await expectAccessible(head);
  await shot(head, "assignment");
  expect(await figure(clerk, "nhiệm vụ quá hạn")).toBe(late - 1);
});

test("a later period says from which day it may be reported", async () => {
  await head.goto("/viec-cua-toi");
  const ahead = head.locator("section").filter({ has: head.getByRole("heading", { name: /^Sau đó/ }) });
  await ahead.getByRole("link", { name: /^Báo cáo/ }).first().click();
  await head.getByLabel("Đã thực hiện").check();
  await head.getByRole("button", { name: "Gửi báo cáo" }).click();
  await expect(head.getByRole("status")).toContainText("Đã ghi nhận báo cáo");
  const opens = /báo cáo được từ \d/;
  await expect(head.getByRole("cell").filter({ hasText: opens })).toHaveCount(1);
  await expectAccessible(head);
  await shot(head, "later-period");
  await head.goto("/viec-cua-toi");
  const later = ahead.getByRole("listitem").filter({ hasText: opens });
  await expect(later).toHaveCount(1);
  await expect(later.getByRole("link", { name: /^Báo cáo/ })).toHaveCount(0);
  await shot(head, "my-tasks-later");
});

test("a second person looks at a report and confirms it", async () => {
  await clerk.goto("/viec-cua-toi");
  const waiting = clerk.getByRole("link", { name: /^Xem và xác nhận/ });
  const before = await waiting.count();
  await waiting.first().click();
  await expectAccessible(clerk);
  await shot(clerk, "confirm");
  await clerk.getByRole("button", { name: "Trả lại" }).click();
  await expect(clerk.getByRole("alert")).toBeVisible();
  await clerk.getByRole("button", { name: "Xác nhận" }).click();
  await expect(clerk.getByRole("status")).toContainText("Đã xác nhận báo cáo");
  await clerk.goto("/viec-cua-toi");
  await expect(waiting).toHaveCount(before - 1);
});

test("a figure leads to its rows, a row to its evidence and to the clause that asks for it", async () => {
  await clerk.goto("/tong-quan");
  await clerk.locator(".figures a").filter({ hasText: "nhiệm vụ đạt" }).click();
  await expect(clerk.locator(".tabs [aria-current]")).toHaveText("Đạt");
  await clerk.locator(".list tbody th a").first().click();
  await expect(clerk.locator("#minh-chung li").first()).toBeVisible();
  await clerk.getByRole("main").getByRole("link", { name: /^Văn bản số/ }).first().click();
  await expect(clerk).toHaveURL(/\/van-ban\/[0-9a-f-]+#doan-/);
  await expect(clerk.locator(new URL(clerk.url()).hash)).toBeInViewport();
});

test("a difficulty is raised by the unit and answered by the Office", async () => {
  // Heads see the work of all units and ask about their own.
  await head.goto("/viec-cua-toi");
  await head.locator(".tasks li h3 a").first().click();
  await head.getByRole("link", { name: "Nêu khó khăn" }).click();
  await head.getByLabel("Khó khăn, vướng mắc").fill("Hai máy tính cũ không cài được bản mới.");
  await head.getByRole("button", { name: "Gửi Văn phòng" }).click();
  await expect(head.getByRole("status")).toContainText("Đã gửi khó khăn");

  await clerk.goto("/kho-khan");
  const question = clerk.getByRole("listitem").filter({ hasText: "Hai máy tính cũ" });
  await question.getByRole("link", { name: "Trả lời" }).click();
  await clerk.getByRole("textbox", { name: /^Trả lời/ }).fill("Lập danh sách máy để thay trong quý này.");
  await clerk.getByRole("button", { name: "Gửi trả lời" }).click();
  await head.goto("/viec-cua-toi");
  await expect(head.getByText("Lập danh sách máy để thay trong quý này.")).toBeVisible();
});
