import { expect } from 'chai';
import { Story } from './story.ts';

describe('the reply after what came before', () => {
  it('says other words to a parent who says again, some turns later, that it is too much', () => {
    const story = new Story();
    const first = story.says('i feel so low all the time');
    story.says('is it normal that my baby has gone really clingy');
    const second = story.says('i just cant do this anymore its too much');
    expect([first.kind, second.kind]).to.deep.equal(['help-dialog', 'help-dialog']);
    expect(second.text).to.not.equal(first.text);
  });

  it('offers a bereaved parent no topic about babies unasked, only people', () => {
    const story = new Story();
    expect(story.says('my baby died in june').label).to.equal('signpost:bereavement');
    expect(story.says('?').buttons).to.deep.equal(["I'm finding it hard", 'Talk to a person']);
  });

  it('does not take "he seems better now" for the end of the danger', () => {
    const story = new Story();
    expect(story.says('my baby is floppy and blue').kind).to.equal('crisis');
    const better = story.says('he seems better now');
    expect(better.text).to.include('please still talk to someone').and.include('999').and.not.include('111');
  });

  it('puts the second question of a message on the first button', () => {
    const story = new Story();
    const reply = story.says('is it bad to pick her up when she cries? also how do i get her to sleep through');
    expect(reply.label).to.equal('different.soothing-crying');
    expect(reply.buttons[0]).to.equal('Sleep');
  });

  it('reassures nobody about the first of two questions when the second speaks of an illness', () => {
    const ill = 'is it bad to pick her up when she cries? also how do i get her to sleep through, shes got a rash';
    const reply = new Story().says(ill);
    expect(reply.label).to.equal('signpost:baby-illness');
    expect(reply.text).to.include('111').and.include('999');
  });

  it('keeps the question at hand when distress is met first', () => {
    const story = new Story();
    expect(story.says('i feel like im failing him. is it bad to pick him up when he cries?').kind).to.equal('help-dialog');
    expect(story.taps('Just answer my question').label).to.equal('different.soothing-crying');
  });

  it('leaves the help dialog for a parent who only wants an answer', () => {
    const story = new Story();
    expect(story.says("I'm finding it hard").turn.trace.dialogStep).to.equal('danger');
    expect(story.says('i just want an answer').kind).to.equal('clarification');
    const answer = story.says('is it normal that my baby has gone really clingy');
    expect(answer.turn.trace).to.include({ kind: 'answer', label: 'signs.clingy' }).and.not.have.property('dialogStep');
  });

  it('offers three ways on from danger: more help, questions, and to stop', () => {
    const story = new Story();
    expect(story.says('i want to die').buttons).to.deep.equal(['More places to get help', 'Back to questions', 'Stop']);
    const stopped = story.taps('Stop');
    expect(stopped.kind).to.equal('cancelled');
    expect(stopped.text).to.include('116 123');
  });

  it('keeps 999 in reach after an emergency, whatever is said next', () => {
    const story = new Story();
    expect(story.says('im going to kill myself tonight').turn.trace.urgency).to.equal('emergency');
    for (const next of ['stop', 'who can i talk to', 'will they take my baby', 'thanks', 'bye', 'tell me a joke']) {
      expect(story.says(next).text, next).to.include('999');
    }
  });
});
