/** `npm run teams-package`: makes `build/teams-app.zip` from the settings, to upload in Teams. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { config } from 'dotenv';
import { AppError } from '../common/errors.ts';
import { teamsPackage } from './teams/package.ts';

const ROOT = join(import.meta.dirname, '..');
const FILE = 'build/teams-app.zip';

config({ quiet: true });
try {
  const { zip } = await teamsPackage(ROOT, process.env);
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(join(ROOT, FILE), zip);
  console.log(`Made ${FILE}, ${zip.length} bytes. The manifest fits Microsoft's schema. How to upload it: docs/tasks/put-it-in-teams.md`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
