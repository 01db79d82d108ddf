// base58btc: the digits of Bitcoin's addresses (draft-msporny-base58, sections 2 to 4), leading zeros kept as `1`.

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const VALUES = new Int8Array(128).fill(-1);
for (let index = 0; index < ALPHABET.length; index++) VALUES[ALPHABET.charCodeAt(index)] = index;

/** The text of `bytes`. The work grows with the square of the length. */
export function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let index = 0; index < digits.length; index++) {
      carry += (digits[index] ?? 0) << 8;
      digits[index] = carry % 58;
      carry = (carry / 58) | 0;
    }
    for (; carry > 0; carry = (carry / 58) | 0) digits.push(carry % 58);
  }
  let text = "";
  for (let index = 0; index < bytes.length && bytes[index] === 0; index++) text += "1";
  for (let index = digits.length - 1; index >= 0; index--) text += ALPHABET.charAt(digits[index] ?? 0);
  return text;
}

/** The bytes of `text`; undefined for a character that is no digit. The work grows with the square of the length. */
export function decodeBase58(text: string): Uint8Array | undefined {
  // Little-endian; a digit is less than a byte, so there is room for all.
  const bytes = new Uint8Array(text.length);
  let length = 0;
  let zeros = 0;
  for (let at = 0; at < text.length; at++) {
    let carry = VALUES[text.charCodeAt(at)] ?? -1;
    if (carry < 0) return undefined;
    if (carry === 0 && length === 0) zeros++;
    for (let index = 0; index < length; index++) {
      carry += (bytes[index] ?? 0) * 58;
      bytes[index] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes[length++] = carry & 255;
  }
  return bytes.subarray(0, length + zeros).reverse();
}
