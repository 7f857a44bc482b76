import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { converse } from './directLineClient.ts';
import { newFolder, removeFolder } from './started.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the program as an operator runs it', () => {
  it('answers what was asked before SIGTERM, takes no more, and ends with code 0', async () => {
    const folder = newFolder();
    const child = spawn(process.execPath, [join(ROOT, 'index.ts')], {
      env: { ...process.env, PORT: '0', HOST: '127.0.0.1', STORAGE_URL: `sqlite:${join(folder, 'c.sqlite')}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    const url = `http://127.0.0.1:${await portOf(child.stdout)}`;
    const conversations = await Promise.all(Array.from({ length: 20 }, async () => converse(url)));

    const sent = conversations.map(async (conversation) => conversation.send('is it normal that my baby is clingy'));
    await sent[0];
    child.kill('SIGTERM');
    const outcomes = await Promise.allSettled(sent);
    const [code] = (await gone) as [number | null];

    expect(outcomes.map(({ status }) => status)).to.not.include('rejected');
    expect(code).to.equal(0);
    removeFolder(folder);
  });

  it('does not start on broken content, and lists every problem for an editor', async () => {
    const folder = newFolder();
    copyOfProgram(folder);
    writeFileSync(join(folder, 'knowledge/content/messages/welcome.md'), '---\nid: welcom\n---\n\n## Say\n\nHello!\n');
    const child = spawn(process.execPath, ['index.ts'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const gone = once(child, 'exit');
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const [code] = (await gone) as [number | null];

    expect(code).to.equal(1);
    expect(said).to.include('CONTENT_INVALID').and.include('messages/welcome.md');
    removeFolder(folder);
  });
});

async function portOf(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const event = JSON.parse(line) as { readonly port?: number };
    if (event.port !== undefined) {
      output.resume();
      return event.port;
    }
  }
  throw new Error('The program ended before it listened.');
}

/** The program without its packages and its build, which are linked. */
function copyOfProgram(folder: string): void {
  const rooms = ['bot', 'channels', 'common', 'dialogs', 'knowledge', 'language', 'safety', 'scripts', 'state', 'widget'];
  for (const room of rooms) cpSync(join(ROOT, room), join(folder, room), { recursive: true });
  for (const file of ['index.ts', 'package.json']) cpSync(join(ROOT, file), join(folder, file));
  mkdirSync(join(folder, 'build'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}
