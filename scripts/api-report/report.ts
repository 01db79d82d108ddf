/** What a package offers, as text to review: the declarations of all that its entries export, and of what these mention. */

import ts from "typescript";
import type { Declared, FileDeclarations } from "./declarations.ts";

type Files = ReadonlyMap<string, FileDeclarations>;
interface Place {
  readonly file: string;
  readonly name: string;
}

/** The declarations that an entry exports, by name; then those that they mention and the entry does not export. */
export function reportOf(
  entry: string,
  files: Files,
): { exported: readonly string[]; mentioned: readonly string[] } {
  const exports = [...exportsOf(entry, files)].sort(([left], [right]) => (left < right ? -1 : 1));
  const told = new Set<string>();
  const exported = exports.map(([name, place]) => {
    told.add(keyOf(place));
    const text = textAt(place, files);
    return place.name === name ? text : `${text}\nexport { ${place.name} as ${name} };`;
  });
  const mentioned: { name: string; text: string }[] = [];
  const pending = exports.map(([, place]) => place);
  for (let place = pending.pop(); place !== undefined; place = pending.pop())
    for (const other of mentionedAt(place, files)) {
      if (told.has(keyOf(other))) continue;
      told.add(keyOf(other));
      pending.push(other);
      mentioned.push({ name: other.name, text: textAt(other, files) });
    }
  mentioned.sort((left, right) => (left.text < right.text ? -1 : 1));
  return { exported: [...new Set(exported)], mentioned: [...new Set(mentioned.map(({ text }) => text))] };
}

function exportsOf(file: string, files: Files): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const declarations = files.get(file);
  for (const from of declarations?.all ?? [])
    for (const [name, place] of exportsOf(from, files)) found.set(name, place);
  for (const [name, own] of declarations?.exported ?? []) {
    const place = placeOf({ file, name: own }, files);
    if (place !== undefined) found.set(name, place);
  }
  return found;
}

/** Where a name is declared; undefined for what comes from another package. */
function placeOf({ file, name }: Place, files: Files): Place | undefined {
  const declared = files.get(file)?.names.get(name);
  if (declared === undefined) return exportsOfAll(file, name, files);
  return "from" in declared ? placeOf({ file: declared.from, name: declared.name }, files) : { file, name };
}

function exportsOfAll(file: string, name: string, files: Files): Place | undefined {
  for (const from of files.get(file)?.all ?? []) {
    const place = placeOf({ file: from, name }, files);
    if (place !== undefined) return place;
  }
  return undefined;
}

function mentionedAt({ file, name }: Place, files: Files): Place[] {
  const found: Place[] = [];
  const visit = (node: ts.Node): void => {
    const text =
      ts.isTypeReferenceNode(node) || ts.isTypeQueryNode(node) || ts.isExpressionWithTypeArguments(node)
        ? leftmost(node)
        : undefined;
    const place = text === undefined ? undefined : placeOf({ file, name: text }, files);
    if (place !== undefined) found.push(place);
    ts.forEachChild(node, visit);
  };
  const declared = declaredAt({ file, name }, files);
  if (declared !== undefined && "statements" in declared) declared.statements.forEach(visit);
  return found;
}

function leftmost(
  node: ts.TypeReferenceNode | ts.TypeQueryNode | ts.ExpressionWithTypeArguments,
): string | undefined {
  let name: ts.Node = ts.isTypeReferenceNode(node)
    ? node.typeName
    : ts.isTypeQueryNode(node)
      ? node.exprName
      : node.expression;
  while (ts.isQualifiedName(name)) name = name.left;
  return ts.isIdentifier(name) ? name.text : undefined;
}

const declaredAt = ({ file, name }: Place, files: Files): Declared | undefined =>
  files.get(file)?.names.get(name);

function textAt(place: Place, files: Files): string {
  const declared = declaredAt(place, files);
  return declared !== undefined && "text" in declared ? declared.text : "";
}

const keyOf = ({ file, name }: Place): string => `${file}#${name}`;
