/**
 * Brings what the tests run against: a real browser, and Microsoft's stock Web Chat. `npm test` runs it first.
 *
 * As root on Debian it installs the browser; elsewhere it stops with one line that names what is missing. It never
 * lets tests be skipped.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BROWSER = '/usr/bin/chromium';
const WEB_CHAT = join(import.meta.dirname, '..', 'test', 'browser');

prepareBrowser();
prepareWebChat();

function prepareBrowser(): void {
  if (existsSync(BROWSER)) return;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    console.error(`The tests need Chromium at ${BROWSER}. Install Debian's package "chromium", then run npm test again.`);
    process.exit(1);
  }
  console.log('Installing Chromium for the tests ...');
  const apt = (...words: string[]): void => {
    execFileSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  apt('update', '-q');
  apt('install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
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
