import { expect } from 'chai';
import { Story } from '../story.ts';

describe('the offer of help', () => {
  it('comes with distress: one kind sentence, one line to a person, and three buttons', () => {
    const offer = new Story().says('i feel like im failing at all of this and i just cry');
    expect(offer.kind).to.equal('help-dialog');
    expect(offer.bubbles).to.have.length(2);
    expect(offer.buttons).to.deep.equal(['Help me find someone', 'Just answer my question', 'Not now']);
  });

  for (const text of ['yes please', 'Help me find someone', 'help me find somone', '1', 'the first one', 'i need help']) {
    it(`is taken up with "${text}"`, () => {
      const story = new Story();
      story.says('i feel so low');
      expect(story.says(text).turn.trace).to.include({ kind: 'help-dialog', dialogStep: 'danger' });
    });
  }

  for (const text of ['Not now', 'no thanks', 'ok', 'ok thanks', 'nah', 'forget it', 'leave it', '3']) {
    it(`is turned down with "${text}", and not made again until new distress`, () => {
      const story = new Story();
      story.says('i feel so low');
      const no = story.says(text);
      expect(no.kind).to.equal('cancelled');
      expect(no.text).to.include('116 123');
      expect(story.says('is it normal that my baby has gone really clingy').kind).to.equal('answer');
      expect(story.says('thank you').kind).to.equal('smalltalk');
      expect(story.says('i cant cope with any of this').kind).to.equal('help-dialog');
    });
  }

  it('gives way to an answer for a parent who only wants that', () => {
    const story = new Story();
    story.says('i feel so low');
    expect(story.taps('Just answer my question').kind).to.be.oneOf(['answer', 'clarification']);
  });
});

describe('the help dialog', () => {
  for (const text of ['i need help', 'please help me', 'I need someone to talk to', "I'm finding it hard", 'im finding it hard']) {
    it(`opens with "${text}"`, () => {
      expect(new Story().says(text).turn.trace).to.include({ kind: 'help-dialog', dialogStep: 'danger' });
    });
  }

  it('has its button under every kind of reply', () => {
    for (const text of ['thank you', 'what is the capital of france', 'is my baby clingy', 'bye', 'are you real', 'ask a question', '👶', 'breastfeeding']) {
      const { buttons } = new Story().says(text);
      expect(buttons.some((title) => /finding it hard|Talk to a person|Help me find/u.test(title)), text).to.equal(true);
    }
  });

  for (const { at, text, means } of [
    { at: 'danger', text: 'nope', means: 'danger-no' },
    { at: 'danger', text: 'i dont know', means: 'danger-not-sure' },
    { at: 'danger', text: 'no, nothing like that', means: 'danger-no' },
    { at: 'danger', text: 'erm kind of', means: 'danger-not-sure' },
    { at: 'danger', text: 'i cant say here', means: 'danger-cannot-say' },
    { at: 'danger', text: 'the second one', means: 'danger-not-sure' },
    { at: 'danger', text: 'no one is safe', means: 'danger-not-sure' },
    { at: 'hardest', text: 'breastfeeding hurts so much', means: 'hardest-feeding' },
    { at: 'hardest', text: 'the screming all night', means: 'hardest-feeding' },
    { at: 'hardest', text: 'bonding', means: 'hardest-close' },
    { at: 'hardest', text: 'my head', means: 'hardest-feelings' },
    { at: 'hardest', text: 'money mostly', means: 'hardest-home' },
    { at: 'hardest', text: 'id rather not say', means: 'hardest-rather-not-say' },
    { at: 'hardest', text: 'i just feel like a spare part and useless', means: 'hardest-something-else' },
    { at: 'hardest', text: '2.', means: 'hardest-feeding' },
    { at: 'hardest', text: 'the last one', means: 'hardest-rather-not-say' },
    { at: 'hardest', text: 'she wont latch and im so sore', means: 'hardest-feeding' },
    { at: 'tell', text: 'the GP, in fact', means: 'tell-gp' },
    { at: 'tell', text: 'the gp?', means: 'tell-gp' },
    { at: 'tell', text: 'not the gp, maybe my nan', means: 'tell-someone-i-trust' },
    { at: 'tell', text: 'my HV', means: 'tell-health-visitor' },
    { at: 'tell', text: 'midwif', means: 'tell-midwife' },
    { at: 'tell', text: 'dunno', means: 'tell-not-sure' },
    { at: 'tell', text: 'homestart', means: 'tell-home-start' },
    { at: 'tell', text: 'childrens centre', means: 'tell-childrens-centre' },
    { at: 'nation', text: 'englnd', means: 'nation-england' },
    { at: 'nation', text: 'im in belfast', means: 'nation-northern-ireland' },
    { at: 'nation', text: 'northern ireland', means: 'nation-northern-ireland' },
    { at: 'nation', text: 'Dublin', means: 'nation-outside' },
  ] as const) {
    it(`takes "${text}" for an answer to "${at}"`, () => {
      const story = openAt(at);
      const said = story.says(text);
      expect(said.kind).to.equal('dialog-step');
      expect(story.conversation.help?.answers[at]).to.equal(means);
    });
  }

  it('shows the lines at once unless nobody is in danger, and goes on', () => {
    for (const answer of ['Yes', 'Not sure', "I can't say here"]) {
      const said = openAt('danger').says(answer);
      expect(said.text, answer).to.include('999').and.include('116 123').and.include('85258');
      expect(said.text, answer).to.not.match(/abuse|violen|hurt you/iu);
      expect(said.turn.trace.dialogStep).to.equal('hardest');
    }
    expect(openAt('danger').says('No').text).to.not.include('press 55');
  });

  it('says what happens if a parent tells somebody, and claims no more', () => {
    const story = openAt('tell');
    const card = story.says('GP').text;
    expect(card).to.include('What you say is usually kept private.').and.include('Nobody can promise what happens in every family');
    const asked = openAt('tell').says('what happens if i tell them?');
    expect(asked.turn.trace).to.include({ kind: 'dialog-step', dialogStep: 'tell' });
    expect(asked.text).to.include('usually kept private');
  });

  it('reaches the page in six turns, with the words of the parent on it', () => {
    const story = new Story();
    const kinds = ['i need help', 'no', 'sleep', 'my health visitor', 'scotland', 'he only sleeps on me'].map((text) => story.says(text).kind);
    expect(kinds).to.deep.equal(['help-dialog', 'dialog-step', 'dialog-step', 'dialog-step', 'dialog-step', 'summary']);
  });

  for (const text of ['why do i feel nothing', 'he wont stop crying and neither can i', 'is it my fault', 'hes 3 weeks and i miss my old life']) {
    it(`puts "${text}" on the page when it asks for own words`, () => {
      const said = openAt('words').says(text);
      expect(said.kind).to.equal('summary');
      expect(said.text).to.include(`In my own words:\n\n${text}`);
    });
  }

  for (const text of ['stop', 'Stop', 'leave it', 'forget it', 'never mind', 'please stop', 'nvm', 'leave me alone', 'not now']) {
    it(`ends at once with "${text}", kindly and with a person to contact`, () => {
      const said = openAt('tell').says(text);
      expect(said.kind).to.equal('cancelled');
      expect(said.turn.trace.dialogStep).to.equal(undefined);
      expect(said.text).to.include('116 123');
    });
  }

  it('says before free text in Teams who may read it, and not elsewhere', () => {
    const told = 'Teams keeps this chat, and your organisation may be able to read it.';
    expect(openAt('nation').on('msteams').says('wales').text).to.include(told);
    expect(openAt('nation').says('wales').text).to.not.include(told);
  });

  it('tells a parent at their limit that it is all right to step away, not how much picking up matters', () => {
    const said = new Story().says('im losing it, should i pick him up every time he cries');
    expect(said.text).to.include('It is OK to walk away').and.to.not.include('Every time we pick up');
  });

  it('asks after 45 minutes only when a parent says no more than hello', () => {
    expect(openAt('tell').waits(44).says('hello?').kind).to.equal('smalltalk');
    expect(openAt('tell').waits(45).says('hello?').buttons).to.include.members(['Carry on with the questions', 'Start afresh']);
    const story = openAt('tell');
    expect(story.waits(90).says('the gp').turn.trace.dialogStep).to.equal('nation');
    expect(openAt('words').waits(90).says('it took me an hour to write this').kind).to.equal('summary');
  });

  it('quotes nothing the next day', () => {
    const story = openAt('words');
    const hello = story.waits(15 * 60).says('hello?');
    expect(hello.kind).to.equal('smalltalk');
    expect(JSON.stringify(story.conversation)).to.not.match(/hardest|tell-|nation/u);
  });

  it('calls nobody mum, and helps somebody who asks for another', () => {
    const story = new Story();
    const texts = ['im worried sick about my wife since the baby came', '1', 'not sure', 'her moods', 'her midwife', 'northern ireland', 'she smiles at everyone and then goes quiet at home'];
    const said = texts.map((text) => story.says(text));
    expect(said.at(-1)?.kind).to.equal('summary');
    for (const { text } of said) expect(text).to.not.match(/\bmum/iu);
  });
});

/** A dialog that waits for the answer to a step. */
function openAt(step: 'danger' | 'hardest' | 'tell' | 'nation' | 'words'): Story {
  const story = new Story();
  story.says('i need help');
  for (let turns = 0; turns < 5 && story.conversation.help?.step !== step; turns += 1) story.taps('Skip');
  if (story.conversation.help?.step !== step) throw new Error(`The dialog does not come to ${step}.`);
  return story;
}
