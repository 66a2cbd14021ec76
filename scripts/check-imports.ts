import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';
import { judgeFeature, judgeImport } from './import-directions.ts';

/** Reads every import of our sources and prints those that go against the arrows; exit code 1 if there are any. */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WORKSPACES = new Map<string, string>();
for (const manifest of globSync(['*/package.json', 'local-stack/*/package.json'], { cwd: ROOT })) {
  const { name } = JSON.parse(readFileSync(join(ROOT, manifest), 'utf8')) as { name: string };
  WORKSPACES.set(name, dirname(manifest));
}

const files = globSync('{domain,functions,web,local-stack,e2e,bench,scripts}/**/*.{ts,tsx}', {
  cwd: ROOT,
  exclude: (path) => /(^|\/)(node_modules|lib|dist)$/.test(path),
});
const objections: string[] = [];
for (const file of files) {
  for (const specifier of importsOf(file)) {
    const target = targetOf(file, specifier);
    const objection = judgeImport(file, target.path, target.isPackage) ?? judgeFeature(file, target.path);
    if (objection !== null) objections.push(objection);
  }
}
if (files.length === 0) objections.push('No source file was found.');
for (const objection of objections) console.error(objection);
console.log(
  `${files.length} files: ${objections.length === 0 ? 'all imports follow the arrows' : `${objections.length} do not`}`,
);
process.exit(objections.length === 0 ? 0 : 1);

/** Everything a file imports or re-exports, types included; dynamic imports of a constant too. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const texts = [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) => each.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map(
      ({ moduleRequest: { start, end } }) => /^(['"`])(.*)\1$/.exec(source.slice(start, end))?.[2],
    ),
  ];
  return texts.filter((text) => text !== undefined && text !== null);
}

function targetOf(file: string, specifier: string): { path: string; isPackage: boolean } {
  if (specifier.startsWith('.')) return { path: normalize(join(dirname(file), specifier)), isPackage: false };
  const [scope = '', name = ''] = specifier.split('/');
  const workspace = WORKSPACES.get(specifier.startsWith('@') ? `${scope}/${name}` : scope);
  if (workspace === undefined) return { path: specifier, isPackage: true };
  const inside = specifier.slice(`${scope}/${name}`.length);
  // A front door: where exactly it leads inside is the package's own matter, but tests have theirs.
  const path = /\/(vitest|testing)$/.test(inside) ? join(workspace, 'test') : join(workspace, 'src', inside);
  return { path: relative('.', existsSync(join(ROOT, workspace)) ? path : specifier), isPackage: false };
}
