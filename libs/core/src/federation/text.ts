/** UTF-8 at the edge: every engine has these two, whatever its type declarations say. */

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export const encodeText = (text: string): Uint8Array => encoder.encode(text);

/** @throws {TypeError} when the bytes are no UTF-8 */
export const decodeText = (bytes: Uint8Array): string => decoder.decode(bytes);
