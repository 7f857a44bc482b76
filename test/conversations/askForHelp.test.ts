import { expect } from 'chai';
import { Story } from '../dialogs/story.ts';

describe('a parent at night, with the baby on one arm', () => {
  const story = new Story();

  it('says that it is too much, and is met with a person to ring and three buttons', () => {
    const said = story.says('i cant do this its too hard and i just cry');
    expect(said.kind).to.equal('help-dialog');
    expect(said.text).to.include('116 123');
    expect(said.buttons).to.have.length(3);
  });

  it('answers with numbers and single words', () => {
    expect(['1', 'no', 'sleep'].map((text) => story.says(text).turn.trace.dialogStep)).to.deep.equal(['danger', 'hardest', 'tell']);
  });

  it('asks whether they take the baby, is told, and is still where they were', () => {
    const said = story.says('will they take my baby');
    expect(said.text).to.include('most parents who ask for help keep their baby');
    expect(said.turn.trace.dialogStep).to.equal('tell');
    expect(story.conversation.help?.answers).to.include({ danger: 'danger-no', hardest: 'hardest-feeding' });
  });

  it('is away for an hour with the baby, and is asked whether to go on', () => {
    expect(story.waits(60).says('hello?').buttons).to.include('Carry on with the questions');
    expect(story.says('yes').turn.trace.dialogStep).to.equal('tell');
  });

  it('gets a page with the words to say, and who is open', () => {
    story.says('maybe the hv');
    story.says('englnd');
    const page = story.says('he only sleeps on me');
    expect(page.kind).to.equal('summary');
    expect(page.text).to.include('a health visitor').and.include('This doesn’t feel right, can I get some help?');
    expect(page.text).to.include('In my own words:\n\nhe only sleeps on me').and.include('111, and choose mental health');
  });
});

describe('a dad who does not want to be asked much', () => {
  const story = new Story();

  it('turns the offer down, and gets answers', () => {
    story.says('no bond. nothing. i feel low all the time');
    expect(story.says('Not now').kind).to.equal('cancelled');
    expect(story.says('is it normal that my baby has gone really clingy').kind).to.equal('answer');
  });

  it('is offered help again when it gets too much, and takes it', () => {
    expect(story.says('i feel so low and empty').kind).to.equal('help-dialog');
    expect(story.says('go on then').turn.trace.dialogStep).to.equal('danger');
  });

  it('asks who sees this, in the middle, and leaves when he has had enough', () => {
    story.says('no');
    expect(story.says('who sees this?').turn.trace).to.include({ label: 'smalltalk:privacy', dialogStep: 'hardest' });
    const left = story.says('leave it');
    expect(left.kind).to.equal('cancelled');
    expect(left.text).to.include('116 123');
  });

  it('can have his page all the same', () => {
    expect(story.says('show my page').kind).to.equal('summary');
  });
});

describe('a grandmother who raises the baby, in Teams', () => {
  const story = new Story().on('msteams');

  it('opens the dialog in her own words, and cannot say here', () => {
    expect(story.says('I need help').turn.trace.dialogStep).to.equal('danger');
    const said = story.says("I can't say here");
    expect(said.text).to.include('press 55').and.include('85258');
    expect(said.turn.trace.dialogStep).to.equal('hardest');
  });

  it('goes back to change her answer', () => {
    story.says('Rather not say');
    story.says('my sister');
    expect(story.conversation.help?.answers.tell).to.equal('tell-someone-i-trust');
    expect(story.says('back').turn.trace.dialogStep).to.equal('tell');
    expect(story.says('the GP').turn.trace.dialogStep).to.equal('nation');
    expect(story.conversation.help?.answers.tell).to.equal('tell-gp');
  });

  it('is told who may read this before she writes freely, and calls nobody mum', () => {
    const said = story.says('Northern Ireland');
    expect(said.text).to.include('your organisation may be able to read it');
    const page = story.says('There is nobody I can ask how this is done now');
    expect(page.kind).to.equal('summary');
    expect(page.text).to.include('Lifeline 0808 808 8000').and.not.match(/\b111\b|\bmum/iu);
  });

  it('deletes it all', () => {
    expect(story.says('delete my data').turn.forget).to.equal(true);
    expect(story.conversation.help).to.equal(undefined);
  });
});

describe('a parent of twins, one of whom died', () => {
  it('reaches a page that speaks of no holding', () => {
    const story = new Story();
    story.says('our baby died last month');
    const said = ['i need help', 'no', 'my feelings', 'gp', 'scotland', 'skip'].map((text) => story.says(text));
    expect(said.at(-1)?.kind).to.equal('summary');
    for (const { text } of said) expect(text).to.not.match(/massage|empty glass|keep their baby|sooth|cuddl/iu);
  });
});
