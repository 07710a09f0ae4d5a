// The first day of a new office: from the link that the server printed to the draft of the office's
// own dispatch. Each test goes on where the one before it ended.
import { readFile } from "node:fs/promises";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { expectAccessible } from "../helpers/axe";
import { Shell, SignInPage } from "../helpers/pages";
import { shot } from "../helpers/shot";
import { code } from "../helpers/totp";

test.describe.configure({ mode: "serial" });

/** Invented for this walk, like everybody in it. */
const password = "Cau-Tre-Bac-2468";

const dispatch = `ỦY BAN NHÂN DÂN
THÀNH PHỐ SÔNG LAM

Số: 231/UBND-NC

Sông Lam, ngày 05 tháng 10 năm 2026

V/v tăng cường bảo đảm an toàn thông tin trong cơ quan, trường học

Kính gửi: Ủy ban nhân dân các xã, phường.

Ủy ban nhân dân thành phố yêu cầu Ủy ban nhân dân các xã, phường thực hiện các nội dung sau:

1. Rà soát toàn bộ máy tính, thiết bị mạng của các cơ quan, đơn vị.

2. Thay đổi mật khẩu các tài khoản định kỳ tối thiểu 03 tháng/lần; nghiêm cấm dùng chung tài khoản.

3. Công an phường chủ trì kiểm tra việc bảo vệ bí mật nhà nước, hoàn thành trước ngày 15/12/2027.

4. Định kỳ 6 tháng báo cáo kết quả về Ủy ban nhân dân thành phố.

Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh về Ủy ban nhân dân thành phố để xem xét./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Sông
`;

let admin: Page;
let clerk: Page;
let invitation = "";

async function person(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" })).newPage();
}

test("the first person makes an account by the link that works once", async ({ browser }) => {
  admin = await person(browser);
  const signIn = new SignInPage(admin);
  await signIn.followFirstLink();
  await expectAccessible(admin);
  await shot(admin, "first-link");
  await admin.getByLabel("Họ và tên").fill("Nguyễn Thị Măng");
  await admin.getByLabel("Tên đăng nhập").fill("mang.nt");
  await admin.getByLabel("Mật khẩu mới", { exact: true }).fill("ngan");
  await admin.getByLabel("Nhập lại mật khẩu mới").fill("ngan");
  await admin.getByRole("button", { name: "Tạo tài khoản" }).click();
  await expect(admin.getByLabel("Họ và tên"), "what was typed stays").toHaveValue("Nguyễn Thị Măng");
  await admin.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await admin.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await admin.getByRole("button", { name: "Tạo tài khoản" }).click();
  await expect(admin).toHaveURL(/thiet-lap/);

  const other = await person(browser);
  await new SignInPage(other).followFirstLink();
  await expect(other.getByText("không còn hiệu lực")).toBeVisible();
  await other.context().close();
});

test("the wizard asks for the office, its units and its people", async () => {
  await expectAccessible(admin);
  await shot(admin, "set-up-office");
  await admin.getByLabel("Phường", { exact: true }).check();
  await admin.getByLabel("Tên cơ quan").fill("Ủy ban nhân dân phường Bến Tre Xanh");
  await admin.getByLabel(/Cơ quan chủ quản/).fill("Ủy ban nhân dân thành phố Sông Lam");
  await admin.getByLabel(/Địa danh/).fill("Bến Tre Xanh");
  await admin.locator("input[name=symbol]").fill("UBND");
  await admin.locator("input[name=commune_code]").fill("99999");
  await admin.getByRole("button", { name: "Lưu và tiếp tục" }).click();

  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Các đơn vị của cơ quan");
  await expectAccessible(admin);
  await shot(admin, "set-up-units");
  await admin.getByRole("button", { name: "Lưu và tiếp tục" }).click();

  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Mời những người đầu tiên");
  await admin.getByLabel("Họ và tên").fill("Trần Văn Thư");
  await admin.getByLabel("Đơn vị").selectOption({ label: "Văn phòng HĐND và UBND" });
  await admin.getByLabel("Vai trò").selectOption({ label: "Văn thư, Văn phòng" });
  await admin.getByLabel("Tên đăng nhập").fill("thu.tv");
  await admin.getByRole("button", { name: "Tạo liên kết mời" }).click();
  invitation = await admin.getByLabel("Sao chép và gửi qua kênh nội bộ").inputValue();
  await expectAccessible(admin);
  await shot(admin, "set-up-people");
  await admin.getByRole("button", { name: "Hoàn tất thiết lập" }).click();
});

test("an administrator needs a second step once the office is open", async () => {
  await expect(admin.getByLabel(/Mã/)).toBeVisible();
  await expectAccessible(admin);
  await shot(admin, "second-step");
  const secret = await admin.locator("input[name=secret]").inputValue();
  await admin.getByLabel(/Mã/).fill(code(secret));
  await admin.locator("main form button.primary, form button.primary").first().click();
  await expect(admin.getByRole("navigation").first()).toBeVisible();
});

test("the clerk takes the invitation and a dispatch in", async ({ browser }) => {
  clerk = await person(browser);
  await clerk.goto(invitation);
  await clerk.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await clerk.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await clerk.getByRole("button", { name: "Đặt mật khẩu và đăng nhập" }).click();
  await new Shell(clerk).goTo("Văn bản");
  await clerk.getByRole("link", { name: "Nhận văn bản" }).first().click();
  await clerk.locator("input[type=file]").setInputFiles({
    name: "cong-van-231.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(dispatch),
  });
  await clerk.getByRole("button", { name: "Đọc văn bản" }).click();
  await expect(clerk.getByRole("heading", { level: 1 })).toContainText("an toàn thông tin");
  await expect(clerk.locator("[id^=nv-]").filter({ hasText: "dùng chung tài khoản" })).toContainText("Nghiêm cấm");
  await expect(clerk.locator("[id^=nv-]").filter({ hasText: "Thay đổi mật khẩu" })).toContainText("ACC-03");
  await expect(clerk.locator("[id^=nv-]").filter({ hasText: "Công an phường chủ trì" })).toContainText("15/12/2027");
});

test("the same dispatch is known again", async () => {
  const plan = clerk.url();
  await clerk.goto("/van-ban/nhan");
  await clerk.locator("input[type=file]").setInputFiles({
    name: "cong-van-231-ban-sao.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(dispatch),
  });
  await clerk.getByRole("button", { name: "Đọc văn bản" }).click();
  await clerk.getByRole("link", { name: "Mở văn bản đã nhận" }).click();
  expect(new URL(clerk.url()).pathname).toBe(new URL(plan).pathname);
});

test("a dispatch with a secrecy mark is refused", async () => {
  const plan = clerk.url();
  await clerk.goto("/van-ban/nhan");
  await clerk.locator("input[type=file]").setInputFiles({
    name: "thu.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(dispatch.replace("Số: 231/UBND-NC", "Số: 9/UBND-NC\n\nTỐI MẬT")),
  });
  await clerk.getByRole("button", { name: "Đọc văn bản" }).click();
  await expect(clerk.getByText("Không có gì được lưu lại")).toBeVisible();
  await expectAccessible(clerk);
  await shot(clerk, "refused");
  await clerk.goto(plan);
});

test("the plan is confirmed once every duty has a unit", async () => {
  await clerk.getByRole("link", { name: "Xác nhận và giao việc" }).click();
  await expectAccessible(clerk);
  await shot(clerk, "confirm-plan");
  await expect(clerk.getByRole("heading", { name: /nhiệm vụ chưa có đơn vị/ })).toBeVisible();
  await clerk.getByLabel("Văn phòng HĐND và UBND").check();
  await clerk.getByLabel("Trường Tiểu học").check();
  await clerk.getByRole("button", { name: "Giao cho các đơn vị đã chọn" }).click();
  await expect(clerk.getByRole("heading", { name: /nhiệm vụ chưa có đơn vị/ })).toBeHidden();
  await clerk.locator("main button.primary").click();
  await new Shell(clerk).goTo("Nhiệm vụ");
  await expect(clerk.getByText("Rà soát toàn bộ máy tính").first()).toBeVisible();
});

test("a unit reports, the overview counts it, the evidence is one click from the figure", async () => {
  await new Shell(clerk).goTo("Việc của tôi");
  await clerk.locator(".tasks li").filter({ hasText: "Rà soát toàn bộ máy tính" }).getByRole("link", { name: /^Báo cáo/ }).click();
  await clerk.getByLabel("Đã thực hiện").check();
  await clerk.getByLabel(/^Nội dung/).fill("Đã lập danh sách 12 máy tính, 2 máy in.");
  await clerk.getByRole("button", { name: "Gửi báo cáo" }).click();
  await expect(clerk.getByRole("status")).toContainText("Đã ghi nhận báo cáo");
  await new Shell(clerk).goTo("Tổng quan");
  await clerk.locator(".figures a").filter({ hasText: "nhiệm vụ đạt" }).click();
  await clerk.getByRole("link", { name: /Rà soát toàn bộ máy tính/ }).first().click();
  await expect(clerk.getByText("Đã lập danh sách 12 máy tính")).toBeVisible();
});

test("the draft of the office's own dispatch comes as a Word document", async () => {
  await new Shell(clerk).goTo("Văn bản");
  await clerk.getByRole("link", { name: /an toàn thông tin/ }).first().click();
  await clerk.getByRole("link", { name: /dự thảo/i }).first().click();
  await expectAccessible(clerk);
  const [download] = await Promise.all([
    clerk.waitForEvent("download"),
    clerk.locator("main form button.primary").first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.docx$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString(), "a Word document is a zip").toBe("PK");
});
