// Page objects: what a person does on a page, in the words of the screen. No assertions here but
// those without which the next step makes no sense.
import { type Locator, type Page } from "@playwright/test";
import { signInLink } from "./settings";

/** The page that asks who you are. */
export class SignInPage {
  constructor(readonly page: Page) {}

  readonly heading = (): Locator => this.page.getByRole("heading", { level: 1 });

  async open(): Promise<void> {
    await this.page.goto("/");
  }

  /** Uses the link that the server printed for the first person. It works once in a run. */
  async followFirstLink(): Promise<void> {
    await this.page.goto(signInLink);
  }
}

/** What stands around every page of a person who is signed in. */
export class Shell {
  constructor(readonly page: Page) {}

  /** Goes to a part of the product by its name in the navigation, such as "Văn bản". */
  async goTo(name: string): Promise<void> {
    await this.page.getByRole("navigation").first().getByRole("link", { name, exact: true }).click();
  }
}
