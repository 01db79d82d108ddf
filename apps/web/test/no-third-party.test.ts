/** Who reads on a server asks nobody else for anything: what other servers' posts show comes from the node (decisions/034). */

import { accounts, INSTANCE, media, statuses } from "@mastic/core";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { device, hasChromium, launch, type Device, type SignedIn } from "./support/browser.ts";
import { violationsOf } from "./support/faults.ts";
import { Keyboard } from "./support/keyboard.ts";
import { ORIGIN, startFarNode, startNode, type Person, type TestNode } from "./support/node.ts";
import { pictureOf } from "./support/picture.ts";
import { wav } from "./support/wav.ts";

/** What begins as a video does, and goes no further. */
const VIDEO = "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const found = z.object({ statuses: z.array(z.looseObject({ id: z.string() })) });
const withId = z.looseObject({ id: z.string() });
const withUrl = z.looseObject({ id: z.string(), url: z.string() });
const withPictures = z.looseObject({ avatar: z.string(), url: z.string(), acct: z.string() });

async function file(colour: string, width = 320, height = 200): Promise<File> {
  const { buffer, name, mimeType } = await pictureOf(width, height, colour);
  return new File([new Uint8Array(buffer)], name, { type: mimeType });
}

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

async function attached(person: Person, it: File, description: string): Promise<string> {
  return withId.parse(await person.call("POST", "/api/v2/media", form({ file: it, description }))).id;
}

describe.skipIf(!hasChromium)("what other servers' posts show", () => {
  let node: TestNode;
  let far: TestNode & { readonly origin: string };
  let browser: Browser;
  let anna: Person;
  let signedIn: SignedIn;
  /** Bea's, who is at the far server. */
  let avatar: string;
  let profile: string;
  let post: string;

  beforeAll(async () => {
    [node, far] = await Promise.all([startNode(), startFarNode()]);
    browser = await launch(node, far.hosts);
    const [reader, bea] = await Promise.all([node.signUp("anna"), far.signUp("bea")]);
    anna = reader;
    const pictures = {
      display_name: "Bea :blob:",
      avatar: await file("#d03060", 400, 400),
      header: await file("#3060d0", 600, 200),
    };
    avatar = withPictures.parse(
      await bea.call("PATCH", "/api/v1/accounts/update_credentials", form(pictures)),
    ).avatar;
    const publish = async (status: string, ids: readonly string[]): Promise<string> => {
      const { url } = withUrl.parse(await bea.call("POST", "/api/v1/statuses", { status, media_ids: ids }));
      return url;
    };
    const urls = [
      await publish("Two hills :blob:", [
        await attached(bea, await file("#208050"), "The green hill"),
        await attached(bea, await file("#a0a020"), "The yellow hill"),
      ]),
      await publish("A sound", [
        await attached(bea, new File([wav(1)], "sound.wav", { type: "audio/wav" }), "A second of silence"),
      ]),
      await publish("A film", [
        await attached(
          bea,
          new File([Buffer.from(VIDEO, "base64")], "film.webm", { type: "video/webm" }),
          "A pan over the hills",
        ),
      ]),
    ];
    const ids: string[] = [];
    for (const url of urls) {
      const query = new URLSearchParams({ q: url, resolve: "true" }).toString();
      const { statuses: [status] } = found.parse(await anna.call("GET", `/api/v2/search?${query}`)); // prettier-ignore
      ids.push(status?.id ?? "");
    }
    post = ids[0] ?? "";
    const account = withPictures.parse(
      z.looseObject({ account: z.unknown() }).parse(await anna.call("GET", `/api/v1/statuses/${post}`))
        .account,
    );
    profile = `/@${account.acct}`;
    await anna.call("POST", `/api/v1/statuses/${post}/reblog`);
    // Servers of our kind have no emoji of their own.
    const emojis = [{ shortcode: "blob", url: avatar, staticUrl: `${avatar}?still` }];
    await node.store.turn(INSTANCE, async (turn) => {
      const status = await turn.get(statuses, { id: BigInt(post) });
      if (status === undefined) throw new Error("the post has not come");
      await turn.update(statuses, { id: status.id }, { emojis });
      await turn.update(accounts, { id: status.accountId }, { emojis });
    });
    await using once = await device(browser);
    await once.signIn("anna");
    signedIn = await once.page.context().storageState();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([node, far].map((it) => it[Symbol.asyncDispose]()));
  });

  /** A device whose every request is written down, those of its worker as well. */
  async function reader(): Promise<Device & { readonly asked: () => string[] }> {
    const made = await device(browser, { storageState: signedIn });
    const asked: string[] = [];
    made.page.context().on("request", (request) => asked.push(request.url()));
    return { ...made, asked: () => asked.filter((url) => !/^(?:data|blob):/.test(url)) };
  }

  const origins = (urls: readonly string[]): string[] => [...new Set(urls.map((url) => new URL(url).origin))];

  /** Waits until the picture is drawn. */
  async function drawn(picture: Locator): Promise<void> {
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((it: { naturalWidth?: number }) => it.naturalWidth ?? 0), {
        timeout: 15_000,
      })
      .toBeGreaterThan(0);
  }

  /** All pictures of a part of the page that are those of other servers. */
  async function expectDrawn(part: Locator, atLeast: number): Promise<void> {
    const pictures = part.locator(`img[src^="${ORIGIN}/media_proxy/"]`);
    await expect.poll(() => pictures.count(), { timeout: 15_000 }).toBeGreaterThanOrEqual(atLeast);
    for (const picture of await pictures.all()) await drawn(picture);
  }

  const article = (page: Page, text: string): Locator =>
    page.getByRole("article").filter({ hasText: text }).first();

  it("is asked of the node alone: in a timeline and the lightbox", async () => {
    await using eyes = await reader();
    const { page } = eyes;
    await eyes.visit("/public");
    // Two hills, the face, and the emoji in her name and in her post.
    await expectDrawn(article(page, "Two hills"), 5);

    // Emoji that move stand still for whoever wants less motion.
    const blob = article(page, "Two hills").getByRole("img", { name: ":blob:" }).first();
    const shown = (): Promise<unknown> => blob.evaluate((it: { currentSrc?: string }) => it.currentSrc);
    const moving = new URL((await blob.getAttribute("src")) ?? "", ORIGIN).href;
    await expect.poll(shown).not.toBe(moving);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await expect.poll(shown).toBe(moving);
    await page.emulateMedia({ reducedMotion: "reduce" });

    const sound = article(page, "A sound").locator("audio");
    await sound.evaluate((it: { preload?: string; load?: () => void }) => {
      it.preload = "auto";
      it.load?.();
    });
    await expect
      .poll(() => sound.evaluate((it: { duration?: number }) => it.duration), { timeout: 15_000 })
      .toBe(1);
    const film = article(page, "A film").locator("video");
    await film.scrollIntoViewIfNeeded();
    const source = await film.getAttribute("src");
    expect(source).toContain(`${ORIGIN}/media_proxy/`);
    await expect.poll(() => eyes.asked()).toContain(source);
    // What they are said to hold is read by everybody.
    const keys = new Keyboard(page);
    for (const [text, words] of [["A sound", "A second of silence"], ["A film", "A pan over the hills"]] as const) {
      const post = article(page, text);
      // The browser's own controls in it are no business of this page.
      await post.locator("audio, video").focus();
      await keys.look();
      await post.getByRole("button", { name: "ALT: description" }).press("Enter");
      await post.getByText(words).waitFor();
      expect(await post.locator("audio, video").getAttribute("aria-label")).toBe(words);
    } // prettier-ignore
    expect(await violationsOf(page)).toEqual([]);

    await article(page, "Two hills").getByRole("button", { name: "The green hill" }).click();
    const dialog = page.getByRole("dialog");
    await drawn(dialog.getByRole("img", { name: "The green hill" }));
    await page.keyboard.press("ArrowRight");
    await drawn(dialog.getByRole("img", { name: "The yellow hill" }));
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    expect(origins(eyes.asked())).toEqual([ORIGIN]);
  });

  it("is asked of the node alone: in a profile and a thread", async () => {
    await using eyes = await reader();
    const { page } = eyes;
    await eyes.visit(profile);
    await article(page, "Two hills").waitFor();
    // Header and face besides.
    await expectDrawn(page.locator("#main"), 7);
    await eyes.visit(`${profile}/${post}`);
    await expectDrawn(article(page, "Two hills"), 5);

    expect(origins(eyes.asked())).toEqual([ORIGIN]);
  });

  it("is asked of the node alone on pages without scripts", async () => {
    await using eyes = await device(browser, { javaScriptEnabled: false });
    const asked: string[] = [];
    eyes.page.context().on("request", (request) => asked.push(request.url()));
    await eyes.visit("/@anna");
    const card = eyes.page.locator("article").filter({ hasText: "Two hills" });
    await card.scrollIntoViewIfNeeded();
    await expect
      .poll(() => asked.filter((url) => url.startsWith(`${ORIGIN}/media_proxy/`)).length, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(3);
    expect(origins(asked)).toEqual([ORIGIN]);
  });

  it("cannot be asked of anybody else: the page's own policy refuses it", async () => {
    // The app, and a page of the node's own.
    await using eyes = await device(browser, {}, [far.origin]);
    for (const path of ["/public", "/@anna"]) {
      await eyes.visit(path);
      const refused = await eyes.page.evaluate(`new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
        new Image().src = "${avatar}";
      })`);
      expect(refused, path).toBe("img-src");
      // Chromium complains as well, as soon as it gets to it.
      const complaints: string[] = [];
      await expect.poll(() => complaints.push(...eyes.complaints()), { timeout: 15_000 }).toBeGreaterThan(0);
      for (const it of complaints) expect(it).toContain("Content Security Policy");
    }
  });

  it("has its original address for who wants to go there", async () => {
    const rows = await node.store.view(INSTANCE, (view) => view.scan(media, { limit: 10 }));
    const status = z
      .looseObject({ media_attachments: z.array(z.looseObject({ remote_url: z.string() })) })
      .parse(await anna.call("GET", `/api/v1/statuses/${post}`));
    const originals = status.media_attachments.map(({ remote_url }) => remote_url);
    expect(originals).toHaveLength(2);
    for (const original of originals) {
      expect(original.startsWith(far.origin)).toBe(true);
      expect(rows.rows.map(({ remoteUrl }) => remoteUrl)).toContain(original);
    }
  });
});
