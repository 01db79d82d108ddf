/** Keeps something on the device, where there is room: a full one keeps nobody from what they are doing. */

/** @returns whether it is kept */
export function tryStore(storage: Storage, key: string, text: string): boolean {
  try {
    storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
