/**
 * Brings what the tests run against: a real browser, Redis, and Microsoft's stock Web Chat. `npm test` runs it first.
 *
 * As root on Debian it installs the browser and Redis; elsewhere it stops with one line that names what is missing. It
 * never lets tests be skipped.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BROWSER = '/usr/bin/chromium';
const WEB_CHAT = join(import.meta.dirname, '..', 'test', 'browser');

/** What the tests run beside Node, and Debian's packages that bring it. */
const PROGRAMS = [
  { path: BROWSER, name: 'chromium', packages: ['chromium', 'fonts-dejavu-core'] },
  { path: '/usr/bin/redis-server', name: 'redis-server', packages: ['redis-server'] },
] as const;

preparePrograms();
prepareWebChat();

function preparePrograms(): void {
  const missing = PROGRAMS.filter(({ path }) => !existsSync(path));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(' and ');
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    console.error(`The tests need ${names} in /usr/bin. Install Debian's packages of that name, then run npm test again.`);
    process.exit(1);
  }
  console.log(`Installing ${names} for the tests ...`);
  installQuietly(missing.flatMap(({ packages }) => packages));
}

/** Starts nothing: Debian starts a service it installs unless it is told that it may not. */
function installQuietly(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...words: readonly string[]): void => {
    execFileSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env });
  };
  apt('update', '-q');
  apt('install', '-q', '-y', '--no-install-recommends', ...packages);
}

/** Installed once for each lockfile: the copy of the lockfile beside it says which one. */
function prepareWebChat(): void {
  const lockfile = readFileSync(join(WEB_CHAT, 'package-lock.json'), 'utf8');
  const installed = join(WEB_CHAT, 'node_modules', '.installed-lockfile.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lockfile) return;
  console.log('Installing stock Web Chat for the browser tests ...');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: WEB_CHAT, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(installed, lockfile);
}
