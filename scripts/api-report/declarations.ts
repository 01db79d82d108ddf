/** The declarations of source files as TypeScript publishes them, without comments, statement by statement. */

import { dirname, join } from "node:path";
import ts from "typescript";

/** A name that a file declares or passes on. */
export type Declared =
  /** Statements; overloads of a function are several. */
  | { readonly statements: readonly ts.Statement[]; readonly text: string }
  /** From another file, relative; `name` is `*` for all of it. */
  | { readonly from: string; readonly name: string };

/** What one file declares: by name, and the files of which it passes everything on. */
export interface FileDeclarations {
  readonly names: ReadonlyMap<string, Declared>;
  /** Names that it exports, by the name under which it has them. */
  readonly exported: ReadonlyMap<string, string>;
  readonly all: readonly string[];
}

/** Declares every file that these files reach, by path. */
export function emitDeclarations(
  root: string,
  files: readonly string[],
): ReadonlyMap<string, FileDeclarations> {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const program = ts.createProgram({
    rootNames: files,
    options: {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      removeComments: true,
    },
  });
  const emitted = new Map<string, FileDeclarations>();
  program.emit(undefined, (path, text) => {
    const source = path.replace(/\.d\.ts$/, ".ts");
    emitted.set(source, readDeclarations(source, text));
  });
  return emitted;
}

function readDeclarations(path: string, text: string): FileDeclarations {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const names = new Map<string, Declared>();
  const exported = new Map<string, string>();
  const all: string[] = [];
  const pathOf = (specifier: ts.Expression): string => {
    const name = ts.isStringLiteral(specifier) ? specifier.text : "";
    return name.startsWith(".") ? join(dirname(path), name) : name;
  };
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = pathOf(statement.moduleSpecifier);
      const bindings = statement.importClause?.namedBindings;
      if (bindings !== undefined && ts.isNamedImports(bindings))
        for (const { name, propertyName } of bindings.elements)
          names.set(name.text, { from, name: (propertyName ?? name).text });
    } else if (ts.isExportDeclaration(statement)) {
      const from = statement.moduleSpecifier && pathOf(statement.moduleSpecifier);
      if (statement.exportClause === undefined) all.push(from ?? "");
      else if (ts.isNamedExports(statement.exportClause))
        for (const { name, propertyName } of statement.exportClause.elements) {
          const own = (propertyName ?? name).text;
          exported.set(name.text, name.text);
          if (from !== undefined) names.set(name.text, { from, name: own });
          else exported.set(name.text, own);
        }
    } else {
      for (const name of namesOf(statement)) {
        const before = names.get(name);
        const statements =
          before !== undefined && "statements" in before ? [...before.statements, statement] : [statement];
        names.set(name, { statements, text: statements.map((one) => one.getText(file)).join("\n") });
        if (
          ts.canHaveModifiers(statement) &&
          ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        )
          exported.set(name, name);
      }
    }
  }
  return { names, exported, all };
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}
