/** Microsoft's own hosts that channels ask replies to be sent to; with a leading dot, all names below. */
const MICROSOFT_HOSTS = ['smba.trafficmanager.net', '.botframework.com', '.teams.microsoft.com'];

/** Says whether replies may be sent to the address that an activity names. */
export type IsAllowedServiceUrl = (serviceUrl: string) => boolean;

/**
 * Allows Microsoft's hosts and the operator's, over TLS on its usual port. Nothing else: an address in an activity is a
 * stranger's wish, and a bot that posts wherever it is told can be made to knock at doors inside its own network.
 *
 * `origins` are whole origins allowed besides, for stand-ins on this machine.
 */
export function serviceHosts(hosts: readonly string[], origins: readonly string[] = []): IsAllowedServiceUrl {
  const allowed = [...MICROSOFT_HOSTS, ...hosts];
  return (serviceUrl) => {
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '') return false;
    if (origins.includes(url.origin)) return true;
    return url.protocol === 'https:' && url.port === '' && allowed.some((host) => isHost(url.hostname, host));
  };
}

function isHost(hostname: string, allowed: string): boolean {
  return allowed.startsWith('.') ? hostname.endsWith(allowed) : hostname === allowed;
}
