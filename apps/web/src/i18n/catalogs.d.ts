/** The two parts of a catalogue, as build/messages.ts makes them. */

declare module "*.json?start" {
  const messages: Record<string, string>;
  export default messages;
}

declare module "*.json?later" {
  const messages: Record<string, string>;
  export default messages;
}
