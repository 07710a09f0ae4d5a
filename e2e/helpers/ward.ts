// The sample ward (`luytre demo`) for specs that need months of work behind them.
import { type ChildProcess, spawn } from "node:child_process";
import { type Browser, type Page } from "@playwright/test";
import { program } from "./settings";

/** A running sample ward. */
export class Ward {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
    private readonly password: string,
  ) {}

  /** Starts one and waits until it says where it is. */
  static async start(): Promise<Ward> {
    const process = spawn(program, ["demo", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    return new Promise((resolve, reject) => {
      process.once("error", reject);
      process.once("exit", (code) => reject(new Error(`luytre demo ended with ${code}: ${said}`)));
      process.stdout.on("data", (bytes: Buffer) => {
        said += bytes.toString();
        const url = /http:\/\/[0-9.]+:\d+/.exec(said)?.[0];
        const password = /mật khẩu chung: ([^)]+)\)/.exec(said)?.[1];
        if (url && password) {
          process.removeAllListeners("exit");
          resolve(new Ward(process, url, password));
        }
      });
    });
  }

  stop(): void {
    this.process.kill("SIGTERM");
  }

  /** A page of a browser of its own in which this person is signed in. */
  async as(browser: Browser, login: string): Promise<Page> {
    const context = await browser.newContext({ baseURL: this.url, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
    const page = await context.newPage();
    await page.goto("/dang-nhap");
    await page.getByLabel("Tên đăng nhập").fill(login);
    await page.getByLabel("Mật khẩu").fill(this.password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.getByRole("navigation").first().waitFor();
    return page;
  }
}
