import { describe, expect, it } from "vitest";
import { mediaAddresses } from "./address.ts";

const ORIGIN = "https://mastic.test";
const ours = mediaAddresses(Buffer.alloc(32, 1), ORIGIN);

function parts(address: string): [string, string] {
  const [, mac = "", encoded = ""] =
    /^https:\/\/mastic\.test\/media_proxy\/([\w-]+)\/([\w-]+)$/.exec(address) ?? [];
  return [mac, encoded];
}

describe("an address of the media proxy", () => {
  it.each([
    "https://files.example/a.png",
    "https://files.example/ä b?c=%2F#d",
    "https://files.example/" + "x".repeat(4_000),
  ])("leads back to %s", (url) => {
    expect(ours.urlOf(...parts(ours.addressOf(url)))).toBe(url);
  });

  it("is the same each time, so that browsers keep what is there", () => {
    expect(ours.addressOf("https://files.example/a.png")).toBe(ours.addressOf("https://files.example/a.png"));
  });

  it("is not made of what is at this node already", () => {
    expect(ours.addressOf(`${ORIGIN}/media/a`)).toBe(`${ORIGIN}/media/a`);
    expect(ours.addressOf("https://mastic.test.example/a")).toContain("/media_proxy/");
  });

  it("leads nowhere when it is not this node's", () => {
    const [mac, encoded] = parts(ours.addressOf("https://files.example/a.png"));
    const [other] = parts(ours.addressOf("https://files.example/b.png"));
    const [foreign] = parts(
      mediaAddresses(Buffer.alloc(32, 2), ORIGIN).addressOf("https://files.example/a.png"),
    );
    const changed = Buffer.from("https://evil.example/a.png").toString("base64url");
    const forged: [string, string][] = [
      [other, encoded], [foreign, encoded], [mac, changed], [mac.slice(0, -1), encoded], [mac + mac, encoded],
      ["", encoded], [mac, ""], ["%%%", encoded], [mac, `${encoded}=`],
    ]; // prettier-ignore
    for (const it of forged) expect(ours.urlOf(...it), it.join()).toBeUndefined();
  });
});
