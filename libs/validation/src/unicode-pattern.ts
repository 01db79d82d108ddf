/**
 * Regular expressions over Unicode's properties, made when first used: an engine looks the properties up as soon as it
 * reads a literal, so that those of this package alone took a quarter of the time that importing it takes.
 */

const made = new WeakMap<TemplateStringsArray, RegExp>();

/** The expression with the flag `u`; one for all uses of the template. */
export function unicode(template: TemplateStringsArray): RegExp {
  return patternOf(template, "u");
}

/** The expression with the flags `u` and `y`, for `endOfRun`; one for all uses of the template. */
export function unicodeRun(template: TemplateStringsArray): RegExp {
  return patternOf(template, "uy");
}

function patternOf(template: TemplateStringsArray, flags: string): RegExp {
  let pattern = made.get(template);
  if (pattern === undefined) made.set(template, (pattern = new RegExp(template.raw.join(""), flags)));
  return pattern;
}
