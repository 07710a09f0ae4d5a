import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "../helpers/axe";
import { shot } from "../helpers/shot";
import { Ward } from "../helpers/ward";

// A clerk of the sample ward takes a dispatch in, reviews what was read and gives it out.
const text = readFileSync(fileURLToPath(new URL("../../crates/server/tests/data/cong-van.txt", import.meta.url)), "utf8");

let ward: Ward;
let clerk: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ward = await Ward.start();
  clerk = await ward.as(browser, "vanthu");
});

test.afterAll(() => ward?.stop());

async function upload(page: Page, name: string, content: string): Promise<void> {
  await page.goto("/van-ban/nhan");
  await page.getByLabel(/Tệp văn bản/).setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Đọc văn bản" }).click();
}

const duties = (page: Page) => page.locator(".duty");
/** The number of the duty that the keyboard is at. */
const current = (page: Page) => page.locator(".duty.current .n");

test("the text stands beside the plan that was read from it", async () => {
  await clerk.goto("/van-ban");
  await expectAccessible(clerk);
  await shot(clerk, "dispatches");
  await clerk.getByRole("link", { name: "Nhận văn bản" }).click();
  await expect(clerk.getByRole("heading", { level: 1 })).toHaveText("Nhận văn bản");
  await expectAccessible(clerk);
  await shot(clerk, "receive");
  await upload(clerk, "cong-van.txt", text);
  await expect(clerk.getByRole("heading", { level: 1 })).toContainText("Tăng cường bảo đảm an ninh mạng");
  expect(await duties(clerk).count()).toBeGreaterThanOrEqual(20);
  await expectAccessible(clerk);
  await shot(clerk, "review");
});

test("a place in the text leads to its duty, and back", async () => {
  await clerk.getByText("Bật xác thực hai bước đối với thư điện tử", { exact: false }).first().click();
  await expect(clerk.locator(".duty.current")).toContainText("Bật xác thực hai bước");
  await expect(clerk.locator(".paper mark.on")).toContainText("Bật xác thực hai bước");
  await clerk.keyboard.press("k");
  await expect(clerk.locator(".paper mark.on")).not.toContainText("Bật xác thực hai bước");
});

test("everything is done by keyboard, and told to who cannot see it", async () => {
  const before = await duties(clerk).count();
  const said = clerk.locator("#said");
  await clerk.keyboard.press("g");
  await expect(duties(clerk)).toHaveCount(before - 1);
  await expect(said).toContainText("Đã gộp hai nhiệm vụ");

  await clerk.keyboard.press("s");
  await clerk.locator(".inline input[name=at]").first().check();
  await clerk.keyboard.press("Control+Enter");
  await expect(duties(clerk)).toHaveCount(before);
  await expect(said).toContainText("Đã tách");

  await clerk.keyboard.press("x");
  await expect(clerk.getByLabel("Lý do")).toBeFocused();
  await clerk.keyboard.press("Enter");
  await expect(duties(clerk)).toHaveCount(before - 1);
  await clerk.getByText("Đã bỏ 1 nhiệm vụ").click();
  await clerk.getByRole("button", { name: "Khôi phục" }).click();
  await expect(duties(clerk)).toHaveCount(before);

  const at = await current(clerk).innerText();
  await clerk.keyboard.press("e");
  await clerk.getByLabel(/^Định kỳ/).last().fill("nửa mùa");
  await clerk.keyboard.press("Control+Enter");
  await expect(clerk.getByRole("alert")).toContainText("Không hiểu “nửa mùa”");
  await expectAccessible(clerk);
  await clerk.getByLabel(/^Định kỳ/).last().fill("6 tháng");
  await clerk.keyboard.press("Control+Enter");
  await expect(clerk.locator(".duty.current")).toContainText("6 tháng một lần");
  await expect(current(clerk)).toHaveText(at);
});

test("a duty is added by marking its words, with the mouse and by keyboard", async () => {
  const before = await duties(clerk).count();
  const heading = clerk.locator(".paper [data-start]").filter({ hasText: "Ứng phó sự cố" });
  await heading.dblclick();
  await expect(clerk.locator("#mark-add")).toBeVisible();
  await shot(clerk, "marking");
  await clerk.keyboard.press("t");
  await expect(clerk.locator("#inline-add #text")).toHaveValue(/\S+/);
  await clerk.keyboard.press("Escape");

  await clerk.keyboard.press("j");
  await clerk.keyboard.press("v");
  await clerk.keyboard.press("Shift+ArrowRight");
  await expect(clerk.locator("#said")).toContainText("Đang đánh dấu:");
  await clerk.keyboard.press("t");
  await clerk.locator("#inline-add #due_on").fill("30/12/2026");
  await clerk.locator("#inline-add").getByLabel("Tất cả đơn vị").check();
  await clerk.keyboard.press("Control+Enter");
  await expect(duties(clerk)).toHaveCount(before + 1);
  await expect(clerk.locator(".duty.current")).toContainText("Cán bộ thêm");
});

test("the keys are told, and Enter goes to the button that confirms", async () => {
  await clerk.keyboard.press("?");
  await expect(clerk.getByText("tách làm hai")).toBeVisible();
  await clerk.evaluate(() => (document.activeElement as HTMLElement).blur());
  await clerk.keyboard.press("Enter");
  await expect(clerk.getByRole("link", { name: "Xác nhận và giao việc" })).toBeFocused();
});

test("a confirmed plan is work of the units, with a draft to send", async () => {
  await clerk.keyboard.press("Enter");
  await expect(clerk.getByRole("heading", { level: 1 })).toHaveText("Xác nhận và giao việc");
  await expectAccessible(clerk);
  await shot(clerk, "review-confirm");
  // One duty to a group of units, then the others to all.
  const unitless = clerk.locator('input[name="duties"]');
  const before = await unitless.count();
  for (const box of (await unitless.all()).slice(1)) await box.uncheck();
  await clerk.getByRole("checkbox", { name: "Trường học, y tế" }).check();
  await clerk.getByRole("button", { name: "Giao cho các đơn vị đã chọn" }).click();
  await expect(unitless).toHaveCount(before - 1);
  await clerk.getByLabel("Tất cả đơn vị").check();
  await clerk.getByRole("button", { name: "Giao cho các đơn vị đã chọn" }).click();
  await clerk.getByRole("button", { name: /^Giao \d+ lượt việc$/ }).click();
  await expect(clerk.getByRole("status").first()).toContainText("Đã giao việc");
  await expectAccessible(clerk);
  await shot(clerk, "dispatch-given");
  await clerk.getByRole("link", { name: "Dự thảo công văn, kế hoạch" }).click();
  await expect(clerk.getByRole("heading", { level: 1 })).toHaveText("Dự thảo văn bản triển khai");
  await expectAccessible(clerk);
  await shot(clerk, "drafts");
  // What is proposed may be settled otherwise; what was typed stays where something is wrong.
  await expect(clerk.getByLabel("Trích yếu")).toHaveValue(/an ninh mạng/);
  await clerk.getByLabel("Người soạn thảo").fill("NVA");
  await clerk.getByLabel("Họ và tên người ký").fill("x".repeat(4001));
  await clerk.getByRole("button", { name: "Tải dự thảo (.docx)" }).click();
  await expect(clerk.getByLabel("Họ và tên người ký")).toHaveAccessibleDescription(/quá dài/);
  await expect(clerk.getByLabel("Người soạn thảo")).toHaveValue("NVA");
  await clerk.getByLabel("Họ và tên người ký").fill("Lý Thị Thay");
  const download = clerk.waitForEvent("download");
  await clerk.getByRole("button", { name: "Tải dự thảo (.docx)" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.docx$/);
});

test("a marked document is refused calmly, the same dispatch leads to the first", async () => {
  await upload(clerk, "a.txt", text.replace("Số: 1452", "MẬT\n\nSố: 1453"));
  await expect(clerk.getByRole("heading", { level: 1 })).toContainText("mang dấu mật");
  await expectAccessible(clerk);
  await shot(clerk, "secret");
  await upload(clerk, "b.txt", `\n${text}`);
  await clerk.getByRole("link", { name: "Mở văn bản đã nhận" }).click();
  await expect(clerk.getByRole("heading", { level: 1 })).toContainText("Tăng cường bảo đảm an ninh mạng");
});
