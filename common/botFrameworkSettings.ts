import { AppError } from './errors.ts';

/** How the bot proves to Microsoft who it is. */
export type AppCredential =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  | { readonly kind: 'managed-identity' };

/** What Azure Bot Service needs. Names of the settings are Bot Framework's own. */
export interface BotFrameworkSettings {
  readonly appId: string;
  readonly appType: AppType;
  /** Empty for MultiTenant. */
  readonly tenantId: string;
  readonly credential: AppCredential;
  /** Hosts replies may be sent to, besides Microsoft's. */
  readonly serviceHosts: readonly string[];
}

/** A charity's own Azure Direct Line, whose secret stays here. */
export interface AzureDirectLineSettings {
  readonly secret: string;
  /** Scheme and host: the region's. */
  readonly url: string;
}

type AppType = (typeof APP_TYPES)[number];
type Value = (name: string) => string;
type Environment = Readonly<Record<string, string | undefined>>;

const APP_TYPES = ['SingleTenant', 'UserAssignedMSI', 'MultiTenant'] as const;
const NAMES = [
  'MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'MicrosoftAppPassword',
  'CertificateThumbprint', 'CertificatePrivateKey', 'ALLOWED_SERVICE_HOSTS',
] as const;
const AZURE_DIRECT_LINE = 'https://directline.botframework.com';

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const HOST = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/;
/** How names that were meant to be one of ours begin, written in any case, with or without underscores. */
const LOOKS_LIKE_OURS = /^(?:microsoftapp|botframeworkapp|certificatethumb|certificateprivate|allowedservicehost)/;

/**
 * Reads what Azure Bot Service needs. Undefined: nothing of it is set, and there is no `/api/messages`.
 *
 * Half a configuration, or a name that is nearly one of ours, is a problem: Bot Framework itself would go on with its
 * authentication turned off. Each problem names its setting.
 */
export function readBotFrameworkSettings(environment: Environment): {
  readonly settings?: BotFrameworkSettings;
  readonly problems: readonly string[];
} {
  const value: Value = (name) => environment[name]?.trim() ?? '';
  const misspelt = Object.keys(environment).filter((name) => value(name) !== '' && isNearlyOurs(name)).map(notOurs);
  if (NAMES.every((name) => value(name) === '')) return { problems: misspelt };

  const problems = [...misspelt, ...problemsOf(value)];
  if (problems.length > 0) return { problems };
  const appType = appTypeIn(value) ?? 'SingleTenant';
  const settings: BotFrameworkSettings = {
    appId: value('MicrosoftAppId'),
    appType,
    tenantId: value('MicrosoftAppTenantId'),
    credential: credentialIn(value, appType),
    serviceHosts: hostsIn(value),
  };
  return { settings, problems };
}

/**
 * Reads the secret of the charity's own Azure Direct Line. Undefined: there is none.
 *
 * @throws AppError naming the setting: an address that is none of Azure's regions', or an address without a secret.
 */
export function readAzureDirectLine(environment: Environment): AzureDirectLineSettings | undefined {
  const secret = environment['AZURE_DIRECT_LINE_SECRET']?.trim() ?? '';
  const given = environment['AZURE_DIRECT_LINE_URL']?.trim() ?? '';
  if (secret === '' && given === '') return undefined;
  if (secret === '') throw problem('AZURE_DIRECT_LINE_SECRET', 'is missing; AZURE_DIRECT_LINE_URL is set');
  const url = URL.canParse(given || AZURE_DIRECT_LINE) ? new URL(given || AZURE_DIRECT_LINE) : undefined;
  if (url === undefined || `${url.origin}/` !== url.href || !isSafeFor(url)) {
    throw problem('AZURE_DIRECT_LINE_URL', `takes an address such as ${AZURE_DIRECT_LINE}, without a path`);
  }
  return { secret, url: url.origin };
}

/** Only over TLS, for the secret travels with it; a stand-in on this machine may do without. */
function isSafeFor({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
}

function isNearlyOurs(name: string): boolean {
  const ours: readonly string[] = NAMES;
  return !ours.includes(name) && LOOKS_LIKE_OURS.test(name.replaceAll('_', '').toLowerCase());
}

function notOurs(name: string): string {
  return `${name} is no setting of this program. Its settings for Azure Bot Service are ${NAMES.join(', ')}`;
}

function problemsOf(value: Value): readonly string[] {
  const appType = appTypeIn(value);
  return [
    ...(GUID.test(value('MicrosoftAppId')) ? [] : ['MicrosoftAppId must be the bot\'s app id, such as 00000000-0000-0000-0000-000000000000']),
    ...(appType === undefined ? [`MicrosoftAppType must be one of ${APP_TYPES.join(', ')}`] : []),
    ...tenantProblems(value, appType),
    ...credentialProblems(value, appType),
    ...(hostsIn(value).every((host) => HOST.test(host)) ? [] : ['ALLOWED_SERVICE_HOSTS takes names of hosts, such as smba.example.org, without scheme, port or path']),
  ];
}

function tenantProblems(value: Value, appType: AppType | undefined): readonly string[] {
  const tenant = value('MicrosoftAppTenantId');
  if (appType === 'MultiTenant') return tenant === '' ? [] : ['MicrosoftAppTenantId must be empty for MultiTenant'];
  return GUID.test(tenant) ? [] : ['MicrosoftAppTenantId must be the id of the directory the bot is registered in'];
}

function credentialProblems(value: Value, appType: AppType | undefined): readonly string[] {
  const [thumbprint, privateKey, password] = [value('CertificateThumbprint'), value('CertificatePrivateKey'), value('MicrosoftAppPassword')];
  const certificate = thumbprint !== '' || privateKey !== '';
  if (appType === 'UserAssignedMSI') {
    return [
      ...(password === '' ? [] : ['MicrosoftAppPassword must be empty for UserAssignedMSI: a managed identity has none']),
      ...(certificate ? ['CertificateThumbprint and CertificatePrivateKey must be empty for UserAssignedMSI'] : []),
    ];
  }
  if (!certificate) return password === '' ? ['MicrosoftAppPassword is missing (or CertificateThumbprint and CertificatePrivateKey)'] : [];
  return [
    ...(password === '' ? [] : ['MicrosoftAppPassword must be empty where a certificate is set']),
    ...(/^[\da-f]{40}$|^[\da-f]{64}$/i.test(thumbprint) ? [] : ['CertificateThumbprint must be 40 or 64 hexadecimal digits']),
    ...(privateKey.startsWith('-----BEGIN ') ? [] : ['CertificatePrivateKey must be the key in PEM, beginning with -----BEGIN']),
  ];
}

function appTypeIn(value: Value): AppType | undefined {
  const given = value('MicrosoftAppType').toLowerCase();
  return APP_TYPES.find((type) => type.toLowerCase() === given);
}

function credentialIn(value: Value, appType: AppType): AppCredential {
  if (appType === 'UserAssignedMSI') return { kind: 'managed-identity' };
  const password = value('MicrosoftAppPassword');
  if (password !== '') return { kind: 'password', password };
  return { kind: 'certificate', thumbprint: value('CertificateThumbprint'), privateKey: keyIn(value) };
}

/** Settings of a web site are one line long, so that line ends come as the two characters \\n. */
function keyIn(value: Value): string {
  return value('CertificatePrivateKey').replaceAll(String.raw`\n`, '\n');
}

function hostsIn(value: Value): readonly string[] {
  const hosts = value('ALLOWED_SERVICE_HOSTS').split(',').map((host) => host.trim().toLowerCase());
  return hosts.filter((host) => host !== '');
}

function problem(name: string, what: string): AppError {
  return new AppError('SETTING_INVALID', `${name} ${what}`);
}
