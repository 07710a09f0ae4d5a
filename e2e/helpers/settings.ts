// What a run is told from outside. A missing setting fails the run at once: nothing is guessed.

function required(name: string, meaning: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: ${meaning}. \`cargo xtask test --only e2e\` sets it.`);
  }
  return value;
}

/** Where the server under test answers, such as http://127.0.0.1:8080. */
export const url = required("LUYTRE_URL", "the address of a running luytre");

/** The one-time sign-in link that a server with an empty folder prints. */
export const signInLink = required("LUYTRE_SIGNIN", "the one-time sign-in link that it printed");

/** The program itself, for specs that also use its command line. */
export const program = process.env["LUYTRE_PROGRAM"] ?? "luytre";

/** The browser: Debian's Chromium, or another that LUYTRE_CHROMIUM names. */
export const chromium = process.env["LUYTRE_CHROMIUM"] ?? "/usr/bin/chromium";
