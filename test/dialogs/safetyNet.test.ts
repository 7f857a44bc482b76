import { expect } from 'chai';
import type { Conversation } from '../../dialogs/conversation.ts';
import { BLANK_CONVERSATION } from '../../dialogs/conversation.ts';
import { dialogsFrom } from '../../dialogs/dialogs.ts';
import { furnishedDialogs } from './furnished.ts';
import { Story } from './story.ts';

const { content, takeTurn } = furnishedDialogs();
const CLINGY = 'is it normal that my baby has gone really clingy';

/** A message for each way a reply can come about. */
const MESSAGES = [
  CLINGY,
  'tell me more',
  'not what i meant',
  'does early stress change the brain',
  'why is my baby not eating solids',
  'what is the capital of france',
  'who won the football',
  'baby',
  '👶',
  '',
  'hello',
  'thank you',
  'thanks so much bye',
  'goodbye',
  'tell me a joke',
  'are you a real person',
  'who can see this chat',
  'what can you do',
  'you are useless',
  'can i talk to a person',
  'will they take my baby',
  'i cant talk out loud',
  'my english is not good',
  'our baby died last month',
  'how much child benefit do i get',
  'i feel so low all the time',
  'only joking',
  'im fine now',
  'forget i said that',
  'where does this come from',
  'delete my data',
];

/** What a conversation may have shown, and a line that must then stand with every reply. */
const SHOWN: readonly { readonly what: string; readonly said: string; readonly line: RegExp }[] = [
  { what: 'distress', said: 'i feel like im failing at all of this and i just cry', line: /116 123/ },
  { what: 'thoughts of suicide', said: 'i dont want to be here anymore', line: /116 123|\b999\b|85258/ },
  { what: 'an urge to hurt the baby', said: 'i want to hurt my baby', line: /116 123|\b999\b|85258/ },
  { what: 'a baby who is ill', said: 'my baby is blue and not breathing', line: /\b999\b|\b111\b/ },
  { what: 'a partner to be afraid of', said: 'my husband hits me', line: /\b999\b|0808 2000 247/ },
  { what: 'a child at risk', said: 'i think next door is hitting their toddler', line: /\b999\b|0808 800 5000/ },
  { what: 'voices', said: 'the voices tell me my baby is evil', line: /116 123|\b999\b|85258/ },
];

function after(said: string): Conversation {
  const story = new Story();
  story.says(said);
  return story.conversation;
}

describe('the net under triage', () => {
  for (const { what, said, line } of SHOWN) {
    describe(`once a conversation has shown ${what}`, () => {
      const shown = after(said);

      it('remembers it', () => expect(shown.distress || shown.concern !== undefined).to.equal(true));

      for (const text of MESSAGES) {
        it(`has a line to a person in the reply to "${text}"`, () => {
          const { replies, trace } = takeTurn(shown, { id: 'm', channel: 'test', text }, 0);
          expect(replies.map((reply) => reply.text).join('\n'), trace.label).to.match(line);
        });
      }

      it('has a line to a person under every button', () => {
        const waiting = [...shown.offered, 'show-topics', 'talk-to-a-person', 'finding-it-hard', 'not-now', 'just-answer', 'about'];
        const seen = new Set<string>();
        for (let choice = waiting.pop(); choice !== undefined && seen.size < 200; choice = waiting.pop()) {
          if (seen.has(choice)) continue;
          seen.add(choice);
          const { replies, conversation } = takeTurn(shown, { id: 'm', channel: 'test', text: '', choice }, 0);
          expect(replies.map(({ text }) => text).join('\n'), choice).to.match(line);
          waiting.push(...conversation.offered);
        }
        expect(seen.size).to.be.greaterThan(20);
      });
    });
  }

  it('keeps the buttons of the reply under its last line', () => {
    const story = new Story();
    story.says('my husband hits me');
    const reply = story.says(CLINGY);
    expect(reply.kind).to.equal('answer');
    expect(reply.buttons).to.include('Not what I meant');
    expect(reply.bubbles.at(-1)?.card?.contacts.map(({ value }) => value)).to.include('0808 2000 247');
  });

  it('never leaves a last line on screen that names abuse', () => {
    const shown = after('my husband hits me');
    for (const text of MESSAGES) {
      const { replies } = takeTurn(shown, { id: 'm', channel: 'test', text }, 0);
      expect(replies.at(-1)?.text, text).to.not.match(/abus|violen|hits/i);
    }
  });

  it('says nothing of why it is there', () => {
    for (const id of ['line-talk', 'line-health', 'line-safe', 'line-child', 'quiet-line']) {
      expect(content.messages.get(id)?.say.join(' '), id).to.not.match(/abus|violen|suicid|partner|hit/i);
    }
  });

  it('gives the fuller lines to a message that cannot be answered after distress', () => {
    const story = new Story();
    story.says('i feel like im failing at all of this and i just cry');
    const reply = story.says('what is the capital of france');
    expect(reply.text).to.include('116 123').and.include('85258').and.include('999');
  });

  it('adds nothing to a conversation that has shown nothing', () => {
    expect(new Story().says('what is infant mental health').text).to.not.match(/\d{3}/);
    expect(new Story().says('thank you').text).to.not.match(/\d{3}/);
  });

  for (const { unease, line } of [
    { unease: 'suicide', line: /116 123/ },
    { unease: 'domestic-abuse', line: /116 123/ },
    { unease: 'parent-medical', line: /\b111\b/ },
  ] as const) {
    it(`puts a line beside an answer to a message that comes near to ${unease}`, () => {
      const near = dialogsFrom(content, furnishedDialogs().match, () => ({ lead: -1, unease }));
      const { replies, trace } = near.takeTurn(BLANK_CONVERSATION, { id: 'm', channel: 'test', text: 'what is infant mental health' }, 0);
      expect(trace.kind).to.equal('answer');
      expect(replies.at(-1)?.text).to.match(line);
    });
  }

  it('answers although the classifier is broken', () => {
    const broken = dialogsFrom(content, furnishedDialogs().match, () => {
      throw new Error('The classifier is broken.');
    });
    const message = { id: 'm', channel: 'test', text: CLINGY };
    expect(broken.takeTurn(BLANK_CONVERSATION, message, 0).trace.kind).to.equal('answer');
  });

  it('does not reassure where a message comes near to a baby being ill', () => {
    const near = dialogsFrom(content, furnishedDialogs().match, () => ({ lead: -1, unease: 'baby-medical' }));
    const { replies } = near.takeTurn(BLANK_CONVERSATION, { id: 'm', channel: 'test', text: CLINGY }, 0);
    expect(replies.map(({ text }) => text).join('\n')).to.include("I won't tell you that all is well");
  });

  for (const said of ['my baby is 6 weeks old and has a fever of 38.5', 'i shook my baby']) {
    it(`does not reassure after "${said}"`, () => {
      const story = new Story();
      expect(story.says(said).kind).to.equal('crisis');
      expect(story.says(CLINGY).text).to.include("I won't tell you that all is well");
    });
  }

  it('puts who to ring beside an answer to a message with a sign of illness', () => {
    const { takeTurn: take } = furnishedDialogs();
    const text = 'how do i support everyday his mental health, he has a temperature';
    const { replies, trace } = take(BLANK_CONVERSATION, { id: 'm', channel: 'test', text }, 0);
    expect(replies.map((reply) => reply.text).join('\n'), trace.label).to.match(/\b111\b|\b999\b/);
  });
});

describe('after a crisis reply', () => {
  const CHEERFUL = /you're welcome|anything else|would you like to know|what is on your mind|rate|feedback|helpful|!/i;

  for (const text of ['thank you', 'thanks', 'bye', 'goodbye', 'hi', 'hello', 'tell me a joke', 'only joking', 'lol jk', 'im fine now', 'forget i said that', 'never mind', 'i didnt mean it']) {
    it(`meets "${text}" without cheer, without shame and with a line`, () => {
      const story = new Story();
      story.says('i want to kill myself');
      const reply = story.says(text);
      expect(reply.kind).to.not.equal('crisis');
      expect(reply.text).to.not.match(CHEERFUL);
      expect(reply.text).to.not.match(/wast|should not|shouldn't|serious|trouble/i);
      expect(reply.text).to.match(/116 123/);
      expect(story.conversation.concern?.highestUrgency, 'what was remembered').to.not.equal(undefined);
    });
  }

  it('still gives the whole reply to a new danger after a joke', () => {
    const story = new Story();
    story.says('i want to kill myself');
    story.says('only joking');
    const reply = story.says('ive taken all the tablets');
    expect(reply.kind).to.equal('crisis');
    expect(reply.bubbles).to.have.lengthOf(3);
  });

  it('reads a longer message for what it says', () => {
    const story = new Story();
    story.says('i want to kill myself');
    const reply = story.says('im fine now but can you tell me if it is normal that my baby has gone really clingy lately');
    expect(reply.kind).to.be.oneOf(['answer', 'clarification']);
  });

  it('never gives a passage that can frighten', () => {
    const story = new Story();
    story.says('i want to kill myself');
    const reply = story.says('how does stress in the first years affect the brain and body later');
    expect(reply.label).to.not.be.oneOf(['later.stress-response', 'later.relationships', 'signs.withdrawn']);
  });
});
