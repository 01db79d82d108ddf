import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/webfinger/answers.json" with { type: "json" };
import {
  acctOfActor,
  type ActorNames,
  answerWebFinger,
  checkActorAccount,
  readWebFinger,
  webFingerAnswer,
  WebFingerError,
  webfingerRequest,
  webfingerRequestByTemplate,
} from "./index.ts";

/** JSON imports give every member of a union; members that are not there have to go. */
function response(vector: { status: number; headers: object; body: string }) {
  const headers = Object.fromEntries(
    Object.entries(vector.headers).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return { status: vector.status, headers, body: vector.body };
}

function expected(vector: { acct?: string; actorUri?: string }) {
  return {
    ...(vector.acct !== undefined && { acct: vector.acct }),
    ...(vector.actorUri !== undefined && { actorUri: vector.actorUri }),
  };
}

describe("reading an answer", () => {
  test.each(vectors.valid)("$name", (vector) => {
    const found = readWebFinger(response(vector.response), expected(vector.expected));
    expect(found).toMatchObject(vector.found);
    expect(found.confirm).toBeUndefined();
    if (!("profileUrl" in vector.found)) expect(found.profileUrl).toBeUndefined();
    if (!("subscribeTemplate" in vector.found)) expect(found.subscribeTemplate).toBeUndefined();
  });

  test.each(vectors.moved)("$name", (vector) => {
    const found = readWebFinger(response(vector.response), expected(vector.expected));
    expect(found).toMatchObject(vector.found);
    expect(found.confirm?.url).toBe(vector.confirm);
  });

  test.each(vectors.invalid)("refuses: $name", (vector) => {
    expect(() => readWebFinger(response(vector.response), expected(vector.expected))).toThrow(
      expect.objectContaining({ code: vector.code }),
    );
  });

  test("takes bytes, and refuses those that are not UTF-8", () => {
    const account = { acct: { user: "a", host: "example.com" }, actorUri: "https://example.com/users/a" };
    const answer = webFingerAnswer(answerWebFinger(account));
    const bytes = { ...answer, body: new TextEncoder().encode(answer.body) };
    expect(readWebFinger(bytes, { acct: "a@example.com" })).toMatchObject({ subject: account.acct });
    expect(() => readWebFinger({ ...answer, body: Uint8Array.of(0xff) }, {})).toThrow(
      expect.objectContaining({ code: "jrd_malformed" }),
    );
  });

  test("http links count only where the question went over http", () => {
    const account = {
      acct: { user: "a", host: "127.0.0.2:3000" },
      actorUri: "http://127.0.0.2:3000/users/a",
    };
    const answer = webFingerAnswer(answerWebFinger(account));
    const acct = "a@127.0.0.2:3000";
    expect(readWebFinger(answer, { acct, scheme: "http" }).actorUri).toBe(account.actorUri);
    expect(() => readWebFinger(answer, { acct })).toThrow(expect.objectContaining({ code: "actor_missing" }));
  });

  test("any answer is read or refused with a code", () => {
    const headers = { "content-type": "application/jrd+json" };
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (body) => {
        try {
          readWebFinger({ status: 200, headers, body }, { acct: "a@example.com" });
        } catch (error) {
          expect(error).toBeInstanceOf(WebFingerError);
        }
      }),
    );
  });
});

describe("asking", () => {
  test("an account at its host, a URL at its own", () => {
    expect(webfingerRequest("@veeso_dev@hachyderm.io")).toEqual({
      method: "GET",
      url: "https://hachyderm.io/.well-known/webfinger?resource=acct%3Aveeso_dev%40hachyderm.io",
      headers: { accept: "application/jrd+json, application/json;q=0.9" },
    });
    expect(
      webfingerRequest({ user: "a&b", host: "example.com" }, { rels: ["self"], scheme: "http" }).url,
    ).toBe("http://example.com/.well-known/webfinger?resource=acct%3Aa%26b%40example.com&rel=self");
    expect(webfingerRequest("https://example.com/users/a").url).toBe(
      "https://example.com/.well-known/webfinger?resource=https%3A%2F%2Fexample.com%2Fusers%2Fa",
    );
    expect(() => webfingerRequest("ftp://example.com/a")).toThrow(
      expect.objectContaining({ code: "resource_malformed" }),
    );
  });

  test("by the template of host-meta", () => {
    expect(webfingerRequestByTemplate("https://wf.example/?r={uri}", "a@example.com").url).toBe(
      "https://wf.example/?r=acct%3Aa%40example.com",
    );
    for (const template of ["http://wf.example/?r={uri}", "https://wf.example/", "{uri}"]) {
      expect(() => webfingerRequestByTemplate(template, "a@example.com")).toThrow(
        expect.objectContaining({ code: "template_malformed" }),
      );
    }
  });
});

describe("back from the actor", () => {
  test.each(vectors.actors)("$name", ({ actor: remote, found, code }) => {
    // As it came from elsewhere: nobody has said of what types its members are.
    const actor = JSON.parse(JSON.stringify(remote)) as ActorNames;
    if (code === undefined) expect(() => checkActorAccount(actor, found)).not.toThrow();
    else expect(() => checkActorAccount(actor, found)).toThrow(expect.objectContaining({ code }));
  });

  test("the account that an actor names", () => {
    const id = "https://social.example.com/users/1";
    expect(acctOfActor({ id, preferredUsername: "Alice" })).toEqual({
      user: "Alice",
      host: "social.example.com",
    });
    expect(acctOfActor({ id, webfinger: "acct:alice@example.com" })).toEqual({
      user: "alice",
      host: "example.com",
    });
    for (const preferredUsername of ["a@b", "@alice", "a b", "a\ud800", "a%00", "", null]) {
      expect(() => acctOfActor({ id, preferredUsername })).toThrow(WebFingerError);
    }
    expect(acctOfActor({ id, preferredUsername: "acct:alice" }).user).toBe("acct:alice");
    expect(() => acctOfActor(JSON.parse('{"id":5,"preferredUsername":"alice"}') as ActorNames)).toThrow(
      expect.objectContaining({ code: "acct_malformed" }),
    );
  });
});
