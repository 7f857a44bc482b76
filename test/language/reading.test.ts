import { expect } from 'chai';
import { messageReader } from '../../language/reading.ts';

const CONCEPTS = [
  { name: 'baby', phrases: ['baby', 'lo', 'little one', 'bairn'] },
  { name: 'clingy', phrases: ['clingy', 'velcro baby'] },
];
const read = messageReader((words) => [...words], CONCEPTS);
const said = (text: string): string[] => read(text).concepts.map(({ name, denied }) => (denied ? `not ${name}` : name));

describe('reading a message', () => {
  it('finds the same concept in different words, the longest phrase first', () => {
    expect(said('my LO, your little one, the bairn')).to.deep.equal(['baby', 'baby', 'baby']);
    expect(said('she is a velcro baby')).to.deep.equal(['clingy']);
  });

  for (const text of ['she is NOT clingy', "she isn't clingy", 'she is not at all clingy', 'she is no longer clingy', 'never really clingy']) {
    it(`hears in "${text}" that she is not`, () => {
      expect(said(text)).to.deep.equal(['not clingy']);
    });
  }

  for (const text of ['she is clingy', 'not sure why she is clingy', 'I do not know if clingy is normal']) {
    it(`hears in "${text}" that she is`, () => {
      expect(said(text)).to.deep.equal(['clingy']);
    });
  }

  it('keeps words and adds concepts to them', () => {
    const plain = messageReader((words) => [...words], [])('my bairn').features;
    const { features } = read('my bairn');
    expect(features.words).to.include.members([...plain.words]);
    expect(features.words).to.have.length(plain.words.length + 1);
  });

  it('tells of whom a concept is said', () => {
    const told = (text: string): number | undefined => read(text).features.pairs.at(-1);
    expect(told('i am so clingy')).not.to.equal(told('she is so clingy'));
    expect(told('he is so clingy')).to.equal(told('she is very clingy'));
  });
});
