import { expect } from 'chai';
import * as fc from 'fast-check';
import { BLANK_CONVERSATION, type Conversation } from '../../../dialogs/conversation.ts';
import type { HelpAnswers, HelpDialog } from '../../../dialogs/help/helpDialog.ts';
import { furnishedDesk, memory } from '../../bot/furnishedDesk.ts';
import { furnishedDialogs } from '../furnished.ts';
import { everyPlace, NOW, take, tap, textOf, type } from './helpWalk.ts';

const YEAR_MINUTES = 365 * 24 * 60;
const FEEDING: HelpAnswers = { hardest: 'hardest-feeding', nation: 'nation-england' };
const OWN = 'he cries all evening and then so do I';

function choicesOf(step: string): readonly string[] {
  return furnishedDialogs().content.help.get(step)?.choices ?? [];
}

/** Every combination of answers, at the step for own words. */
function atWords(answers: HelpAnswers, { loss = false, at = NOW } = {}): Conversation {
  const help: HelpDialog = { step: 'words', state: 'open', answers, returns: 0, unfit: 0, ownWords: false, at };
  return { ...BLANK_CONVERSATION, loss, help };
}

function answered(): fc.Arbitrary<HelpAnswers> {
  const one = (step: string): fc.Arbitrary<string | undefined> => fc.constantFrom(undefined, ...choicesOf(step));
  return fc.tuple(one('hardest'), one('tell'), one('nation')).map(([hardest, tell, nation]) => ({
    ...(hardest === undefined ? {} : { hardest }),
    ...(tell === undefined ? {} : { tell }),
    ...(nation === undefined ? {} : { nation }),
  }));
}

/** Every paragraph of the content that a page may hold, and every value that fills one in. */
function reviewedParagraphs(): ReadonlySet<string> {
  const { content } = furnishedDialogs();
  const ours = [...content.help.values()].flatMap(({ parts }) => [...parts.values()].flat());
  const shelves = [content.messages, content.signposts, content.barriers];
  const lines = shelves.flatMap((shelf) => [...shelf.values()].flatMap(({ say }) => say));
  const quoted = [...content.entries.values()].flatMap(({ opening, speaker, shortAnswer }) => [opening, speaker, `“${shortAnswer.join(' ')}”`]);
  return new Set([...ours, ...lines, ...quoted]);
}

/** A template with its gaps open: "{service}: open now, until {time}; …". */
function isFilledIn(paragraph: string): boolean {
  const { content } = furnishedDialogs();
  const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const names = [...content.services.values()].map(({ name, phone }) => escaped(phone === undefined ? name : `${name}, ${phone}`));
  const hours = [...content.services.values()].flatMap((service) => service.hours ?? []).map(escaped);
  const gaps: Readonly<Record<string, string>> = {
    service: names.join('|'),
    hours: hours.join('|'),
    time: String.raw`\d{1,2}(?::\d\d)? [ap]m`,
    day: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
  };
  const templates = [...(content.help.get('page')?.parts.values() ?? [])].flat().filter((text) => text.includes('{'));
  return templates.some((template) => {
    const pattern = template.split(/(\{[a-z]+\})/u).map((piece) => {
      const gap = /^\{([a-z]+)\}$/u.exec(piece)?.[1];
      return gap === undefined ? escaped(piece) : `(?:${gaps[gap] ?? '(?!)'})`;
    });
    return new RegExp(`^${pattern.join('')}$`, 'u').test(paragraph);
  });
}

describe('the page to take along', function () {
  this.timeout(60_000);

  it('holds only reviewed sentences and the parent’s own words of that turn', () => {
    const reviewed = reviewedParagraphs();
    const words = fc.stringMatching(/^[a-z]{2,9}(?: [a-z]{2,9}){4,12}$/u).map((text) => `zz ${text}`);
    const minute = fc.integer({ min: 0, max: YEAR_MINUTES });
    fc.assert(
      fc.property(answered(), words, fc.boolean(), minute, (answers, own, loss, minutes) => {
        const at = NOW + minutes * 60_000;
        const taken = type(atWords(answers, { loss, at }), own, at);
        fc.pre(taken.trace.kind === 'summary');
        const paragraphs = taken.replies.flatMap(({ text }) => text.split('\n\n'));
        const strangers = paragraphs.filter((text) => !reviewed.has(text) && !isFilledIn(text));
        expect(strangers).to.deep.equal([own]);
      }),
      { numRuns: 400 },
    );
  });

  it('is two taps away from the first word', () => {
    const opened = tap(BLANK_CONVERSATION, 'ask-for-help');
    const page = tap(opened.conversation, 'help-page');
    expect(page.trace.kind).to.equal('summary');
    const text = textOf(page.replies);
    expect(text).to.include('GP or a health visitor').and.include('This doesn’t feel right, can I get some help?');
    expect(text).to.include('999').and.include('116 123').and.include('Lifeline 0808 808 8000').and.include('111');
  });

  it('names who to talk to, what is hard, what to ask, who is open, and who to ring in danger', () => {
    const page = type(atWords({ hardest: 'hardest-feeding', tell: 'tell-gp', nation: 'nation-wales' }), OWN);
    const text = textOf(page.replies);
    for (const part of ['a GP', 'feeding, crying or sleep', OWN, 'Questions I can ask', 'Cry-sis, 0800 448 0737: open now, until 10 pm; you may have to wait.',
      'If nobody answers: Samaritans, 116 123', 'baby massage group', 'empty glass', '111, and press 2']) {
      expect(text).to.include(part);
    }
    expect(page.replies.flatMap(({ card }) => card?.contacts ?? []).map(({ value }) => value)).to.include.members(['999', '116 123', '0800 448 0737']);
    expect(page.replies.filter(({ onThePage }) => onThePage === true).length).to.be.greaterThan(8);
  });

  it('never says that a service is open unless its hours say so', () => {
    const night = Date.UTC(2026, 10, 25, 3);
    const text = textOf(tap(atWords(FEEDING, { at: night }), 'help-page', night).replies);
    expect(text).to.include('Cry-sis, 0800 448 0737: closed now, opens today at 9 am.');
    const christmas = Date.UTC(2026, 11, 25, 12);
    const holiday = textOf(tap(atWords(FEEDING, { at: christmas }), 'help-page', christmas).replies);
    expect(holiday).to.include('Cry-sis, 0800 448 0737: usually every day, 9 am to 10 pm. It is a bank holiday, so hours may differ.');
    expect(holiday).to.not.match(/(?:Cry-sis|Family Lives)[^\n]*(?:open|closed) now/u);
  });

  for (const { nation, has, hasNot } of [
    { nation: 'nation-northern-ireland', has: 'Lifeline 0808 808 8000', hasNot: /\b111\b/u },
    { nation: 'nation-scotland', has: 'Children First Support Line, 08000 28 22 33', hasNot: /Family Lives|Lifeline/u },
    { nation: 'nation-england', has: 'Family Lives, 0808 800 2222', hasNot: /Children First|Lifeline/u },
    { nation: 'nation-outside', has: 'local emergency number', hasNot: /\b(?:999|111|116 123)\b/u },
  ]) {
    it(`gives only numbers that work there: ${nation}`, () => {
      const text = textOf(tap(atWords({ hardest: 'hardest-feeding', nation }), 'help-page').replies);
      expect(text).to.include(has);
      expect(text).to.not.match(hasNot);
    });
  }

  it('leaves abuse out, also after a parent spoke of it', () => {
    const crisis = type(atWords({ nation: 'nation-england' }), 'my partner hits me');
    expect(crisis.trace.kind).to.equal('crisis');
    const text = textOf(tap(crisis.conversation, 'help-page').replies);
    expect(text).to.not.match(/abuse|0808 2000 247|Refuge/iu);
  });

  it('speaks of no closeness with the baby to a parent who may be near harming theirs', () => {
    const crisis = type(atWords({}), 'i want to hurt my baby');
    expect(textOf(tap(crisis.conversation, 'help-page').replies)).to.not.match(/massage|empty glass/u);
  });

  it('is said again word for word, but for the own words, which are nowhere in what is stored', async () => {
    const storage = memory();
    const { desk } = furnishedDesk(storage);
    for (const [index, choice] of ['ask-for-help', 'danger-no', 'hardest-close', 'tell-gp', 'nation-wales'].entries()) {
      await desk.take('c', { id: `m${index}`, channel: 'test', text: '', choice });
    }
    const said = await desk.take('c', { id: 'own', channel: 'test', text: 'canaryword, he never settles for me' });
    expect(textOf(said.replies)).to.include('canaryword');
    expect(JSON.stringify(await storage.read(['conversation/c']))).to.not.include('canaryword');

    const again = await furnishedDesk(storage).desk.take('c', { id: 'own', channel: 'test', text: '' });
    const blank = 'In my own words, to fill in:';
    expect(textOf(again.replies)).to.include(blank);
    expect(textOf(again.replies)).to.not.include('canaryword');
    const others = (replies: typeof said.replies): readonly string[] =>
      replies.map(({ text }) => text).filter((text) => !text.includes('canaryword') && !text.startsWith(blank));
    expect(others(again.replies)).to.deep.equal(others(said.replies));
    expect(again.replies.map(({ id }) => id)).to.deep.equal(said.replies.map(({ id }) => id));
  });

  it('shows lines to fill in when it is asked for again later', () => {
    const page = type(atWords({ tell: 'tell-gp' }), OWN);
    const again = type(page.conversation, 'show my page now');
    expect(again.trace.kind).to.equal('summary');
    expect(textOf(again.replies)).to.include('What you wrote yourself was not kept').and.to.not.include(OWN);
  });

  it('is the same page from every place for the same answers and time', () => {
    for (const { conversation } of everyPlace()) {
      const [one, other] = [tap(conversation, 'help-page'), take(conversation, { text: 'Show my page now', channel: 'msteams' })];
      expect(textOf(one.replies)).to.equal(textOf(other.replies));
    }
  });
});
