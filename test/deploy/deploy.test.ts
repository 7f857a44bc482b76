import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSettings } from '../../common/settings.ts';
import { isRedisUrl } from '../../state/openStorage.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What Azure would fill in. */
const FILLED_IN: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://parents-helper.azurewebsites.net',
  ALLOWED_ORIGINS: 'https://www.example.org',
  CONTENT_POLICY: 'draft',
  STORAGE_URL: 'sqlite:/data/conversations.sqlite',
  MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
  MicrosoftAppTenantId: '66666666-7777-8888-9999-000000000000',
};

describe('the template for Azure', () => {
  const bicep = read('deploy/azure/main.bicep');
  const settings = [...bicep.matchAll(/\{\s*name: '(\w+)',?\s*value: ('[^']*'|[^\s}]+)/g)];

  it('sets only what the program takes, and enough to start a bot', () => {
    const given = settings.map(([, name = '', value = '']) => [name, FILLED_IN[name] ?? value.replaceAll('\'', '')]);
    expect(settings.length).to.be.at.least(10);
    const { botFramework, port } = readSettings(Object.fromEntries(given) as Readonly<Record<string, string>>);
    expect(botFramework?.credential.kind).to.equal('managed-identity');
    expect(port).to.equal(3978);
  });

  it('names each setting as .env.example does', () => {
    const known = new Set([...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name));
    const ofAzure = ['WEBSITES_PORT', 'WEBSITES_ENABLE_APP_SERVICE_STORAGE'];
    for (const [, name = ''] of settings) if (!ofAzure.includes(name)) expect(known).to.include(name);
  });

  it('starts no service that Azure gives to no new customer', () => {
    const types = [...bicep.matchAll(/^resource \w+ '([\w./]+)@/gm)].map(([, type]) => type);
    expect(types.length).to.be.at.least(8);
    expect(types).to.not.include('Microsoft.Cache/redis');
  });

  it('gives every instance the same Redis, by an address that the program takes whatever is in its key', () => {
    const [, address = ''] = /withRedis \? '([^']*)'/.exec(bicep) ?? [];
    expect(address).to.include('uriComponent(');
    const filled = address.replace(/\$\{uriComponent\([^}]*\}/, encodeURIComponent('a/b+c=')).replace(/\$\{[^}]*\}/, 'h.redis.azure.net');
    expect(isRedisUrl(filled), filled).to.equal(true);
    expect(decodeURIComponent(new URL(filled).password)).to.equal('a/b+c=');
  });

  it('closes what it opens, and holds no secret', () => {
    const count = (character: string): number => bicep.split(character).length;
    for (const [open, close] of ['{}', '[]', '()']) expect(count(open ?? ''), open).to.equal(count(close ?? ''));
    expect(bicep).to.not.match(/password|secret:/i);
  });
});

describe('the container', () => {
  const dockerfile = read('deploy/Dockerfile');
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));

  it('runs without root, without npm, and is told to stop itself', () => {
    expect(last).to.include('USER node').and.include('CMD ["node", "--max-semi-space-size=8", "index.ts"]');
    expect(last).to.include('rm -rf /usr/local/lib/node_modules').and.to.not.match(/npm (?:ci|install)|apt-get/);
  });

  it('takes no settings, stores or packages of the builder along', () => {
    for (const left of ['.env', 'data', 'node_modules', 'build', '.git']) expect(read('deploy/Dockerfile.dockerignore').split('\n')).to.include(left);
  });
});
