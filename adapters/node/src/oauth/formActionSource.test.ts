import { expect, it } from "vitest";
import { formActionSource } from "./formActionSource.ts";

it.each([
  ["https://client.example/callback?a=1", "https://client.example"],
  ["http://localhost:8080/", "http://localhost:8080"],
  ["http://127.0.0.1:3000/x", "http://127.0.0.1:3000"],
  ["http://[::1]:3000/x", "http://[::1]:3000"],
  ["https://bücher.example/", "https://xn--bcher-kva.example"],
  ["org.example.app://oauth", "org.example.app:"],
  ["urn:ietf:wg:oauth:2.0:oob", "urn:"],
])("%s may be followed to %s", (uri, source) => {
  expect(formActionSource(uri)).toBe(source);
});

it.each(["http://x;script-src/", "https://*/", "https://*.example/", "https://a,b/", "https://'self'/"])(
  "%s has no source",
  (uri) => {
    expect(formActionSource(uri)).toBeUndefined();
  },
);
