import { expect } from 'chai';
import { BLANK_CONVERSATION } from '../../dialogs/conversation.ts';
import { findChoice } from '../../dialogs/choices.ts';
import { LONGEST_HEARD } from '../../dialogs/takeTurn.ts';
import { dialogsFrom } from '../../dialogs/dialogs.ts';
import { furnishedDialogs } from './furnished.ts';
import { Story } from './story.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const CLINGY_SENTENCE =
  'However, it is really important to say that babies have different stages of development and a baby might go ' +
  'through a stage of being clingy and this is nothing to worry about.';

describe('a turn', () => {
  it('quotes the interview whole, says who speaks, and does not end on the reassurance', () => {
    const answer = new Story().says(CLINGY);

    expect(answer.kind).to.equal('answer');
    expect(answer.label).to.equal('signs.clingy');
    expect(answer.text).to.include(`About a baby who has become clingy:\n\n“${CLINGY_SENTENCE}”`);
    expect(answer.text).to.include('Sally Hogg, Parent Infant Foundation');
    expect(answer.bubbles.at(-1)?.text).to.match(/^If this is a sudden change, or something does not feel right/);
    expect(answer.buttons).to.include.members(['Tell me more', 'Not what I meant', "I'm finding it hard"]);
  });

  it('looks for danger before anything else, even in a message that asks a question', () => {
    const reply = new Story().says(`i want to hurt my baby. ${CLINGY}`);
    expect(reply.kind).to.equal('crisis');
    expect(reply.bubbles[0]?.text).to.include('999');
    expect(reply.text).to.not.include(CLINGY_SENTENCE);
  });

  it('looks for danger in a message that a button came with', () => {
    const story = new Story();
    story.says(CLINGY);
    const offered = story.conversation.offered[0] ?? '';
    const { takeTurn } = furnishedDialogs();
    const message = { id: 'm', channel: 'test', text: 'i want to kill myself', choice: offered };
    expect(takeTurn(story.conversation, message, 0).trace.kind).to.equal('crisis');
  });

  it('finds danger although the matcher is broken', () => {
    const { content } = furnishedDialogs();
    const broken = dialogsFrom(content, () => {
      throw new Error('The matcher is broken.');
    });
    const message = { id: 'm', channel: 'test', text: 'i want to hurt my baby' };
    expect(broken.takeTurn(BLANK_CONVERSATION, message, 0).trace.kind).to.equal('crisis');
  });

  it('says the emergency signpost when the words of a crisis reply are missing', () => {
    const { content, match } = furnishedDialogs();
    const replies = new Map([...content.safety.replies].filter(([row]) => row === 'emergency-signpost'));
    const torn = dialogsFrom({ ...content, safety: { ...content.safety, replies } }, match);
    const message = { id: 'm', channel: 'test', text: 'i want to hurt my baby' };
    const { replies: said } = torn.takeTurn(BLANK_CONVERSATION, message, 0);
    expect(said[0]?.text).to.include('999').and.include('116 123');
    expect(said[0]?.card?.contacts).to.not.be.empty;
  });

  it('tells a parent that a message is longer than can be read, and where help is', () => {
    const story = new Story();
    const reply = story.says(`${CLINGY} `.repeat(1 + Math.ceil(LONGEST_HEARD / CLINGY.length)));
    expect(reply.kind).to.equal('unanswerable');
    expect(reply.text).to.include('more than I can read').and.include('999').and.include('116 123');
    expect(reply.text).to.not.include(CLINGY_SENTENCE);
  });

  for (const [where, message] of [
    ['before', `i want to hurt my baby. ${'and then we went home '.repeat(3000)}`],
    ['after', `${'and then we went home '.repeat(3000)} i want to hurt my baby`],
  ] as const) {
    it(`finds danger ${where} a text that is too long`, () => {
      expect(new Story().says(message).kind).to.equal('crisis');
    });
  }

  it('stays in the help dialog after a message that is too long', () => {
    const story = new Story();
    story.says('ask for help');
    const { step } = story.conversation.help ?? {};
    story.says('it is the nights '.repeat(600));
    expect(step).to.be.a('string');
    expect(story.conversation.help?.step).to.equal(step);
  });

  it('gives the same concern a shorter reply the second time, and a more urgent one its own', () => {
    const story = new Story();
    const first = story.says('i dont want to be here anymore');
    const second = story.says('i dont want to be here anymore');
    const third = story.says('ive taken all the tablets');
    expect([first.kind, second.kind, third.kind]).to.deep.equal(['crisis', 'crisis', 'crisis']);
    expect(second.text).to.not.equal(first.text);
    expect(second.text.length).to.be.lessThan(first.text.length);
    expect(third.text).to.not.equal(second.text);
    expect(story.conversation.concern?.highestUrgency).to.equal('emergency');
  });

  it('goes on to the rest of the passage, and then says that this was all', () => {
    const story = new Story();
    story.says(CLINGY);
    const more = story.taps('Tell me more');
    expect(more.kind).to.equal('answer');
    expect(more.text).to.include('We wouldn’t expect a parent to diagnose');
    expect(more.bubbles.at(-1)?.text).to.match(/^If this is a sudden change/);
    expect(more.buttons).to.include('Where does this come from?');
    expect(more.buttons).to.not.include('Tell me more');
    expect(story.says('go on').text).to.include('That is all I have on this');
  });

  for (const typed of ['more', 'Go on then', 'can you tell me more?']) {
    it(`takes "${typed}" after an answer for "Tell me more", and after anything else not`, () => {
      const story = new Story();
      story.says(CLINGY);
      expect(story.says(typed).text).to.include('We wouldn’t expect a parent to diagnose');
      expect(new Story().says(typed).kind).to.not.equal('answer');
    });
  }

  for (const typed of ['yes please', "I don't know", 'menu']) {
    it(`shows what can be asked for "${typed}", and people to talk to where things are hard`, () => {
      expect(new Story().says(typed).buttons).to.include('My baby is clingy');
      const hard = new Story();
      hard.says('i feel like im failing at all of this and i just cry');
      expect(hard.says(typed).text).to.include('116 123');
      expect(hard.conversation.offered).to.not.include('ask:signs.clingy');
    });
  }

  it('shows the page to take along again to who wants to print it', () => {
    const story = new Story();
    story.says('show my page now');
    const { text } = story.says('can i print this?');
    expect(text).to.include('Here is your page');
  });

  for (const typed of ['Tell me more', '1', 'the first one', 'tell me mroe', 'tell me more please']) {
    it(`takes "${typed}" for the button`, () => {
      const story = new Story();
      story.says(CLINGY);
      expect(story.says(typed).text).to.include('We wouldn’t expect a parent to diagnose');
    });
  }

  it('offers others when the answer was not what was meant', () => {
    const story = new Story();
    story.says(CLINGY);
    const others = story.taps('Not what I meant');
    expect(others.buttons).to.include('Talk to a person').and.to.include('None of these');
    expect(others.buttons).to.not.include('My baby is clingy');
  });

  it('says where the answers come from when asked', () => {
    expect(new Story().says('where does this come from?').text).to.include('interview').and.include('Sally Hogg');
  });

  it('meets distress with a kind sentence and a person to contact, and says other words the next time', () => {
    const story = new Story();
    const first = story.says('i feel like im failing at all of this and i just cry');
    expect(first.kind).to.equal('help-dialog');
    expect(first.text).to.include('116 123');
    const second = story.says('i feel so low all the time');
    expect(second.kind).to.equal('help-dialog');
    expect(second.text).to.not.equal(first.text);
  });

  it('gives no hard passage after distress', () => {
    const story = new Story();
    story.says('i feel like im failing at all of this and i just cry');
    const answer = story.says('does stress damage a babys body and heart for later in life');
    expect(answer.label).to.not.equal('later.stress-response');
    expect(answer.text).to.not.include('cardiovascular');
  });

  it('speaks of no holding or soothing once a parent said that their baby died', () => {
    const story = new Story();
    expect(story.says('our baby died last month').label).to.equal('signpost:bereavement');
    for (const message of [CLINGY, 'should i pick my baby up every time they cry', 'baby', 'what can i ask?']) {
      const reply = story.says(message);
      const shown = [reply.text, ...reply.buttons].join('\n');
      expect(shown, message).to.not.match(/clingy|pick up|sooth|cuddl|comfort/i);
    }
  });

  it('says more, and where a person is, the second time it has no answer', () => {
    const story = new Story();
    const first = story.says('what is the capital of france');
    const second = story.says('who won the football');
    expect([first.kind, second.kind]).to.deep.equal(['unanswerable', 'unanswerable']);
    expect(first.text).to.include('116 123');
    expect(second.text).to.not.equal(first.text);
    expect(second.text).to.include('116 123').and.include('85258').and.include('999');
  });

  for (const text of ['', '   ', '👶', '?', '😭', '\u200b']) {
    it(`offers topics and does not guess for ${JSON.stringify(text)}`, () => {
      const reply = new Story().says(text);
      expect(reply.kind).to.be.oneOf(['clarification', 'help-dialog']);
      expect(reply.buttons).to.not.be.empty;
    });
  }

  it('forgets everything when a parent deletes their data', () => {
    const story = new Story();
    story.says('our baby died last month');
    const reply = story.says('delete my data');
    expect(reply.turn.forget).to.equal(true);
    expect(story.conversation).to.deep.equal(BLANK_CONVERSATION);
  });

  it('decides the same every time', () => {
    const { takeTurn } = furnishedDialogs();
    const message = { id: 'm', channel: 'test', text: CLINGY };
    expect(takeTurn(BLANK_CONVERSATION, message, 1)).to.deep.equal(takeTurn(BLANK_CONVERSATION, message, 2));
  });

  it('remembers nothing that was typed', () => {
    const story = new Story();
    for (const text of ['canaryword my baby is clingy', 'canaryword i feel low', 'canaryword', 'i will hurt my baby canaryword']) {
      expect(JSON.stringify(story.says(text).turn)).to.not.include('canaryword');
    }
  });

  it('does nothing for a choice that is none of ours', () => {
    const { takeTurn } = furnishedDialogs();
    for (const choice of ['nonsense', 'ask:nothing', 'tell-me-more:nothing', '__proto__', 'ask:__proto__', 'signpost:toString']) {
      const { trace } = takeTurn(BLANK_CONVERSATION, { id: 'm', channel: 'test', text: 'thank you', choice }, 0);
      expect(trace.label, choice).to.equal('smalltalk:thanks');
    }
  });
});

describe('every reply', () => {
  it('offers only choices that lead somewhere', () => {
    const { content, takeTurn } = furnishedDialogs();
    const seen = new Set<string>();
    const waiting = ['show-topics', 'ask-a-question', 'finding-it-hard', ...[...content.entries.keys()].map((id) => `ask:${id}`)];
    for (let choice = waiting.pop(); choice !== undefined; choice = waiting.pop()) {
      if (seen.has(choice)) continue;
      seen.add(choice);
      const { replies, conversation } = takeTurn(BLANK_CONVERSATION, { id: 'm', channel: 'test', text: '', choice }, 0);
      expect(replies, choice).to.not.be.empty;
      expect(replies[0]?.text, choice).to.not.equal('');
      expect(findChoice(content, choice)?.title.length, choice).to.be.within(1, 40);
      waiting.push(...conversation.offered);
    }
    expect(seen.size).to.be.greaterThan(40);
  });
});

describe('an answer', () => {
  it('carries a quiet line to a person when the message shows distress beside what it asks', () => {
    const story = new Story();
    story.says('i feel like im failing at all of this and i just cry');
    const answer = story.says(CLINGY);
    expect(answer.kind).to.equal('answer');
    expect(answer.bubbles.at(-1)?.text).to.equal('To talk to someone now: Samaritans 116 123, free, any time.');
    expect(answer.buttons).to.include("I'm finding it hard");
  });

  it('does not reassure a parent who speaks of an illness', () => {
    const reply = new Story().says('shes gone really clingy and has a snotty nose and a rash on her tummy, is being clingy normal');
    expect(reply.kind).to.not.equal('answer');
    expect(reply.text).to.not.include('nothing to worry about');
    expect(reply.text).to.include('111');
  });
});
