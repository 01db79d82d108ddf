// Prints the figures of this package as JSON: parsing a JRD against JSON.parse, and how much code an import brings.

import { compare } from "../../../scripts/bench-result.ts";
import { bundleSizes } from "../../../scripts/bundle-size.test-support.ts";
import { answerWebFinger, parseJrd, serializeJrd } from "../src/index.ts";
import { SIZES } from "./sizes.ts";

const text = serializeJrd(
  answerWebFinger({
    acct: { user: "alice", host: "example.com" },
    actorUri: "https://example.com/users/alice",
    profileUrl: "https://example.com/@alice",
    subscribeTemplate: "https://example.com/authorize_interaction?uri={uri}",
    avatar: { url: "https://files.example.com/avatars/000/000/001/alice.png", type: "image/png" },
  }),
);
const rows = [
  await compare(
    "parse a JRD",
    () => parseJrd(text),
    "JSON.parse",
    () => JSON.parse(text),
    60,
  ),
  ...(await bundleSizes(import.meta.dirname, SIZES)),
];
console.log(JSON.stringify(rows, undefined, 2));
