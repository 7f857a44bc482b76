/**
 * Runs what takes too long for the tests: kills, outages, floods. Writes what was seen to docs/reliability.md.
 *
 * `npm run long` runs everything; `npm run long -- crashes outage` only those parts, `--size small` a fiftieth of each.
 */
import { canaries } from './long/canaries.ts';
import { cpuTime } from './long/cpuTime.ts';
import { embeddedHistory, crashes, redisHistory } from './long/histories.ts';
import { type Finding, keepFindings } from './long/finding.ts';
import { flood } from './long/flood.ts';
import { fuzz } from './long/fuzz.ts';
import { hostile } from './long/hostile.ts';
import { outage, rollingRestart } from './long/outage.ts';
import { redisCost } from './long/redisCost.ts';
import { writeReport } from './long/report.ts';
import { partsAsked } from './long/scale.ts';
import { soak } from './long/soak.ts';

const PARTS: Readonly<Record<string, () => Promise<readonly Finding[]>>> = {
  crashes,
  'embedded-history': embeddedHistory,
  'redis-history': redisHistory,
  outage,
  'rolling-restart': rollingRestart,
  flood,
  hostile,
  'cpu-time': cpuTime,
  fuzz,
  canaries,
  soak,
  'redis-cost': redisCost,
  report: async () => [],
};

const asked = partsAsked();
const unknown = asked.filter((part) => PARTS[part] === undefined);
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

let hold = true;
for (const [part, run] of Object.entries(PARTS)) {
  if (part === 'report' || (asked.length > 0 && !asked.includes(part))) continue;
  console.log(`${part} ...`);
  const started = performance.now();
  const findings = await run();
  const minutes = Math.round((performance.now() - started) / 6000) / 10;
  keepFindings({ part, on: new Date().toISOString().slice(0, 10), minutes, findings });
  for (const { shows, ran, saw, holds } of findings) {
    hold &&= holds !== false;
    console.log(`${holds === false ? 'NO ' : 'yes'} ${shows}\n    ran: ${ran}\n    saw: ${saw}`);
  }
}
writeReport();
process.exitCode = hold ? 0 : 1;
