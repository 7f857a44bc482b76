import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { type Zippable, zipSync } from 'fflate';
import { AppError } from '../../common/errors.ts';
import { checkedContent } from '../../knowledge/loadContent.ts';
import { fillManifest, readManifestSettings } from './manifest.ts';

const ICONS = { 'color.png': 192, 'outline.png': 32 } as const;
const PNG_WIDTH_AT = 16;
/** The same files give the same bytes, whenever they are packed. */
const PACKED_ON = '2026-01-01T00:00:00Z';

/** What there is to upload, and what is in it. */
export interface TeamsPackage {
  readonly manifest: object;
  readonly zip: Uint8Array;
}

/**
 * Makes the app package for Teams from settings, content and `deploy/teams/`, checked with Microsoft's own schema,
 * which comes along: nobody is asked over the network.
 *
 * @throws SettingsError for settings, AppError MANIFEST_INVALID for everything the schema or an icon breaks.
 */
export async function teamsPackage(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<TeamsPackage> {
  const folder = join(root, 'deploy/teams');
  const words = checkedContent(join(root, 'knowledge/content')).interface.get('teams')?.words ?? [];
  const values = { ...readManifestSettings(environment), version: versionOf(root), ...Object.fromEntries(words) };
  const manifest = fillManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'), values);
  const icons = Object.keys(ICONS).map((name) => [name, readFileSync(join(folder, name))] as const);

  const badIcons = icons.flatMap(([name, bytes]) => iconProblems(name, bytes));
  const problems = [...(await manifestProblems(manifest)), ...badIcons];
  if (problems.length > 0) throw new AppError('MANIFEST_INVALID', ['The app package has problems:', ...problems].join('\n  - '));
  const files: Zippable = { 'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), ...Object.fromEntries(icons) };
  return { manifest, zip: zipSync(files, { mtime: PACKED_ON }) };
}

/** Lists what Microsoft's schema does not allow. Empty: it is a manifest. */
export async function manifestProblems(manifest: object): Promise<readonly string[]> {
  return AppManifestUtils.validateAgainstSchema(manifest as TeamsManifest);
}

function iconProblems(name: string, bytes: Buffer): readonly string[] {
  const size = name === 'outline.png' ? ICONS['outline.png'] : ICONS['color.png'];
  const [width, height] = [bytes.readUInt32BE(PNG_WIDTH_AT), bytes.readUInt32BE(PNG_WIDTH_AT + 4)];
  return width === size && height === size ? [] : [`${name} must be ${size} × ${size} pixels, and is ${width} × ${height}`];
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}
