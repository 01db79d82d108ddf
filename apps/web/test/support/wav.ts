/** Silence as a WAVE file: eight bits, 8,000 samples a second. */

const SAMPLES_PER_SECOND = 8_000;
const SILENCE = 0x80;

export function wav(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = seconds * SAMPLES_PER_SECOND;
  const bytes = new Uint8Array(44 + samples).fill(SILENCE, 44);
  const view = new DataView(bytes.buffer);
  const text = (at: number, it: string): void => bytes.set(new TextEncoder().encode(it), at);
  text(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, SAMPLES_PER_SECOND, true);
  view.setUint32(28, SAMPLES_PER_SECOND, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, samples, true);
  return bytes;
}
