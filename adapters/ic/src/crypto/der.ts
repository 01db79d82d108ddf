/** The little of DER that RSA keys are written in (X.690; RFC 8017, appendix A.1; RFC 5208; RFC 5280, section 4.1). */

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const NULL = 0x05;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;

/** rsaEncryption, 1.2.840.113549.1.1.1 */
const RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

/** The numbers of an RSAPublicKey within a SubjectPublicKeyInfo: modulus and exponent. @throws {RangeError} */
export function readSpki(spki: Uint8Array): bigint[] {
  const [, key] = children(content(spki, 0, SEQUENCE));
  return integers(content(key ?? new Uint8Array(), 0, BIT_STRING).subarray(1));
}

/** The numbers of an RSAPrivateKey within a PrivateKeyInfo, its version first. @throws {RangeError} */
export function readPkcs8(pkcs8: Uint8Array): bigint[] {
  const [, , key] = children(content(pkcs8, 0, SEQUENCE));
  return integers(content(key ?? new Uint8Array(), 0, OCTET_STRING));
}

/** SubjectPublicKeyInfo of an RSA key. */
export function writeSpki(numbers: readonly bigint[]): Uint8Array {
  const key = write(SEQUENCE, ...numbers.map(writeInteger));
  return write(SEQUENCE, algorithm(), write(BIT_STRING, Uint8Array.of(0), key));
}

/** PrivateKeyInfo of an RSA key. */
export function writePkcs8(numbers: readonly bigint[]): Uint8Array {
  const key = write(SEQUENCE, ...numbers.map(writeInteger));
  return write(SEQUENCE, writeInteger(0n), algorithm(), write(OCTET_STRING, key));
}

function algorithm(): Uint8Array {
  return write(SEQUENCE, write(OBJECT_IDENTIFIER, Uint8Array.from(RSA)), write(NULL));
}

interface Element {
  readonly tag: number | undefined;
  readonly start: number;
  readonly end: number;
}

function elementAt(bytes: Uint8Array, at: number): Element {
  let start = at + 2;
  let length = bytes[at + 1] ?? Number.NaN;
  if (length >= 0x80) {
    const count = length - 0x80;
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + (bytes[start + i] ?? Number.NaN);
    start += count;
  }
  const end = start + length;
  if (!(end <= bytes.length)) throw new RangeError("The key ends too early.");
  return { tag: bytes[at], start, end };
}

function content(bytes: Uint8Array, at: number, tag: number): Uint8Array {
  const element = elementAt(bytes, at);
  if (element.tag !== tag) throw new RangeError("The key is not of this form.");
  return bytes.subarray(element.start, element.end);
}

/** The elements of a sequence, each with its tag. */
function children(bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const { end } = elementAt(bytes, at);
    found.push(bytes.subarray(at, end));
    at = end;
  }
  return found;
}

function integers(sequence: Uint8Array): bigint[] {
  return children(content(sequence, 0, SEQUENCE)).map((child) => toBigInt(content(child, 0, INTEGER)));
}

/** Unsigned, the most significant byte first. */
export function toBigInt(bytes: Uint8Array): bigint {
  let hex = "0";
  for (const byte of bytes) hex += (byte + 256).toString(16).slice(1);
  return BigInt(`0x${hex}`);
}

/** @param length in bytes: the number fits, or its highest bytes are lost */
export function fromBigInt(number: bigint, length: number): Uint8Array {
  const hex = number.toString(16).padStart(2 * length, "0");
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function writeInteger(number: bigint): Uint8Array {
  // A leading zero where the first bit would make it negative.
  const length = Math.floor(number.toString(2).length / 8) + 1;
  return write(INTEGER, fromBigInt(number, length));
}

function write(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, it) => sum + it.length, 0);
  const prefix =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const bytes = new Uint8Array(1 + prefix.length + length);
  bytes.set([tag, ...prefix]);
  let at = 1 + prefix.length;
  for (const it of contents) {
    bytes.set(it, at);
    at += it.length;
  }
  return bytes;
}
