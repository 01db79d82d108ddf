import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { whileTimeStands } from "./support/clock.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";
import { pictureOf, type PictureFile } from "./support/picture.ts";

/** In octets. */
const LARGEST_PICTURE = 1_048_576;

const published = z.array(
  z.looseObject({
    media_attachments: z.array(
      z.looseObject({
        description: z.string().nullable(),
        meta: z.looseObject({ focus: z.object({ x: z.number(), y: z.number() }).optional() }).nullable(),
      }),
    ),
  }),
);

/**
 * Gives a picture to the text field as a paste or a drop does, with a text where there is one.
 * @returns whether the browser does with it what it does without the app
 */
function hand(page: Page, how: "paste" | "drop", { buffer }: PictureFile, text = ""): Promise<boolean> {
  const bytes = JSON.stringify([...buffer]);
  const make =
    how === "paste"
      ? "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })"
      : "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })";
  return page.evaluate(`(() => {
    const data = new DataTransfer();
    data.setData("text/plain", ${JSON.stringify(text)});
    data.items.add(new File([new Uint8Array(${bytes})], "${how}.png", { type: "image/png" }));
    return document.querySelector("[role=dialog] form textarea").dispatchEvent(${make});
  })()`);
}

describe.skipIf(!hasChromium)("the composer", () => {
  let node: TestNode;
  let browser: Browser;
  let alice: Person;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode({ IMAGE_MAX_MEGABYTES: "1" });
    browser = await launch(node);
    alice = await node.signUp("alice");
    const carol = await node.signUp("carol");
    await carol.call("PATCH", "/api/v1/accounts/update_credentials", { display_name: "Carol of the sea" });
    await carol.publish({ status: "The #seaside in winter" });
    signedIn = await signedInAs(browser, "alice");
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("completes people, hashtags and emoji by keyboard, and asks for nothing while one types", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.keyboard.press("n");
    const text = page.getByRole("textbox", { name: "Text of the post" });
    await text.waitFor();
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/search?") && asked.push(request.url()));
    await whileTimeStands(page, () => page.keyboard.type("Hi @caro"));
    const list = page.getByRole("listbox", { name: "Suggestions" });
    await list.getByRole("option", { name: "Carol of the sea", selected: true }).waitFor();
    expect(asked).toEqual([expect.stringContaining("q=caro&")]);
    expect(await text.getAttribute("aria-activedescendant")).toBe(
      await list.getByRole("option").first().getAttribute("id"),
    );
    await page.keyboard.press("Enter");
    await list.waitFor({ state: "detached" });
    expect(await text.inputValue()).toBe("Hi @carol ");

    await page.keyboard.type("at the #sea");
    await list.getByRole("option", { name: "#seaside" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await text.inputValue()).toBe("Hi @carol at the #seaside ");

    await page.keyboard.type(":heart");
    await list.getByRole("option", { name: "heart", exact: true, selected: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    const second = await list.getByRole("option", { selected: true }).textContent();
    expect(await list.getByRole("option").nth(1).textContent()).toBe(second);
    // Escape closes the list, not the dialog.
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    await page.keyboard.type("_eyes");
    expect(await list.count()).toBe(0);
    await page.keyboard.type(" :tada");
    await list.getByRole("option", { name: "tada" }).click();
    expect(await text.inputValue()).toBe("Hi @carol at the #seaside :heart_eyes 🎉 ");
    await page.keyboard.type("!");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("article").getByRole("link", { name: "@carol" }).waitFor();
  });

  it("asks a question with a poll, and keeps it as a draft", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Text of the post" }).fill("What is for dinner?");
    await page.getByRole("button", { name: "Poll", exact: true }).click();
    expect(await page.getByRole("button", { name: "Add pictures" }).isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: "Option 1" }).fill("Soup");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Soup");
    const send = page.getByRole("button", { name: "Post", exact: true });
    expect(await send.isDisabled()).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Option 3" }).waitFor();
    await page.keyboard.type("Bread");
    await page.getByRole("textbox", { name: "Option 2" }).fill("Pie");
    await page.getByLabel("How long the poll is open").selectOption("3 days");
    const several = page.getByLabel("Several answers");
    await several.check();
    // Not the browser's own, which looks as if it could not be chosen in the dark.
    expect(await page.evaluate("getComputedStyle(document.querySelector('input[type=checkbox]')).appearance")).toBe("none"); // prettier-ignore
    // For whom it is stands there whole.
    const audience = page.getByLabel("Who can see it");
    await audience.selectOption("private");
    expect((await audience.boundingBox())?.width).toBeGreaterThan(160);
    await audience.selectOption("public");
    const language = page.getByLabel("Language of the post");
    await language.selectOption("it");
    await page.reload();
    await page.getByRole("button", { name: "New post", exact: true }).click();
    expect(await page.getByRole("textbox", { name: "Option 3" }).inputValue()).toBe("Bread");
    expect(await language.inputValue()).toBe("it");
    await page.getByRole("button", { name: "Remove option 3" }).click();
    await send.click();
    const post = page.getByRole("article").filter({ hasText: "What is for dinner?" });
    await post.getByText("Pie").waitFor();
    expect(await post.getByText("Bread").count()).toBe(0);
    const [status] = z
      .array(
        z.looseObject({
          language: z.string(),
          poll: z.looseObject({ multiple: z.boolean(), expires_at: z.iso.datetime() }),
        }),
      )
      .parse(await alice.call("GET", `/api/v1/accounts/${alice.id}/statuses?limit=1`));
    expect(status?.language).toBe("it");
    expect(status?.poll.multiple).toBe(true);
    const hours = (Date.parse(status?.poll.expires_at ?? "") - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71);
    expect(hours).toBeLessThanOrEqual(72);
  });

  it("takes pictures that are pasted and dropped, reminds of descriptions, and sends what is to be seen", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Text of the post" }).fill("Two pictures");
    await hand(page, "paste", await pictureOf(300, 200));
    await hand(page, "drop", await pictureOf(200, 200));
    const first = page.getByRole("group", { name: "What is always seen of paste.png" });
    const second = page.getByRole("group", { name: "What is always seen of drop.png" });
    await second.getByRole("slider", { name: "From left to right" }).focus();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowRight");
    const box = await first.locator("img").boundingBox();
    if (box === null) throw new Error("no picture");
    await page.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.25);
    await page.getByLabel("Description").first().fill("Violet");

    const send = page.getByRole("button", { name: "Post", exact: true });
    await send.click();
    const reminder = page.getByRole("alert").filter({ hasText: "One file has no description" });
    await reminder.waitFor();
    await page.keyboard.press("Enter");
    await reminder.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.dataset.described")).toBe("false");
    // What the server has already is part of the draft.
    await page.reload();
    await page.getByRole("button", { name: "New post", exact: true }).click();
    await second.waitFor({ state: "detached" });
    await page
      .getByRole("group", { name: /What is always seen of/ })
      .nth(1)
      .waitFor();
    expect(await page.getByLabel("Description").first().inputValue()).toBe("Violet");
    await send.click();
    await page.getByRole("button", { name: "Post without" }).click();
    const shown = page.getByRole("article").filter({ hasText: "Two pictures" }).locator("li img").first();
    await shown.waitFor();
    expect(await shown.getAttribute("style")).toMatch(/^object-position: 2\d(?:\.5)?% 2\d(?:\.5)?%;$/);

    const [status] = published.parse(
      await alice.call("GET", `/api/v1/accounts/${alice.id}/statuses?limit=1&only_media=true`),
    );
    expect(status?.media_attachments.map(({ description }) => description)).toEqual(["Violet", null]);
    const [one, two] = (status?.media_attachments ?? []).map(({ meta }) => meta?.focus);
    expect(one?.x).toBeCloseTo(-0.5, 1);
    expect(one?.y).toBeCloseTo(0.5, 1);
    expect(two).toEqual({ x: 0.3, y: 0 });
  });

  it("offers all emoji by keyboard: found, of the node, chosen before", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    // A picture of the node, whichever.
    const picture = `${ORIGIN}/avatar.png`;
    await page
      .context()
      .route("**/api/v1/custom_emojis", (route) =>
        route.fulfill({ json: [{ shortcode: "blob_wave", url: picture, static_url: picture }] }),
      );
    await device_.visit("/home");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.keyboard.press("n");
    const text = page.getByRole("textbox", { name: "Text of the post" });
    await text.fill("Well done");
    await page.keyboard.press("ArrowLeft");
    const button = page.getByRole("button", { name: "Insert emoji" });
    const picker = page.getByRole("dialog", { name: "Insert emoji" });
    await button.press("Enter");
    await picker.getByRole("rowgroup", { name: "Of mastic.localhost" }).waitFor();
    await picker.getByRole("gridcell", { name: "grinning face", exact: true }).waitFor();
    await page.keyboard.type("party");
    await picker
      .getByRole("status")
      .getByText(/emoji found/)
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await picker.getByRole("gridcell").first().and(page.locator(":focus")).waitFor();
    const first = await picker.getByRole("gridcell").first().textContent();
    await page.keyboard.press("Enter");
    await picker.waitFor({ state: "detached" });
    expect(await text.inputValue()).toBe(`Well don${first}e`);
    await page.keyboard.press("End");

    // Escape empties the search, then closes the emoji, and not the post.
    await button.press("Enter");
    await picker.getByRole("rowgroup", { name: "Recent" }).waitFor();
    await page.keyboard.type("nothing like this");
    await picker.getByRole("status").getByText("No emoji found").waitFor();
    await page.keyboard.press("Escape");
    await picker.getByRole("rowgroup", { name: "Recent" }).waitFor();
    await page.keyboard.press("Escape");
    await picker.waitFor({ state: "detached" });
    await button.and(page.locator(":focus")).waitFor();

    // Tab leads to what has been found now, and on into the form, over which nothing stays.
    await button.press("Enter");
    await page.keyboard.type("party");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await picker.getByRole("gridcell").nth(1).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await picker.getByRole("gridcell").nth(1).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type(" popper");
    await expect.poll(() => picker.getByRole("gridcell").count()).toBe(1);
    await page.keyboard.press("Tab");
    await picker.getByRole("gridcell").first().and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Tab");
    await picker.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.closest('[role=dialog] form') !== null")).toBe(true);
    await button.click();
    await picker.getByRole("gridcell", { name: "blob_wave" }).click();
    expect(await text.inputValue()).toBe(`Well don${first}e :blob_wave: `);
    await text.and(page.locator(":focus")).waitFor();
    await text.fill("");
  });

  it("knows Italian names of emoji", async () => {
    await using device_ = await device(browser, { storageState: signedIn, locale: "it-IT" });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("button", { name: "Nuovo post", exact: true }).click();
    const text = page.getByRole("textbox", { name: "Testo del post" });
    await text.fill("Ti voglio bene ");
    await page.keyboard.type(":cuore");
    const list = page.getByRole("listbox", { name: "Suggerimenti" });
    await list.getByRole("option", { name: "cuore rosso", selected: true }).waitFor();
    await page.keyboard.press("Enter");
    expect(await text.inputValue()).toBe("Ti voglio bene ❤️ ");
    await text.fill("");
  });

  it("takes the text of what a word processor copies, without the picture of it", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.keyboard.press("n");
    const text = page.getByRole("textbox", { name: "Text of the post" });
    await text.waitFor();
    // The bar above covers nothing of the ring around it.
    const bar = await page.getByRole("heading", { name: "New post" }).locator("..").boundingBox();
    const box = await text.boundingBox();
    expect((box?.y ?? 0) - (bar?.y ?? 0) - (bar?.height ?? 0)).toBeGreaterThanOrEqual(4);
    const file = await pictureOf(30, 20);
    expect(await hand(page, "paste", file, "A whole paragraph")).toBe(true);
    expect(await page.getByRole("group", { name: "What is always seen of paste.png" }).count()).toBe(0);
    // A file manager copies the name of a file with it.
    expect(await hand(page, "paste", file, "paste.png")).toBe(false);
    await page.getByRole("group", { name: "What is always seen of paste.png" }).waitFor();
    await page.getByRole("button", { name: "Remove paste.png" }).click();
  });

  it("keeps what was said of a file that did not arrive, says why, and sends it again", async () => {
    await using device_ = await device(browser, { storageState: signedIn });
    const { page } = device_;
    await device_.visit("/home");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Text of the post" }).fill("Third time lucky");
    const answers: ((route: Route) => Promise<void>)[] = [
      (route) => route.abort("internetdisconnected"),
      (route) => route.fulfill({ status: 422, json: { error: "No violet today" } }),
      (route) => route.continue(),
    ];
    await page.context().route("**/api/v2/media", (route) => answers.shift()?.(route));
    const input = page.locator("[role=dialog] input[type=file]");
    await input.setInputFiles(await pictureOf(300, 200));
    const failure = page.getByRole("alert").filter({ hasText: "violet.png could not be uploaded" });
    await failure.getByText("The server cannot be reached").waitFor();
    const description = page.getByRole("textbox", { name: "Description" });
    await description.fill("Violet");
    await page.getByRole("slider", { name: "From left to right" }).press("ArrowRight");
    const send = page.getByRole("button", { name: "Post", exact: true });
    expect(await send.isDisabled()).toBe(true);
    await failure.getByRole("button", { name: "Try again" }).press("Enter");
    await failure.getByText("No violet today").waitFor();
    // The button was gone for a while.
    await description.and(page.locator(":focus")).waitFor();
    await failure.getByRole("button", { name: "Try again" }).click();
    await failure.waitFor({ state: "detached" });

    // What the server would refuse is not sent.
    await input.setInputFiles({
      name: "letter.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF"),
    });
    const letter = page.getByRole("alert").filter({ hasText: "letter.pdf" });
    await letter.getByText("The server takes no files of this type.").waitFor();
    // What it refuses for its type it would refuse again, and nobody describes it.
    const error = "Validation failed: File content type is invalid";
    answers.unshift((route) => route.fulfill({ status: 422, json: { error } }));
    await input.setInputFiles({ ...(await pictureOf(30, 20)), name: "odd.png" });
    const odd = page.getByRole("alert").filter({ hasText: "odd.png" });
    await odd.getByText("The server takes no files of this type.").waitFor();
    expect(await odd.getByRole("button").allTextContents()).toEqual(["Remove"]);
    expect(await description.count()).toBe(1);
    expect(await page.getByRole("group", { name: "What is always seen of odd.png" }).count()).toBe(0);
    await odd.getByRole("button", { name: "Remove odd.png" }).click();
    const large = Buffer.alloc(LARGEST_PICTURE + 1);
    await input.setInputFiles({ name: "large.png", mimeType: "image/png", buffer: large });
    const tooLarge = page.getByRole("alert").filter({ hasText: "large.png" });
    await tooLarge.getByText("The server takes at most 1 MB.").waitFor();
    expect(await letter.getByRole("button", { name: "Try again" }).count()).toBe(0);
    for (const name of ["letter.pdf", "large.png"])
      await page.getByRole("button", { name: `Remove ${name}` }).click();
    expect(await description.inputValue()).toBe("Violet");
    await send.click();
    await page.getByRole("article").filter({ hasText: "Third time lucky" }).waitFor();
    const [status] = published.parse(
      await alice.call("GET", `/api/v1/accounts/${alice.id}/statuses?limit=1&only_media=true`),
    );
    expect(status?.media_attachments).toMatchObject([
      { description: "Violet", meta: { focus: { x: 0.1, y: 0 } } },
    ]);
    device_.complaints();
  });
});
