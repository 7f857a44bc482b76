import { expect } from 'chai';
import { BLANK_CONVERSATION } from '../../../dialogs/conversation.ts';
import type { TurnTaken } from '../../../dialogs/takeTurn.ts';
import { countWords } from '../../../knowledge/sentences.ts';
import { furnishedDesk, memory } from '../../bot/furnishedDesk.ts';
import { furnishedDialogs } from '../furnished.ts';
import { choicesAt, everyPlace, INTERRUPTIONS, MINUTE_MS, NOW, type Place, tap, textOf, type } from './helpWalk.ts';

const SOMEONE_TO_CONTACT = /\b116 ?123\b|\b999\b|local emergency number/u;
const WAYS = ['help-page', 'help-back', 'help-skip', 'help-stop'];
const MAX_OWN_WORDS = 40;
const MAX_QUOTED_WORDS = 60;

const NOT_AFTER_A_LOSS = /cuddl|hold|sooth|feeding|massage|close to my baby|keep their baby|your baby|the baby|empty glass/iu;

let cells = 0;

/** What holds for whatever is said in the dialog, and on the way out of it. */
function expectNobodyLeftAlone(taken: TurnTaken, where: string): void {
  cells += 1;
  const { replies } = taken;
  expect(replies, where).to.not.be.empty;
  expect(textOf(replies), where).to.match(SOMEONE_TO_CONTACT);
  expect(replies.at(-1)?.choices, `${where}: a way on`).to.not.be.empty;
  for (const { text, quotation, choices } of replies) {
    expect(text, where).to.not.equal('');
    expect(text, where).to.not.match(/[{}]|\bmums?\b|!/u);
    expect(new Set(choices.map(({ title }) => title)).size, `${where}: titles`).to.equal(choices.length);
    const most = quotation === undefined ? MAX_OWN_WORDS : MAX_QUOTED_WORDS;
    expect(countWords(quotation?.text ?? text), `${where}: ${text}`).to.be.at.most(most);
  }
}

function answersOf(taken: TurnTaken): unknown {
  return taken.conversation.help?.answers;
}

describe('the help dialog, walked from end to end', function () {
  this.timeout(120_000);
  let places: readonly Place[] = [];
  let open: readonly Place[] = [];

  before(() => {
    places = everyPlace();
    open = places.filter(({ conversation }) => conversation.help?.state === 'open');
    expect(open.length).to.be.greaterThan(20);
  });

  after(() => {
    console.log(`      walked ${cells} cells: ${places.length} places, ${INTERRUPTIONS.length} interruptions`);
  });

  it('has every way through on every step, a person to contact, and no text twice running', () => {
    for (const place of open) {
      const where = place.path.join(' > ');
      expectNobodyLeftAlone(place.taken, where);
      expect(choicesAt(place), where).to.include.members(WAYS);
      for (const choice of choicesAt(place)) {
        const next = tap(place.conversation, choice);
        expectNobodyLeftAlone(next, `${where} > ${choice}`);
        expect(textOf(next.replies), `${where} > ${choice}`).to.not.equal(textOf(place.taken.replies));
      }
    }
  });

  it('takes each choice by tap, title, number and title in capitals for the same', () => {
    for (const place of open) {
      for (const [index, choice] of choicesAt(place).entries()) {
        const where = `${place.path.join(' > ')} > ${choice}`;
        const tapped = tap(place.conversation, choice);
        const title = furnishedDialogs().choiceTitle(choice) ?? '';
        for (const text of [title, title.toUpperCase(), `${title}!`, String(index + 1), `number ${index + 1}`]) {
          cells += 1;
          const typed = type(place.conversation, text);
          expect(typed.trace.kind, `${where} typed ${text}`).to.equal(tapped.trace.kind);
          expect(typed.conversation.help, `${where} typed ${text}`).to.deep.equal(tapped.conversation.help);
        }
      }
    }
  });

  it('keeps every answer across every interruption, and comes back to the same step', () => {
    for (const place of open) {
      const step = place.conversation.help?.step;
      for (const { name, text, kinds, then } of INTERRUPTIONS.filter(({ notAt }) => notAt !== step)) {
        const where = `${place.path.join(' > ')} > ${name}`;
        const first = type(place.conversation, text);
        expectNobodyLeftAlone(first, where);
        expect(kinds, where).to.include(first.trace.kind);
        if (then === 'leaves') {
          expect(first.trace.dialogStep, where).to.equal(undefined);
          expect(first.conversation.help?.state ?? 'ended', where).to.equal('ended');
          continue;
        }
        expect(first.trace.dialogStep, where).to.equal(step);
        expect(answersOf(first), where).to.deep.equal(answersOf(place.taken));
        expect(first.conversation.help?.state, where).to.equal(then === 'waits' ? 'paused' : 'open');
        if (then === 'returns') expect(first.conversation.offered, where).to.include.members([...choicesAt(place)]);
        const second = type(first.conversation, text);
        expectNobodyLeftAlone(second, `${where}, again`);
        expect(textOf(second.replies), `${where}, again`).to.not.equal(textOf(first.replies));
      }
    }
  });

  it('waits after danger, and goes on only when it is asked to', () => {
    for (const place of open) {
      const danger = type(place.conversation, 'i want to hurt my baby');
      const after = type(danger.conversation, 'thank you');
      expectNobodyLeftAlone(after, place.path.join(' > '));
      expect(after.conversation.help?.state).to.equal('paused');
      const on = type(after.conversation, 'carry on');
      expectNobodyLeftAlone(on, place.path.join(' > '));
      expect(on.trace.kind).to.equal('dialog-step');
      expect(on.trace.dialogStep).to.equal(place.conversation.help?.step);
      expect(answersOf(on)).to.deep.equal(answersOf(place.taken));
    }
  });

  it('makes progress with answers that fit nothing, and never in the same words', () => {
    for (const place of open) {
      const texts = new Set<string>();
      let { conversation } = place;
      let turns = 0;
      for (; conversation.help?.state === 'open'; turns += 1) {
        const taken = type(conversation, 'qwrt zxcv');
        expectNobodyLeftAlone(taken, `${place.path.join(' > ')} > nothing fits, ${turns}`);
        expect(texts.has(textOf(taken.replies))).to.equal(false);
        texts.add(textOf(taken.replies));
        ({ conversation } = taken);
        expect(turns, place.path.join(' > ')).to.be.lessThan(10);
      }
    }
  });

  it('gets back out: "back" from anywhere ends at the beginning, "skip" at the page in at most 6 turns', () => {
    for (const place of open) {
      let { conversation } = place;
      let kind = '';
      for (let turns = 1; turns <= 6 && kind !== 'summary'; turns += 1) {
        const taken = tap(conversation, 'help-skip');
        ({ conversation } = taken);
        ({ kind } = taken.trace);
      }
      expect(kind, place.path.join(' > ')).to.equal('summary');
    }
  });

  it('ends only where an end is on screen: at the page, after a stop, or back at the offer', () => {
    const ends = places.filter(({ conversation }) => conversation.help?.state === 'ended');
    expect(ends.length).to.be.greaterThan(3);
    for (const { path, taken } of ends) {
      expectNobodyLeftAlone(taken, path.join(' > '));
      expect(taken.trace.kind, path.join(' > ')).to.be.oneOf(['summary', 'cancelled', 'help-dialog']);
      expect(path.at(-1)).to.be.oneOf(['help-page', 'help-skip', 'help-stop', 'help-back', '(no choice fits)']);
    }
  });

  it('speaks to a parent after a loss of no holding, feeding or keeping a baby, anywhere', () => {
    const afterLoss = everyPlace(type(BLANK_CONVERSATION, 'our baby died last month').conversation);
    expect(afterLoss.length).to.be.greaterThan(100);
    for (const place of afterLoss.filter(({ conversation }) => conversation.help?.state === 'open')) {
      for (const choice of choicesAt(place)) {
        const where = `${place.path.join(' > ')} > ${choice}`;
        const taken = tap(place.conversation, choice);
        expectNobodyLeftAlone(taken, where);
        const titles = taken.replies.flatMap(({ choices }) => choices.map(({ title }) => title));
        expect([textOf(taken.replies), ...titles].join('\n'), where).to.not.match(NOT_AFTER_A_LOSS);
      }
    }
  });

  it('asks about danger once, whatever happens', () => {
    const question = furnishedDialogs().content.help.get('danger')?.parts.get('say')?.[0] ?? '?';
    for (const place of open) {
      let { conversation } = place;
      for (const choice of ['help-back', 'help-back', 'help-stop', 'ask-for-help', 'help-back', 'help-start-afresh', 'finding-it-hard']) {
        const taken = tap(conversation, choice);
        cells += 1;
        ({ conversation } = taken);
        expect(textOf(taken.replies), `${place.path.join(' > ')} > ${choice}`).to.not.include(question);
      }
    }
  });

  it('asks a greeting after 45 minutes whether to go on, and the next day knows nothing of it', () => {
    for (const place of open) {
      const where = place.path.join(' > ');
      const back = type(place.conversation, 'hello?', NOW + 45 * MINUTE_MS);
      expectNobodyLeftAlone(back, where);
      expect(back.trace.kind, where).to.equal('help-dialog');
      expect(back.conversation.offered, where).to.include.members(['help-carry-on', 'help-start-afresh']);
      const on = type(back.conversation, 'yes', NOW + 46 * MINUTE_MS);
      expectNobodyLeftAlone(on, where);
      expect(answersOf(on), where).to.deep.equal(answersOf(place.taken));
      const afresh = type(back.conversation, 'start afresh', NOW + 46 * MINUTE_MS);
      expectNobodyLeftAlone(afresh, where);
      expect(answersOf(afresh), where).to.deep.equal({});
      const nextDay = type(place.conversation, 'hello?', NOW + 20 * 60 * MINUTE_MS);
      expect(nextDay.conversation.help, where).to.equal(undefined);
      expect(textOf(nextDay.replies), where).to.equal(textOf(type(BLANK_CONVERSATION, 'hello?').replies));
    }
  });

  it('says every interruption again word for word when its message comes twice', async () => {
    for (const { name, text } of INTERRUPTIONS.filter(({ then }) => then !== 'leaves')) {
      const { desk } = furnishedDesk();
      for (const [index, choice] of ['ask-for-help', 'danger-no', 'hardest-home'].entries()) {
        await desk.take('c', { id: `s${index}`, channel: 'test', text: '', choice });
      }
      const first = await desk.take('c', { id: 'twice', channel: 'test', text });
      const second = await desk.take('c', { id: 'twice', channel: 'test', text });
      cells += 1;
      expect(second.replies, name).to.deep.equal(first.replies);
    }
  });

  it('loses nothing when another instance writes in between, at every step and choice', async () => {
    for (const place of open.filter(({ conversation }) => conversation.help?.unfit === 0)) {
      for (const choice of choicesAt(place)) {
        const storage = memory();
        const [here, there] = [furnishedDesk(storage), furnishedDesk(storage)];
        const steps = [...place.path.map((id) => (id.startsWith('(') ? 'help-skip' : id))];
        for (const [index, id] of steps.entries()) {
          await here.desk.take('c', { id: `s${index}`, channel: 'test', text: '', choice: id });
        }
        await there.desk.take('c', { id: 'between', channel: 'test', text: 'thank you' });
        const last = await here.desk.take('c', { id: 'last', channel: 'test', text: '', choice });
        cells += 1;
        const { record } = await there.records.read('c');
        expect(record.log.map(({ messageId }) => messageId)).to.deep.equal([...steps.map((_, index) => `s${index}`), 'between', 'last']);
        const again = await there.desk.take('c', { id: 'last', channel: 'test', text: '', choice });
        expect(again.replies).to.deep.equal(last.replies);
      }
    }
  });
});
