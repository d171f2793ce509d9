// Run after every `npm install`. A registry mirror may lack some other-platform builds of optional packages; `npm install`
// then leaves them out of package-lock.json and `npm ci` refuses the lock ("Missing: … from lock file").
// This adds them as optional entries, so that the lock suits every platform.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const systems = /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|wasm32)/;
const processors = /(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)/;

for (const [path, entry] of Object.entries({ ...lock.packages })) {
  if (!path) continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue;
    const system = systems.exec(name)?.[0];
    if (!system) {
      process.stderr.write(`not a platform package, left out: ${name}\n`);
      continue;
    }
    const processor = processors.exec(name.split('/').pop())?.[0] ?? 'x64';
    const platform = system === 'wasm32' ? { cpu: ['wasm32'] } : { os: [system], cpu: [processor] };
    lock.packages[`node_modules/${name}`] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platform };
    process.stdout.write(`added ${name} ${version}\n`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
