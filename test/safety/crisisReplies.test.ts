import { expect } from 'chai';
import type { SafetyReply } from '../../knowledge/content.ts';
import { CONTENT } from './safetyContent.ts';

const REPLIES = [...CONTENT.safety.replies.values()];
const ABUSE = new Set(['attack-now', 'domestic-abuse', 'domestic-abuse-men']);

function words(texts: readonly string[]): number {
  return texts.join(' ').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function wholeOf({ first }: SafetyReply): string {
  return first.join(' ');
}

describe('the crisis replies', () => {
  it('are there', () => expect(REPLIES.length).to.be.greaterThan(30));

  for (const reply of REPLIES) {
    describe(reply.id, () => {
      const all = [...reply.first, ...reply.again];

      it('is three bubbles: an action of at most 20 words, 90 words in all, 40 a bubble', () => {
        expect(reply.first).to.have.lengthOf(3);
        expect(words(reply.first.slice(0, 1))).to.be.at.most(20);
        expect(words(reply.first)).to.be.at.most(90);
        expect(all.filter((bubble) => words([bubble]) > 40)).to.deep.equal([]);
      });

      it('is shorter and different the second time, with a number in common', () => {
        expect(words(reply.again)).to.be.lessThan(words(reply.first));
        expect(reply.again.join(' ')).to.not.equal(wholeOf(reply));
        const numbers = (text: string): Set<string> => new Set(text.match(/\d[\d ]*\d/g));
        expect([...numbers(reply.again.join(' '))].some((number) => numbers(wholeOf(reply)).has(number))).to.equal(true);
      });

      it('gives a free voice line and a text route, day and night', () => {
        expect(wholeOf(reply)).to.match(/\b999\b|116 123/);
        expect(wholeOf(reply)).to.match(/text SHOUT to 85258|text 999/i);
      });

      it('never sends a parent in Northern Ireland to 111', () => {
        for (const bubble of all) if (/\b111\b/.test(bubble)) expect(bubble).to.match(/Northern Ireland/);
      });

      it('says last that it is a program and has told nobody', () => {
        expect(reply.first.at(-1)).to.match(/I'm a computer program\. I have told nobody\.$/);
      });

      it('gives only contacts that are there, and buttons for its first bubble or second', () => {
        const contacts = [...reply.actionServices, ...reply.services];
        expect(contacts.filter((id) => !CONTENT.services.has(id))).to.deep.equal([]);
        expect(contacts).to.not.deep.equal([]);
      });

      it('blames nobody, names no illness or method, and does not shout', () => {
        const unkind = /!|\bmum\b|commit|calm down|fault|psychosis|depress|bipolar|diagnos|\bocd\b|you should have|leave (him|her|them|now)\b/i;
        expect(all.filter((bubble) => unkind.test(bubble))).to.deep.equal([]);
      });
    });
  }

  for (const reply of REPLIES.filter(({ id }) => ABUSE.has(id))) {
    it(`${reply.id} is glad first, asks who may be looking, and does not name abuse`, () => {
      expect(reply.first[0]).to.match(/^I'm glad you told me\./);
      expect(wholeOf(reply)).to.include('Could someone else see this phone, this chat, or a saved page?');
      expect([...reply.first, ...reply.again].join(' ')).to.not.match(/abus|violen/i);
    });
  }

  it('say one thing to an urge and to an unwanted thought', () => {
    const reply = CONTENT.safety.replies.get('intrusive-thoughts');
    expect(reply?.first[0]).to.equal(
      'If you might hurt your baby: put them on their back in the cot, close the door, and ring 999.',
    );
    expect(reply?.first[1]).to.match(
      /^Many parents get frightening thoughts they do not want\. Having a thought is not the same as doing it\. You can tell your GP, midwife or health visitor today\./,
    );
  });

  it('do not judge a symptom that is in no row', () => {
    expect(CONTENT.safety.replies.get('body-symptom')?.first.join(' ')).to.match(
      /^I can't judge how ill someone is\. Ring 111 now \(Northern Ireland: GP or out-of-hours\)\. Ring 999 if they are hard to wake, struggling to breathe, blue or grey\./,
    );
  });
});
