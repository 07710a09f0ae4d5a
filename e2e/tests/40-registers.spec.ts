import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "../helpers/axe";
import { Shell } from "../helpers/pages";
import { shot } from "../helpers/shot";
import { Ward } from "../helpers/ward";

let ward: Ward;
let clerk: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  ward = await Ward.start();
  clerk = await ward.as(browser, "vanthu");
});

test.afterAll(() => ward?.stop());

test("a device is written down, found without diacritics, changed and retired", async () => {
  await clerk.goto("/");
  await new Shell(clerk).goTo("Thiết bị");
  await clerk.getByRole("link", { name: "Thêm thiết bị" }).click();
  await clerk.getByLabel("Loại thiết bị").selectOption("Máy tính để bàn");
  await clerk.getByLabel("Tên, nhãn hiệu").fill("Máy soạn thảo văn bản");
  await clerk.getByLabel(/^Số máy/).fill("SN-2026-001");
  await clerk.getByLabel("Đơn vị", { exact: true }).selectOption({ index: 1 });
  await clerk.getByLabel("Vùng mạng").selectOption("Mạng nội bộ");
  await clerk.getByRole("button", { name: "Lưu" }).click();
  await expect(clerk.getByRole("alert")).toContainText("Chưa chọn mục đích sử dụng");
  await expectAccessible(clerk);
  await shot(clerk, "device-form");
  await clerk.getByLabel("Mục đích sử dụng").selectOption("Công việc thông thường");
  await clerk.getByRole("button", { name: "Lưu" }).click();
  await expect(clerk.getByRole("status")).toContainText("Đã thêm thiết bị");
  await expectAccessible(clerk);
  await shot(clerk, "device");

  await clerk.goto("/thiet-bi?q=soan+thao");
  await expect(clerk.getByRole("link", { name: "Máy soạn thảo văn bản" })).toBeVisible();
  await expectAccessible(clerk);
  await shot(clerk, "devices");
  await clerk.getByRole("link", { name: "Máy soạn thảo văn bản" }).click();
  await clerk.getByRole("link", { name: "Ngừng sử dụng" }).click();
  await clerk.getByLabel("Lý do").fill("Thay máy mới");
  await clerk.getByRole("button", { name: "Ngừng sử dụng" }).click();
  await expect(clerk.getByRole("main")).toContainText("Thay máy mới");
});

test("an account is written down without its password", async () => {
  await clerk.goto("/tai-khoan/moi");
  await expect(clerk.locator("input[type=password]")).toHaveCount(0);
  await clerk.getByLabel("Hệ thống", { exact: true }).fill("Thư điện tử công vụ");
  await clerk.getByLabel("Tên đăng nhập").fill("vanphong@phuongtrexanh.example");
  await clerk.getByLabel("Loại tài khoản").selectOption("Dùng chung");
  await clerk.getByLabel("Đơn vị", { exact: true }).selectOption({ index: 1 });
  await clerk.getByLabel("Xác thực hai bước").selectOption("Chưa bật");
  await clerk.getByRole("button", { name: "Lưu" }).click();
  await expect(clerk.getByRole("status")).toContainText("Đã thêm tài khoản");
  await clerk.goto("/tai-khoan");
  await expect(clerk.getByRole("row").filter({ hasText: "Dùng chung" })).toHaveCount(1);
  await expectAccessible(clerk);
  await shot(clerk, "accounts");
});
