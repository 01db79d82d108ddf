import { expect, it } from "vitest";
import { signatureMaxAgeSeconds } from "./signatureAge.ts";
import { network } from "./servers.test-support.ts";

const { instance } = network().server("here.example").ctx;
const withHours = (hours: number) => ({
  ...instance,
  limits: { ...instance.limits, signatureMaxAgeMillis: hours * 3_600_000 },
});

it.each([
  [1, 3_600],
  [12, 43_200],
  [24, 43_200],
])("%s hours are %s seconds, and no more than the libraries take", (hours, seconds) => {
  expect(signatureMaxAgeSeconds(withHours(hours))).toBe(seconds);
});
