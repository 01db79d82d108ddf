// Names of fields in Candid messages are hashes (Candid specification, "Records").

/** The 32-bit hash of a field's name. */
export function fieldHash(name: string): number {
  let hash = 0;
  for (const byte of new TextEncoder().encode(name)) hash = (Math.imul(hash, 223) + byte) >>> 0;
  return hash;
}
