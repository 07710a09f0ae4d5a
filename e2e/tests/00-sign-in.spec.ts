import { expect, test } from "@playwright/test";
import { expectAccessible } from "../helpers/axe";
import { SignInPage } from "../helpers/pages";
import { shot } from "../helpers/shot";

test("a person who is not signed in is asked to sign in", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await expect(signIn.heading()).toHaveText(/đăng nhập/i);
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await expectAccessible(page);
  await shot(page, "sign-in");
});

test("the page of sign-in asks nothing of another host", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await new SignInPage(page).open();
  expect([...new Set(asked)]).toEqual([new URL(baseURL ?? "").origin]);
});
