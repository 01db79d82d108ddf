import { expect, it } from "vitest";
import { refusalOf } from "./refusedFile.ts";

const limits = {
  supported_mime_types: ["image/png", "audio/mp4", "video/mp4"],
  image_size_limit: 100,
  video_size_limit: 1000,
};

it("refuses types that the server does not take, by whatever name they go", () => {
  expect(refusalOf({ type: "application/pdf", size: 1 }, limits, true)).toEqual({
    id: "compose.unsupportedFile",
  });
  expect(refusalOf({ type: "audio/x-m4a", size: 1 }, limits, true)).toBeUndefined();
  expect(refusalOf({ type: "video/mp4; codecs=avc1", size: 1 }, limits, true)).toBeUndefined();
});

it("leaves to the server what the device knows no type of", () => {
  expect(refusalOf({ type: "", size: 5000 }, limits, true)).toBeUndefined();
});

it("holds pictures to one size and all else to another, where sizes count", () => {
  expect(refusalOf({ type: "image/png", size: 101 }, limits, true)).toEqual({
    id: "compose.fileTooLarge",
    octets: 100,
  });
  expect(refusalOf({ type: "image/png", size: 100 }, limits, true)).toBeUndefined();
  expect(refusalOf({ type: "video/mp4", size: 101 }, limits, true)).toBeUndefined();
  expect(refusalOf({ type: "video/mp4", size: 1001 }, limits, true)).toMatchObject({ octets: 1000 });
  expect(refusalOf({ type: "image/png", size: 101 }, limits, false)).toBeUndefined();
});
