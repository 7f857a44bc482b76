import { AppError, SettingsError } from '../../common/errors.ts';

/** What fills the manifest's template, by name. */
export type ManifestValues = Readonly<Record<string, string>>;

type Environment = Readonly<Record<string, string | undefined>>;

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MAX_DEVELOPER_CHARACTERS = 32;
const PLACEHOLDER = /\$\{([\w-]+)\}/g;

/**
 * Reads what a charity must say of itself in Teams.
 *
 * @throws SettingsError with every problem at once, each naming its setting.
 */
export function readManifestSettings(environment: Environment): ManifestValues {
  const value = (name: string): string => environment[name]?.trim() ?? '';
  const publicUrl = value('PUBLIC_URL');
  const developer = value('TEAMS_DEVELOPER');
  const addresses = { website: 'TEAMS_WEBSITE', privacyUrl: 'TEAMS_PRIVACY_URL', termsUrl: 'TEAMS_TERMS_URL' };
  const problems = [
    ...(GUID.test(value('MicrosoftAppId')) ? [] : ['MicrosoftAppId must be the bot\'s app id']),
    ...(isHttps(publicUrl) ? [] : ['PUBLIC_URL must be the server\'s address, such as https://talk.example.org']),
    ...(developer !== '' && developer.length <= MAX_DEVELOPER_CHARACTERS ? [] : ['TEAMS_DEVELOPER must be the charity\'s name, at most 32 characters']),
    ...Object.values(addresses).filter((name) => !isHttps(value(name))).map((name) => `${name} must be an address that begins with https://`),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    appId: value('MicrosoftAppId').toLowerCase(),
    developer,
    domain: new URL(publicUrl).hostname,
    ...Object.fromEntries(Object.entries(addresses).map(([key, name]) => [key, value(name)])),
  };
}

/**
 * Fills the template. Values stand inside JSON strings and are written so that they cannot leave them.
 *
 * @throws AppError MANIFEST_INVALID when the template names something that is not there.
 */
export function fillManifest(template: string, values: ManifestValues): object {
  const filled = template.replaceAll(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') throw new AppError('MANIFEST_INVALID', `deploy/teams/manifest.json names "${name}", which is not there.`);
    return JSON.stringify(value).slice(1, -1);
  });
  return JSON.parse(filled) as object;
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
