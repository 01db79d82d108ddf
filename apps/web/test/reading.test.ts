import type { Browser, CDPSession, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, signedInAs, type SignedIn } from "./support/browser.ts";
import { violationsOf } from "./support/faults.ts";
import { ORIGIN, startNode, type Person, type TestNode } from "./support/node.ts";
import { hills, png } from "./support/village.ts";

const POSTS = 300;
/** A page of a timeline near the window, the frame around it, and room to spare. */
const MOST_ELEMENTS = 2_500;

/** Scrolls, and names what is then read: the second post in the window. */
async function scrolledDown(page: Page): Promise<{ id: string; at: () => Promise<number> }> {
  await page.mouse.move(400, 400);
  await page.mouse.wheel(0, 900);
  await page.waitForTimeout(500);
  const id = await page.evaluate<string>(
    "[...document.querySelectorAll('article')].filter((it) => it.getBoundingClientRect().top > 60)[1].dataset.post",
  );
  const place = `document.querySelector('article[data-post="${id}"]')?.getBoundingClientRect().top ?? -1e6`;
  return { id, at: () => page.evaluate<number>(place) };
}

const withId = z.looseObject({ id: z.string() });

async function publishPictures(
  writer: Person,
  status: string,
  descriptions: readonly string[],
): Promise<string> {
  const media_ids: string[] = [];
  for (const description of descriptions) {
    const form = new FormData();
    form.set("file", await png(hills(1200, 600, "#f7b267")));
    form.set("description", description);
    media_ids.push(withId.parse(await writer.call("POST", "/api/v2/media", form)).id);
  }
  return writer.publish({ status, media_ids });
}

const place = (x: number, y: number): { x: number; y: number } => ({ x, y });
type Points = readonly ReturnType<typeof place>[];

/** Fingers that go from one place to another on a screen that is touched. */
async function drag(screen: CDPSession, from: Points, to: Points): Promise<void> {
  await screen.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [...from] });
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const touchPoints = from.map(({ x, y }, at) => {
      const end = to[at] ?? { x, y };
      return place(x + (end.x - x) * part, y + (end.y - y) * part);
    });
    await screen.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
  }
  await screen.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

const widthOf = async (picture: Locator): Promise<number> => (await picture.boundingBox())?.width ?? 0;
const opened = (page: Page, position: string): Locator => page.getByRole("dialog", { name: position });

describe.skipIf(!hasChromium)("reading", () => {
  let node: TestNode;
  let browser: Browser;
  let writer: Person;
  let readerHere: Person;
  let signedIn: SignedIn;
  beforeAll(async () => {
    node = await startNode();
    browser = await launch(node);
    readerHere = await node.signUp("reader");
    writer = await node.signUp("writer");
    await readerHere.call("POST", `/api/v1/accounts/${writer.id}/follow`);
    signedIn = await signedInAs(browser, "reader");
    for (let number = 1; number <= POSTS; number += 1) {
      const more = number % 3 === 0 ? "\n\nIt goes on\nfor some lines\nmore." : "";
      await writer.publish({ status: `Post number ${number}.${more}` });
    }
  });
  afterAll(async () => {
    await browser.close();
    await node[Symbol.asyncDispose]();
  });

  it("goes on without end in a document that does not grow, and the way back leads to the same line", async () => {
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    await page.getByText(`Post number ${POSTS}.`).waitFor();
    const elements = (): Promise<number> => page.evaluate<number>("document.querySelectorAll('*').length");
    let most = 0;
    const oldest = page.getByText("Post number 1.", { exact: true });
    for (let turn = 0; turn < 120 && (await oldest.count()) === 0; turn += 1) {
      await page.mouse.wheel(0, 2_500);
      await page.waitForTimeout(60);
      most = Math.max(most, await elements());
    }
    await oldest.waitFor();
    await page.getByText("That is all there is.").waitFor();
    expect(most).toBeLessThan(MOST_ELEMENTS);
    expect(await page.getByRole("article").count()).toBeLessThan(40);

    await page.mouse.wheel(0, -9_000);
    await page.waitForTimeout(400);
    const places = (): Promise<[string, number][]> =>
      page.evaluate<[string, number][]>(
        `[...document.querySelectorAll("article")].map((it) => [it.dataset.post, it.getBoundingClientRect().top]).filter(([, top]) => top >= 60 && top < innerHeight)`,
      );
    const before = await places();
    expect(before.length).toBeGreaterThan(1);
    await page.locator(`article[data-post="${before[1]?.[0] ?? ""}"] [data-act=open]`).click();
    await page.waitForURL(/\/@writer\/\d+$/);
    await page.getByRole("heading", { name: "Post by writer" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await expect.poll(places).toEqual(before);
  });

  it("lets new posts wait, moves nothing that is being read, and takes deleted ones away", async () => {
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    const top = page.getByText(`Post number ${POSTS}.`);
    await top.waitFor();
    const at = async (): Promise<number | undefined> => (await top.boundingBox())?.y;
    const before = await at();
    const first = await writer.publish({ status: "Hot news" });
    const pill = page.getByRole("button", { name: "1 new post" });
    await pill.waitFor();
    expect(await page.getByText("Hot news").count()).toBe(0);
    expect(await at()).toBe(before);
    await writer.publish({ status: "Hotter news" });
    await page.getByRole("button", { name: "2 new posts" }).waitFor();
    await page.keyboard.press(".");
    await page.getByText("Hotter news").waitFor();
    await page.getByText("Hot news").waitFor();
    expect(
      await page
        .getByRole("button", { name: /new post/ })
        .locator("visible=true")
        .count(),
    ).toBe(0);

    await writer.call("DELETE", `/api/v1/statuses/${first}`);
    await page.getByText("Hot news").waitFor({ state: "detached" });
  });

  it("moves nothing further down for a post of one's own", async () => {
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    await page.getByText(`Post number ${POSTS}.`).waitFor();
    const read = await scrolledDown(page);
    const before = await read.at();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByRole("textbox").first().fill("Mine, from further down");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const pill = page.getByRole("button", { name: "1 new post" });
    await pill.waitFor();
    expect(await read.at()).toBe(before);
    await pill.click();
    await page.getByText("Mine, from further down").waitFor();
    expect(await page.evaluate("scrollY")).toBe(0);
  });

  it("moves nothing further down for notifications, and shows them at once at the top", async () => {
    const fan = await node.signUp("fan");
    const answers: string[] = [];
    const mine = await readerHere.publish({ status: "Who reads this?" });
    for (let number = 1; number <= 20; number += 1)
      answers.push(await fan.publish({ status: `@reader Number ${number} does.`, in_reply_to_id: mine }));
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    await page.goto(`${ORIGIN}/notifications`);
    await page.getByText("Number 20 does.").waitFor();
    await fan.publish({ status: "@reader Number 21 does." });
    await page.getByText("Number 21 does.").waitFor();
    const read = await scrolledDown(page);
    const before = await read.at();
    // What is in the list already is not counted as new.
    await page.context().route("**/api/v1/notifications?*since_id=*", async (route) => {
      await route.continue({
        url: route
          .request()
          .url()
          .replace(/since_id=\d+/, ""),
      });
    });
    await fan.call("POST", `/api/v1/statuses/${mine}/favourite`);
    const pill = page.getByRole("button", { name: "1 new notification" });
    await pill.waitFor();
    expect(await read.at()).toBe(before);
    await pill.click();
    await page.getByText("fan liked your post").waitFor();
    expect(await page.evaluate("scrollY")).toBe(0);
  });

  it("brings what happens in a thread, and moves nothing that is being read", async () => {
    const root = await writer.publish({ status: "Shall we?" });
    const answers: string[] = [];
    for (let number = 1; number <= 20; number += 1)
      answers.push(await writer.publish({ status: `Answer ${number}.`, in_reply_to_id: root }));
    const answer = (to: string | undefined, status: string): Promise<string> =>
      writer.publish({ status, in_reply_to_id: to });
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    await page.goto(`${ORIGIN}/@writer/${root}`);
    await page.getByText("Answer 20.").waitFor();
    await page.locator("main [aria-live=polite]").waitFor({ state: "attached" });
    // What comes further down than the window moves nothing.
    await answer(root, "Answer 21.");
    await page.getByText("Answer 21.").waitFor();

    const read = await scrolledDown(page);
    const before = await read.at();
    await answer(answers[0], "Above what is read.");
    await page.getByText("Above what is read.").waitFor({ state: "attached" });
    expect(await read.at()).toBe(before);

    await answer(read.id, "Between what is read.");
    const pill = page.getByRole("button", { name: "1 new reply" });
    await pill.waitFor();
    expect(await page.getByText("Between what is read.").count()).toBe(0);
    expect(await read.at()).toBe(before);
    await pill.click();
    await page.getByText("Between what is read.").waitFor();
    expect(await read.at()).toBe(before);
    await pill.waitFor({ state: "detached" });

    await writer.call("PUT", `/api/v1/statuses/${read.id}`, { status: "In other words." });
    await page.getByText("In other words.").waitFor();
    await writer.call("DELETE", `/api/v1/statuses/${read.id}`);
    await page.getByText("In other words.").waitFor({ state: "detached" });
    await writer.call("DELETE", `/api/v1/statuses/${root}`);
    await page.getByText("There is nothing here").first().waitFor();
  });

  it("comes back to the same line after a reload, whatever came meanwhile", async () => {
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    await page.getByRole("article").first().waitFor();
    for (let turn = 0; turn < 4; turn += 1) {
      await page.mouse.wheel(0, 1_500);
      await page.waitForTimeout(300);
    }
    const read = await scrolledDown(page);
    const before = await read.at();
    await writer.publish({ status: "Meanwhile" });
    await page.reload();
    await page.getByRole("article").first().waitFor();
    await expect.poll(async () => Math.abs((await read.at()) - before)).toBeLessThan(2);
    // It stays there.
    await page.waitForTimeout(500);
    expect(Math.abs((await read.at()) - before)).toBeLessThan(2);

    // Without a network there is what the device kept, which ends before.
    await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole("status").getByText("You are offline").waitFor();
    await page.getByRole("article").first().waitFor();
    await expect.poll(() => page.evaluate("scrollY")).toBe(0);
    expect(reader.complaints().filter((it) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(it))).toEqual([]);
  });

  it("says whom an answer answers, and how one is mentioned", async () => {
    const mine = await readerHere.publish({ status: "Is anybody there?" });
    const theirs = await writer.publish({ status: "@reader I am.", in_reply_to_id: mine });
    await writer.publish({ status: "And so is the dog.", in_reply_to_id: theirs });
    await writer.publish({ status: "@reader sees this" });
    await writer.publish({ status: "@reader alone sees this", visibility: "direct" });
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    const post = (text: string): Locator => page.getByRole("article").filter({ hasText: text });
    await post("And so is the dog.").getByRole("link", { name: "Continued thread" }).waitFor();
    await post("I am.").getByRole("link", { name: "In reply to reader" }).click();
    await page.waitForURL(`${ORIGIN}/@reader/${mine}`);
    await post("And so is the dog.").waitFor();
    // There it stands below what it answers.
    expect(await page.getByText(/In reply to|Continued/).count()).toBe(0);

    await page.goto(`${ORIGIN}/notifications`);
    await post("I am.").getByText("writer replied to you").waitFor();
    await post("sees this").getByText("writer mentioned you").waitFor();
    await post("alone sees this").getByText("writer wrote to you privately").waitFor();
  });

  it("is done with the keyboard alone", async () => {
    await using reader = await device(browser);
    const { page } = reader;
    await reader.signIn("reader");
    await page.getByRole("article").first().waitFor();
    const focused = (): Promise<string | null> =>
      page.evaluate<string | null>(
        "document.activeElement?.closest('article')?.getAttribute('data-index') ?? null",
      );
    for (const [key, index] of [["j", "0"], ["j", "1"], ["j", "2"], ["k", "1"]] as const) {
      await page.keyboard.press(key);
      expect(await focused()).toBe(index);
    } // prettier-ignore
    // At the end of a page `j` stands still until the next one is there.
    const further = async (): Promise<string | null> => {
      if ((await focused()) !== "26") await page.keyboard.press("j");
      return focused();
    };
    await expect.poll(further, { interval: 10, timeout: 20_000 }).toBe("26");

    const post = page.locator("article:focus");
    await page.keyboard.press("l");
    await post.locator("[data-act=like][aria-pressed=true]").waitFor();
    await page.keyboard.press("b");
    await post.locator("[data-act=boost][aria-pressed=true]").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("o");
    await page.waitForURL(/\/@writer\/\d+$/);
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.waitForURL(`${ORIGIN}/notifications`);
    await page.keyboard.press("/");
    await page.waitForURL(`${ORIGIN}/search`);
    // What is typed is typed.
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("njl?");
    expect(await page.getByRole("searchbox").inputValue()).toBe("njl?");
  });

  it("begins with a link past the navigation", async () => {
    await using stranger = await device(browser);
    const { page } = stranger;
    await stranger.visit("/public/local");
    await page.getByRole("article").first().waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
  });

  it("folds long posts in lists, and moves nothing that is read when it unfolds them", async () => {
    const lines = Array.from({ length: 40 }, (_, line) => `Line ${line + 1} of many`);
    lines[21] = "See https://example.org/below";
    const first = await writer.publish({ status: lines.join("\n").slice(0, 500), visibility: "unlisted" });
    for (let number = 0; number < 3; number += 1) await writer.publish({ status: `After it ${number}` });
    await using reader = await device(browser, { storageState: signedIn });
    const { page } = reader;
    await reader.visit("/home");
    const post = page.locator(`article[data-post="${first}"]`);
    const more = post.getByRole("button", { name: "Show more" });
    await more.waitFor();
    const heightOf = async (): Promise<number> => (await post.boundingBox())?.height ?? 0;
    const topOf = async (): Promise<number | undefined> => (await post.boundingBox())?.y;
    const folded = await heightOf();
    await more.focus();
    // While somebody scrolls, what is above the window moves what is in it.
    await page.waitForTimeout(300);
    const top = await topOf();
    expect(await more.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("Enter");
    const less = post.getByRole("button", { name: "Show less", expanded: true });
    await less.waitFor();
    expect(await heightOf()).toBeGreaterThan(folded + 100);
    expect(await topOf()).toBe(top);
    expect(await less.evaluate("document.activeElement.textContent")).toBe("Show less");

    // It is as it was left when one comes back to it.
    const unfolded = await heightOf();
    await page.mouse.move(640, 400);
    await page.mouse.wheel(0, 20_000);
    await post.waitFor({ state: "detached" });
    await page.mouse.wheel(0, -40_000);
    await post.waitFor();
    expect(await heightOf()).toBe(unfolded);
    await less.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 300);
    await less.press("Enter");
    await more.waitFor();
    expect(await heightOf()).toBe(folded);
    // Its beginning is in sight.
    await expect.poll(topOf).toBeGreaterThan(0);
    // What gets the focus is seen.
    await more.focus();
    await page.keyboard.press("Shift+Tab");
    await less.waitFor();
    expect(await page.evaluate("document.activeElement.textContent")).toBe("https://example.org/below");

    await post.locator("[data-act=open]").click();
    await page.waitForURL(`${ORIGIN}/@writer/${first}`);
    await page.getByText("Line 25 of many").waitFor();
    expect(await page.getByRole("button", { name: "Show more" }).count()).toBe(0);
  });

  it("keeps what others wrote in its place: hidden sounds, long code and warnings, names that turn lines around", async () => {
    const turning = await node.signUp("turning");
    const wide = await node.signUp("wide");
    for (const [person, display_name] of [[turning, "\u202egninrut"], [wide, "W".repeat(30)]] as const) {
      await person.call("PATCH", "/api/v1/accounts/update_credentials", { display_name });
      await readerHere.call("POST", `/api/v1/accounts/${person.id}/follow`);
    } // prettier-ignore
    const sound = await publishPictures(writer, "Listen", ["A hill"]);
    const code = await writer.publish({ status: "Code" });
    const spoiler_text = "A warning. ".repeat(40).trim();
    const warned = await writer.publish({ status: "The rest", spoiler_text });
    const mine = await readerHere.publish({ status: "Who is there?" });
    const first = await turning.publish({ status: "@reader I am.", in_reply_to_id: mine });
    await wide.publish({ status: "So am I.", in_reply_to_id: first });
    const last = await wide.publish({ status: "@reader And I." });
    await writer.publish({ status: "Hear, hear.", in_reply_to_id: last });
    await using reader = await device(browser, {
      storageState: signedIn,
      viewport: { width: 320, height: 700 },
    });
    const { page } = reader;
    const posts = z.array(withId.extend({ media_attachments: z.array(withId) }));
    await page.context().route("**/api/v1/timelines/home*", async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const { authorization = "" } = await route.request().allHeaders();
      const answer = await node.fetch(pathname + search, { headers: { authorization } });
      const changed = posts.parse(await answer.json()).map((post) => {
        const media_attachments = post.media_attachments.map((it) => ({ ...it, type: "audio", blurhash: null, meta: null })); // prettier-ignore
        const content = `<pre><code>${"line\n".repeat(240)}</code></pre>`;
        if (post.id === sound) return { ...post, sensitive: true, media_attachments };
        return post.id === code ? { ...post, content } : post;
      });
      await route.fulfill({ json: changed });
    });
    await reader.visit("/home");
    const post = (id: string): Locator => page.locator(`article[data-post="${id}"]`);
    const heightOf = async (it: Locator): Promise<number> => (await it.boundingBox())?.height ?? 0;
    await page.getByRole("link", { name: "In reply to gninrut", exact: true }).waitFor();
    await page.getByRole("link", { name: "In reply to WWW" }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);

    await post(warned).scrollIntoViewIfNeeded();
    const warning = post(warned).getByText("A warning.");
    const clamped = await heightOf(warning);
    expect(clamped).toBeLessThan(200);
    await post(warned).getByRole("button", { name: "Show post" }).click();
    expect(await heightOf(warning)).toBeGreaterThan(2 * clamped);
    await post(code).scrollIntoViewIfNeeded();
    await post(code).getByRole("button", { name: "Show more" }).waitFor();
    expect(await heightOf(post(code))).toBeLessThan(700);
    await post(sound).scrollIntoViewIfNeeded();
    const show = post(sound).getByRole("button", { name: "Show sensitive media" });
    expect(await heightOf(show)).toBeGreaterThanOrEqual(64);
    await show.click();
    const hide = await post(sound).getByRole("button", { name: "Hide" }).boundingBox();
    const player = await post(sound).locator("audio").boundingBox();
    expect(hide?.y).toBeGreaterThanOrEqual((player?.y ?? 0) + (player?.height ?? 0));

    await reader.visit("/notifications");
    await page.getByText("gninrut replied to you", { exact: true }).waitFor();
    await page.getByText(/^W+ mentioned you$/).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  });

  it("shows pictures larger, part by part, by keys, wheel and mouse, with what they are said to show", async () => {
    const id = await publishPictures(writer, "Two hills", ["A hill at dawn", "A hill at noon\n".repeat(40)]);
    await using reader = await device(browser, { storageState: signedIn });
    const { page } = reader;
    let open = (): void => undefined;
    const held = new Promise<void>((resolve) => (open = resolve));
    await page.route(/\/media\//, async (route) => {
      if (!route.request().url().includes("small")) await held;
      await route.continue();
    });
    await reader.visit(`/@writer/${id}`);
    await page.getByRole("button", { name: "A hill at dawn" }).click();
    const first = opened(page, "Picture 1 of 2");
    const picture = first.getByRole("img");
    await first.locator("canvas").waitFor();
    const before = await widthOf(picture);
    open();
    await first.locator("canvas").waitFor({ state: "detached" });
    // It has its place before it is there.
    expect(before).toBeGreaterThan(900);
    expect(await widthOf(picture)).toBe(before);
    await first.getByText("A hill at dawn").waitFor();

    await page.keyboard.press("+");
    await expect.poll(() => widthOf(picture)).toBe(2 * before);
    const left = (await picture.boundingBox())?.x ?? 0;
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await picture.boundingBox())?.x).toBe(left - 80);
    await page.mouse.move(640, 300);
    await page.mouse.down();
    await page.mouse.move(680, 300, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await picture.boundingBox())?.x).toBe(left - 40);
    await page.keyboard.press("-");
    await expect.poll(() => widthOf(picture)).toBe(before);
    await page.mouse.dblclick(640, 300);
    await expect.poll(() => widthOf(picture)).toBe(2.5 * before);
    await page.mouse.dblclick(640, 300);
    await expect.poll(() => widthOf(picture)).toBe(before);
    await page.mouse.click(640, 300);
    await expect.poll(() => widthOf(picture)).toBe(2.5 * before);
    await page.waitForTimeout(400);
    await page.mouse.click(640, 300);
    await expect.poll(() => widthOf(picture)).toBe(before);
    await page.mouse.wheel(0, -300);
    await expect.poll(() => widthOf(picture)).toBeGreaterThan(1.5 * before);
    const out = first.getByRole("button", { name: "Zoom out" });
    await out.click();
    await expect.poll(() => widthOf(picture)).toBe(before);
    expect(await out.getAttribute("aria-disabled")).toBe("true");

    await page.keyboard.press("ArrowRight");
    const second = opened(page, "Picture 2 of 2");
    await second.getByRole("img").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // Nothing but the picture closes by a click beside it.
    const address = page.url();
    const box = await second.getByRole("img").boundingBox();
    expect(box?.x).toBeGreaterThan(100);
    await page.mouse.click((box?.x ?? 0) - 10, (box?.y ?? 0) + 10);
    await second.waitFor({ state: "detached" });
    expect(page.url()).toBe(address);
  });

  it("goes on by a swipe, the way that lines go, and is left by a swipe down", async () => {
    const id = await publishPictures(writer, "Three hills", ["One hill", "Two hills", "Three hills"]);
    for (const [locale, isBackwards] of [["en-GB", false], ["ar-XB", true]] as const) {
      await using reader = await device(browser, {
        locale,
        storageState: signedIn,
        hasTouch: true,
        viewport: { width: 390, height: 800 },
      });
      const { page } = reader;
      await reader.visit(`/@writer/${id}`);
      const screen = await page.context().newCDPSession(page);
      const dialog = page.getByRole("dialog");
      await page.getByRole("button", { name: "One hill" }).tap();
      const at = (description: string): Promise<void> =>
        dialog.getByRole("img", { name: description }).waitFor();
      await at("One hill");
      await drag(screen, [place(300, 400)], [place(100, 410)]);
      await at(isBackwards ? "Three hills" : "Two hills");
      await drag(screen, [place(100, 400)], [place(300, 410)]);
      await at("One hill");
      await page.keyboard.press("ArrowRight");
      await at(isBackwards ? "Three hills" : "Two hills");
      await page.keyboard.press("ArrowLeft");
      await at("One hill");
      const picture = dialog.getByRole("img");
      const before = await widthOf(picture);
      await drag(screen, [place(150, 400), place(250, 400)], [place(100, 400), place(300, 400)]);
      await expect.poll(() => widthOf(picture)).toBeCloseTo(2 * before, 0);
      // What is larger is moved, and nothing else happens.
      await drag(screen, [place(300, 400)], [place(150, 400)]);
      await at("One hill");
      await page.keyboard.press("0");
      await expect.poll(() => widthOf(picture)).toBe(before);
      await drag(screen, [place(200, 300)], [place(205, 500)]);
      await dialog.waitFor({ state: "detached" });
    } // prettier-ignore
  });
});
