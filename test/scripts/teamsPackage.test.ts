import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { strFromU8, unzipSync } from 'fflate';
import { SettingsError } from '../../common/errors.ts';
import { manifestProblems, teamsPackage } from '../../scripts/teams/package.ts';
import { Story } from '../dialogs/story.ts';

const ROOT = join(import.meta.dirname, '../..');
const SETTINGS = {
  MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
  PUBLIC_URL: 'https://talk.example.org',
  TEAMS_DEVELOPER: 'The "Parents\' House" & co',
  TEAMS_WEBSITE: 'https://example.org',
  TEAMS_PRIVACY_URL: 'https://example.org/privacy',
  TEAMS_TERMS_URL: 'https://example.org/terms',
};

interface Manifest {
  readonly manifestVersion: string;
  readonly developer: { readonly name: string };
  readonly bots: readonly {
    readonly scopes: readonly string[];
    readonly commandLists: readonly { readonly commands: readonly { readonly prompt: string }[] }[];
  }[];
}

describe('the app package for Teams', () => {
  it('holds a manifest that fits Microsoft\'s schema, and both icons', async () => {
    const { zip } = await teamsPackage(ROOT, SETTINGS);
    const files = unzipSync(zip);
    expect(Object.keys(files)).to.have.members(['manifest.json', 'color.png', 'outline.png']);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Manifest;
    expect(await manifestProblems(manifest)).to.deep.equal([]);
    expect(manifest.developer.name).to.equal(SETTINGS.TEAMS_DEVELOPER);
    expect(manifest.bots[0]?.scopes).to.deep.equal(['personal']);
    expect(JSON.stringify(manifest)).to.not.include('${');
  });

  it('uses the newest schema that Microsoft\'s tool brings', async () => {
    const tool = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest'));
    const versions = readdirSync(join(tool, 'json-schemas/teams')).map((name) => Number(/^v1\.(\d+)$/.exec(name)?.[1] ?? 0));
    const { manifest } = await teamsPackage(ROOT, SETTINGS);
    expect((manifest as Manifest).manifestVersion).to.equal(`1.${Math.max(...versions)}`);
  });

  it('is the same whenever it is made', async () => {
    const [one, two] = await Promise.all([teamsPackage(ROOT, SETTINGS), teamsPackage(ROOT, SETTINGS)]);
    expect(Buffer.from(one.zip).equals(Buffer.from(two.zip))).to.equal(true);
  });

  it('is checked: a scope that Teams does not know is found', async () => {
    const { manifest } = await teamsPackage(ROOT, SETTINGS);
    expect(await manifestProblems({ ...manifest, defaultInstallScope: 'everywhere' })).to.have.length(1);
    expect(await manifestProblems({ ...manifest, icons: undefined })).to.not.have.length(0);
  });

  it('suggests only what the bot understands', async () => {
    const { manifest } = await teamsPackage(ROOT, SETTINGS);
    const prompts = (manifest as Manifest).bots[0]?.commandLists[0]?.commands.map(({ prompt }) => prompt) ?? [];
    expect(prompts).to.have.length(3);
    for (const prompt of prompts) expect(new Story().says(prompt).kind, prompt).to.be.oneOf(['clarification', 'help-dialog']);
  });

  for (const name of Object.keys(SETTINGS)) {
    it(`is not made without ${name}`, async () => {
      const refused = await teamsPackage(ROOT, { ...SETTINGS, [name]: '' }).then(() => undefined, (error: unknown) => error);
      expect(refused).to.be.instanceOf(SettingsError).and.have.property('message').that.includes(name);
    });
  }

  it('has an outline icon of white on nothing', () => {
    const svg = readFileSync(join(ROOT, 'deploy/teams/outline.svg'), 'utf8');
    expect([...svg.matchAll(/(?:stroke|fill)="([^"]+)"/g)].map(([, colour]) => colour)).to.have.members(['none', '#ffffff']);
  });
});
