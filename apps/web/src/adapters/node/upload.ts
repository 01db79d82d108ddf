/** Multipart uploads that say how far they are: XMLHttpRequest, since fetch cannot tell. */

import { ApiError } from "../../ports/apiError.ts";
import type { UploadRequest } from "../../ports/transport.ts";
import type { RawAnswer } from "../readAnswer.ts";

/** @param origin of the API; empty for that of the page @throws {ApiError} `offline` */
export function sendUpload(
  origin: string,
  request: UploadRequest,
  token: string | undefined,
): Promise<RawAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(request.fields)) form.set(name, value);
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, origin + request.path);
    if (token !== undefined) xhr.setRequestHeader("authorization", `Bearer ${token}`);
    xhr.upload.onprogress = ({ loaded, total }) => request.onProgress?.(total === 0 ? 0 : loaded / total);
    xhr.onload = () =>
      resolve({ status: xhr.status, text: xhr.responseText, link: xhr.getResponseHeader("link") });
    xhr.onerror = () => reject(new ApiError("offline", "The server cannot be reached."));
    xhr.onabort = () => reject(new DOMException("The upload was given up.", "AbortError"));
    request.signal?.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(form);
  });
}
