import { expect } from 'chai';
import { type RunningBot, startBot } from '../channels/botFramework/teamsChat.ts';
import { asOneText, connectorWay, consoleWay, directLineWay, expectRepliesWay, pageWay, teamsWay, type SeenTurn, type Way } from './channels.ts';
import { type Script, scripts } from './scripts.ts';

const ALL_WAYS_WITHIN_MS = 120_000;

describe('the same words everywhere', () => {
  let bot: RunningBot;
  const told = scripts();

  before(async () => {
    bot = await startBot();
  });
  after(async () => bot.stop());

  async function tell({ turns }: Script, way: Way, expected: readonly number[]): Promise<readonly SeenTurn[]> {
    const talk = await way.begin();
    const seen: SeenTurn[] = [];
    for (const [index, text] of turns.entries()) seen.push(await talk(text, expected[index] ?? 1));
    return seen;
  }

  it('are compared over at least a hundred conversations', () => {
    expect(told.length).to.be.at.least(100);
    expect(told.flatMap(({ turns }) => turns).length).to.be.at.least(400);
  });

  for (const { ways, wayHere, way } of [
    { ways: 'by CloudAdapter in the answer', wayHere: consoleWay(), way: expectRepliesWay },
    { ways: 'by CloudAdapter through the connector', wayHere: consoleWay(), way: connectorWay },
    { ways: 'by the embedded Direct Line', wayHere: consoleWay(), way: directLineWay },
    { ways: 'by the page without JavaScript', wayHere: consoleWay(), way: pageWay },
    // What Teams keeps is said in Teams only, so that its cards are compared with what the turn says for Teams.
    { ways: 'on the cards of Teams', wayHere: asOneText(consoleWay('msteams')), way: teamsWay },
  ]) {
    it(`are said ${ways} as in the terminal`, async () => {
      const different: string[] = [];
      for (const script of told) {
        const wanted = await tell(script, wayHere, []);
        const seen = await tell(script, way(bot), wanted.map(({ replies }) => replies.length));
        if (JSON.stringify(seen) !== JSON.stringify(wanted)) different.push(`${script.name}: ${JSON.stringify(script.turns)}`);
      }
      expect(different).to.deep.equal([]);
    }).timeout(ALL_WAYS_WITHIN_MS);
  }

  it('would be found to differ', async () => {
    const [first, second] = await Promise.all(told.slice(0, 2).map((script) => tell(script, consoleWay(), [])));
    expect(first).to.not.deep.equal(second);
  });
});
