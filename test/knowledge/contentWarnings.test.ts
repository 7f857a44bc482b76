import { expect } from 'chai';
import { contentWarnings } from '../../knowledge/contentWarnings.ts';
import { loadContent } from '../../knowledge/loadContent.ts';
import { readingAge } from '../../knowledge/readability.ts';
import { serviceAge } from '../../knowledge/serviceAge.ts';
import { approved, type Changes, replace, withContent } from './contentFolder.ts';

const NOVEMBER = Date.parse('2026-11-01T12:00:00Z');

function warningsWith(changes: Changes, now = NOVEMBER): string[] {
  return withContent(changes, (folder) => {
    const { problems, library } = loadContent(folder);
    expect(problems).to.deep.equal([]);
    return contentWarnings(library, now).map(({ file, what }) => `${file}: ${what}`);
  });
}

describe('what an editor should look at', () => {
  it('is nothing in a fresh folder', () => {
    expect(warningsWith({})).to.deep.equal([]);
  });

  it('is a service that nobody checked for more than 60, and for more than 90 days', () => {
    expect(warningsWith({}, Date.parse('2026-12-05T00:00:00Z'))[0]).to.match(/^services\/line\.md: .+ more than 60 days ago/u);
    expect(warningsWith({}, Date.parse('2027-01-05T00:00:00Z'))[0]).to.match(/^services\/line\.md: .+ more than 90 days ago/u);
  });

  it('is a review whose day has come', () => {
    const signed = { 'messages/menu.md': approved('2026-05-01', '2026-11-01') };
    expect(warningsWith(signed)).to.deep.equal(['messages/menu.md: Was to be reviewed again by 2026-11-01.']);
    expect(warningsWith(signed, Date.parse('2026-10-31T12:00:00Z'))).to.deep.equal([]);
  });

  it('is a text that reads hard', () => {
    const hard = 'Professional organisations recommend multidisciplinary perinatal consultations considering individual circumstances. ';
    const changes = { 'messages/menu.md': replace('You can', `${hard}\n\n${hard}\n\n${hard}\n\nYou can`) };
    expect(warningsWith(changes).join()).to.match(/messages\/menu\.md: Reads like a text for age \d\d/u);
  });
});

describe('the reading age', () => {
  it('is lower for short words in short sentences', () => {
    const easy = readingAge('You can ring now. It is free. They will help you.');
    const hard = readingAge('Telephone consultations are available continuously without incurring expenditure.');
    expect(easy).to.be.below(8);
    expect(hard).to.be.above(16);
  });

  it('is no fault of an empty text', () => {
    expect(readingAge('')).to.equal(5);
  });
});

describe('the age of a service', () => {
  for (const { statedOn, checkedOn, age } of [
    { statedOn: '2026-10', checkedOn: '', age: 'fresh' },
    { statedOn: '2026-09-02', checkedOn: '', age: 'fresh' },
    { statedOn: '2026-09-01', checkedOn: '', age: 'ageing' },
    { statedOn: '2026-08-03', checkedOn: '', age: 'ageing' },
    { statedOn: '2026-08-02', checkedOn: '', age: 'stale' },
    { statedOn: '2020', checkedOn: '2026-10-30', age: 'fresh' },
    { statedOn: '2026-10', checkedOn: '2020-01-01', age: 'fresh' },
    { statedOn: '', checkedOn: '', age: 'stale' },
  ]) {
    it(`is ${age} on 1 November when stated ${statedOn || 'never'} and checked ${checkedOn || 'never'}`, () => {
      expect(serviceAge({ statedOn, checkedOn }, NOVEMBER)).to.equal(age);
    });
  }
});
