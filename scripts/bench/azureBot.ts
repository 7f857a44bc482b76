/** This program behind Azure Bot Service, with `STAND_IN` for Microsoft's hosts. Prints its port. */
import { silentLog } from '../../common/log.ts';
import { readSettings } from '../../common/settings.ts';
import { startProgram } from '../../index.ts';

const standIn = process.env['STAND_IN'] ?? '';
const program = await startProgram(readSettings(process.env), silentLog, {
  openIdMetadataUrl: `${standIn}/metadata`,
  tokenIssuer: standIn,
  serviceOrigins: [standIn],
  outboundToken: async () => 'token',
});
console.log(JSON.stringify({ port: program.port }));
process.on('SIGTERM', () => void program.close().then(() => process.exit(0)));
