import { expect } from 'chai';
import fc from 'fast-check';
import { MAX_JSON_DEPTH, MAX_JSON_KEYS, parseJson } from '../../../channels/http/json.ts';

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const withKeys = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":${index}`).join(',')}}`;

describe('JSON from strangers', () => {
  for (const { text, because } of [
    { text: nested(MAX_JSON_DEPTH + 1), because: 'it is one level too deep' },
    { text: nested(100_000), because: 'it is 100,000 levels deep' },
    { text: '{"a":'.repeat(100_000), because: 'it opens 100,000 objects and closes none' },
    { text: withKeys(MAX_JSON_KEYS + 1), because: 'it has one key too many' },
    { text: `[${'{"a":1},'.repeat(MAX_JSON_KEYS + 1)}0]`, because: 'its objects have too many keys together' },
    { text: '{"text":"hello"} {}', because: 'data follows it' },
    { text: '{"text":"hello" /* why */}', because: 'it has a comment' },
    { text: '{"text":NaN}', because: 'NaN is no JSON' },
    { text: '{"text":1e999}', because: '1e999 becomes Infinity' },
    { text: '[{"deep":[-1e999]}]', because: 'a number deep inside becomes -Infinity' },
    { text: '\uFEFF{"text":"hello"}', because: 'it starts with a byte order mark' },
    { text: '{"text":"hello', because: 'it stops in the middle' },
    { text: '"\\', because: 'it stops in an escape' },
    { text: ' ', because: 'it is blank' },
  ]) {
    it(`is refused when ${because}`, () => {
      expect(parseJson(text).kind).to.equal('refused');
    });
  }

  for (const { text, value } of [
    { text: nested(MAX_JSON_DEPTH), value: JSON.parse(nested(MAX_JSON_DEPTH)) as unknown },
    { text: withKeys(MAX_JSON_KEYS), value: JSON.parse(withKeys(MAX_JSON_KEYS)) as unknown },
    { text: `"${'['.repeat(50)}"`, value: '['.repeat(50) },
    { text: `"${':'.repeat(500)}"`, value: ':'.repeat(500) },
    { text: '"\\"[[[[[[[[[[[[[[[[[[[[[[["', value: '"[[[[[[[[[[[[[[[[[[[[[[[' },
    { text: '{"a":1,"a":2}', value: { a: 2 } },
    { text: '9007199254740993', value: 9007199254740992 },
    { text: 'null', value: null },
  ]) {
    it(`is read when it is ${text.slice(0, 30)}`, () => {
      expect(parseJson(text)).to.deep.equal({ kind: 'value', value });
    });
  }

  for (const key of ['__proto__', '\\u005f_proto__', 'constructor', 'prototype']) {
    it(`loses the key "${key}" wherever it stands`, () => {
      const outcome = parseJson(`{"a":[{"${key}":{"admin":true},"b":1}],"${key}":{"admin":true}}`);
      expect(outcome).to.deep.equal({ kind: 'value', value: { a: [{ b: 1 }] } });
      const copied: unknown = Object.assign({}, outcome.kind === 'value' ? outcome.value : undefined);
      expect(copied).not.to.have.property('admin');
      expect({}).not.to.have.property('admin');
    });
  }

  it('keeps keys that only look dangerous', () => {
    const value = { toString: 1, hasOwnProperty: 2, valueOf: 3 };
    expect(parseJson(JSON.stringify(value))).to.deep.equal({ kind: 'value', value });
  });

  it('is read exactly as JSON.parse reads it, whatever it holds within the limits', () => {
    const small = fc.jsonValue({ maxDepth: 4 }).filter((value) => {
      const text = JSON.stringify(value);
      return (text.match(/:/g) ?? []).length <= MAX_JSON_KEYS && !/__proto__|constructor|prototype/.test(text);
    });
    fc.assert(
      fc.property(small, (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).to.deep.equal({ kind: 'value', value: JSON.parse(text) as unknown });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ']', '}', ':', ',', '1', 'e', ' ', 'ü') }), (text) => {
        expect(parseJson(text).kind).to.be.oneOf(['value', 'refused']);
      }),
      { numRuns: 2_000 },
    );
  });
});
