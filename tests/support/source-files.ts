import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type ModuleItem, parseSync } from '@swc/core';
import { packageRoot } from '../../src/platform/package-root.js';

/** A file of the source, with what it imports. */
export interface SourceFile {
  /** Path below the package, such as `src/app.ts`. */
  readonly path: string;
  readonly text: string;
  readonly statements: readonly ModuleItem[];
  readonly imports: readonly Import[];
}

export interface Import {
  /** Path below the package for a file of our own, else the package's or node's own name. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly isTypeOnly: boolean;
  /** The names taken from it; empty for a namespace or for its effects. */
  readonly names: readonly string[];
}

/** Every TypeScript file below a folder of the package. */
export const sourceFiles = (folder: string): readonly SourceFile[] =>
  readdirSync(join(packageRoot(), folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(packageRoot(), join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map(readSource);

function readSource(path: string): SourceFile {
  const text = readFileSync(join(packageRoot(), path), 'utf8');
  const statements = parseSync(text, { syntax: 'typescript', decorators: true, target: 'es2022' }).body;
  const imports = statements.flatMap((statement) => importsOf(statement, path));
  return { path, text, statements, imports: [...imports, ...laterImportsOf(text, path)] };
}

function importsOf(statement: ModuleItem, path: string): Import[] {
  switch (statement.type) {
    case 'ImportDeclaration': {
      const names = statement.specifiers.flatMap((specifier) =>
        specifier.type === 'ImportSpecifier' ? [(specifier.imported ?? specifier.local).value] : [],
      );
      const isTypeOnly =
        statement.typeOnly ||
        (statement.specifiers.length > 0 &&
          statement.specifiers.every((specifier) => specifier.type === 'ImportSpecifier' && specifier.isTypeOnly));
      return [{ ...targetOf(statement.source.value, path), isTypeOnly, names }];
    }
    case 'ExportNamedDeclaration':
      return statement.source ? [{ ...targetOf(statement.source.value, path), isTypeOnly: false, names: [] }] : [];
    case 'ExportAllDeclaration':
      return [{ ...targetOf(statement.source.value, path), isTypeOnly: false, names: [] }];
    default:
      return [];
  }
}

/** What is imported while running, and the files that threads are started from. */
const laterImportsOf = (text: string, path: string): Import[] =>
  [...text.matchAll(/\bimport\(\s*'([^']+)'|new URL\(\s*'([^']+)',\s*import\.meta\.url/g)].map(([, imported, started]) => ({
    ...targetOf((imported ?? started)!, path),
    isTypeOnly: false,
    names: [],
  }));

function targetOf(specifier: string, path: string): Pick<Import, 'target' | 'isOwn'> {
  if (!specifier.startsWith('.')) return { target: specifier, isOwn: false };
  return { target: join(dirname(path), specifier).replaceAll('\\', '/').replace(/\.js$/, '.ts'), isOwn: true };
}
