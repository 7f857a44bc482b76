import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { monthOf, readCounts } from '../../bot/monthlyCounts.ts';
import { openStorage } from '../../state/openStorage.ts';
import { openPage, sendForm } from '../channels/page/formClient.ts';
import { newFolder, removeFolder, start } from './started.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const run = promisify(execFile);

describe('what is counted of a month', () => {
  let folder: string;

  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => removeFolder(folder));

  const storageUrl = (): string => `sqlite:${join(folder, 'conversations.sqlite')}`;

  async function counted(): Promise<Readonly<Record<string, number>>> {
    const storage = openStorage(storageUrl(), { clock: Date.now, onQuarantine: () => undefined });
    const counts = await readCounts(storage, monthOf(Date.now()));
    await storage.close();
    return Object.fromEntries(counts);
  }

  /** A parent asks, asks again, says danger, and finds the answer useful. */
  async function talk(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const started = await start(environment, folder);
    let page = await openPage(started.url, '/chat');
    for (const text of [CLINGY, CLINGY, 'i want to hurt my baby']) page = await sendForm(started.url, page, { text });
    const told = new URLSearchParams({ conversation: page.hidden['conversation'] ?? '', useful: 'yes' });
    expect((await fetch(`${started.url}/useful`, { method: 'POST', body: told })).status).to.equal(204);
    await started.stop();
  }

  it('is what was said and found useful, and that one conversation began', async () => {
    await talk();
    expect(await counted()).to.deep.equal({
      'answer signs.clingy': 2, 'concern harm-to-baby': 1, 'conversation': 1, 'useful yes': 1,
    });
    await talk();
    expect((await counted())['conversation']).to.equal(2);
  });

  it('is nothing where the operator wants no counts', async () => {
    await talk({ MONTHLY_COUNTS: 'false' });
    expect(await counted()).to.deep.equal({});
  });

  it('is printed beside the running program, with nothing below five', async () => {
    await talk();
    const started = await start({}, folder);
    const environment = { ...process.env, STORAGE_URL: storageUrl() };
    const script = join(import.meta.dirname, '../../scripts/counts.ts');
    const { stdout } = await run(process.execPath, [script, monthOf(Date.now())], { env: environment });
    await started.stop();
    expect(stdout).to.include('Conversations begun').and.include('under 5 (or none)').and.not.include('gone really clingy');
    expect(stdout.replaceAll('under 5', '').split('\n').slice(1).join('\n')).to.not.match(/\d/);
  });
});
