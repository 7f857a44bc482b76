import { expect } from 'chai';
import { SettingsError } from '../../common/errors.ts';
import { readSettings, type Settings } from '../../common/settings.ts';
import { microsoftToken } from '../../channels/botFramework/channelAuthentication.ts';
import { BOT_SETTINGS } from '../channels/botFramework/microsoft.ts';

const KEY = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
const WITH_CERTIFICATE = { MicrosoftAppPassword: '', CertificateThumbprint: 'a'.repeat(40), CertificatePrivateKey: KEY };
const AS_IDENTITY = { MicrosoftAppPassword: '', MicrosoftAppType: 'UserAssignedMSI' };

type Changes = Readonly<Record<string, string>>;

function read(changes: Changes): Settings {
  return readSettings({ ...BOT_SETTINGS, ...changes });
}

function refusal(changes: Changes): string {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return expect.fail('the settings were taken');
}

describe('the settings for Azure Bot Service', () => {
  it('may all be empty, and then there is no bot of Azure', () => {
    expect(readSettings({}).botFramework).to.equal(undefined);
  });

  for (const [what, changes, kind] of [
    ['a password', {}, 'password'],
    ['a certificate', WITH_CERTIFICATE, 'certificate'],
    ['a managed identity', AS_IDENTITY, 'managed-identity'],
    ['a managed identity, as Bot Framework spells it', { ...AS_IDENTITY, MicrosoftAppType: 'UserAssignedMsi' }, 'managed-identity'],
    ['an older bot of many directories', { MicrosoftAppType: 'MultiTenant', MicrosoftAppTenantId: '' }, 'password'],
  ] as const) {
    it(`take ${what}, and Bot Framework takes it too`, () => {
      const { botFramework } = read(changes);
      expect(botFramework?.credential.kind).to.equal(kind);
      if (botFramework !== undefined) expect(microsoftToken(botFramework)).to.be.a('function');
    });
  }

  for (const [named, changes] of [
    ['MicrosoftAppId', { MicrosoftAppId: '' }],
    ['MicrosoftAppId', { MicrosoftAppId: 'my-bot' }],
    ['MicrosoftAppType', { MicrosoftAppType: '' }],
    ['MicrosoftAppType', { MicrosoftAppType: 'SingelTenant' }],
    ['MicrosoftAppTenantId', { MicrosoftAppTenantId: '' }],
    ['MicrosoftAppTenantId', { MicrosoftAppTenantId: 'example.org' }],
    ['MicrosoftAppTenantId', { MicrosoftAppType: 'MultiTenant' }],
    ['MicrosoftAppPassword', { MicrosoftAppPassword: '' }],
    ['MicrosoftAppPassword', { MicrosoftAppType: 'UserAssignedMSI' }],
    ['MicrosoftAppPassword', { ...WITH_CERTIFICATE, MicrosoftAppPassword: 'both' }],
    ['CertificatePrivateKey', { ...WITH_CERTIFICATE, CertificatePrivateKey: '' }],
    ['CertificatePrivateKey', { ...WITH_CERTIFICATE, CertificatePrivateKey: 'key.pem' }],
    ['CertificateThumbprint', { ...WITH_CERTIFICATE, CertificateThumbprint: '' }],
    ['CertificateThumbprint', { ...AS_IDENTITY, CertificateThumbprint: 'a'.repeat(40) }],
    ['ALLOWED_SERVICE_HOSTS', { ALLOWED_SERVICE_HOSTS: 'https://smba.example.org/' }],
    ['ALLOWED_SERVICE_HOSTS', { ALLOWED_SERVICE_HOSTS: '127.0.0.1' }],
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
    ['MICROSOFT_APP_ID', { MICROSOFT_APP_ID: 'x' }],
    ['MicrosoftAppID', { MicrosoftAppID: 'x' }],
    ['MicrosoftAppPasword', { MicrosoftAppPasword: 'x' }],
    ['CertificateThumbPrint', { CertificateThumbPrint: 'x' }],
    ['ALLOWED_SERVICE_HOST', { ALLOWED_SERVICE_HOST: 'x' }],
    ['AZURE_DIRECT_LINE_SECRET', { AZURE_DIRECT_LINE_URL: 'https://europe.directline.botframework.com' }],
    ['AZURE_DIRECT_LINE_URL', { AZURE_DIRECT_LINE_SECRET: 's', AZURE_DIRECT_LINE_URL: 'http://directline.example.org' }],
  ] satisfies readonly (readonly [string, Changes])[]) {
    it(`refuse ${JSON.stringify(changes).slice(0, 70)} and name ${named}`, () => {
      const message = refusal(changes);
      expect(message).to.include(`- ${named} `);
      expect(message).to.not.include(BOT_SETTINGS['MicrosoftAppPassword']);
    });
  }

  it('refuse a misspelt name also when nothing else is set', () => {
    expect(() => readSettings({ MicrosoftAppid: 'x' })).to.throw(SettingsError, 'MicrosoftAppid');
  });

  it('are named all at once', () => {
    const message = refusal({ MicrosoftAppType: 'x', MicrosoftAppTenantId: 'x', PUBLIC_URL: 'x' });
    expect(message).to.include('MicrosoftAppType').and.include('MicrosoftAppTenantId').and.include('PUBLIC_URL');
  });
});
