// sanitize-html ships no types: this is the part of it that the tests call.
declare module "sanitize-html" {
  export default function sanitize(html: string, options: object): string;
}
