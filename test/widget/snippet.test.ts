import { expect } from 'chai';
import { inkOn } from '../../widget/loader/ink.ts';
import { frameSnippet, linkSnippet, readSnippet, scriptSnippet } from '../../widget/views/snippet.ts';

const ADDRESSES = { origin: 'https://bot.example', loaderPath: '/widget.js', versionedPath: '/widget-abc.js', integrity: 'sha384-xyz' };
const WORDS = { link: 'Talk about your baby', numbers: 'In danger: 999 · Samaritans: 116 123' };
const read = (query: string) => readSnippet(new URLSearchParams(query));

describe('the snippet for a charity', () => {
  it('is a real link and the two numbers first, then the script', () => {
    expect(scriptSnippet({}, ADDRESSES, WORDS, false)).to.equal(
      '<p><a href="https://bot.example/chat">Talk about your baby</a> · In danger: 999 · Samaritans: 116 123</p>\n'
      + '<script src="https://bot.example/widget.js" async></script>',
    );
  });

  it('holds what was chosen, as data attributes', () => {
    const settings = read('title=Ask+us&colour=%23aa2200&position=left&launcher=inline&language=cy&open=yes&exit=off');
    expect(scriptSnippet(settings, ADDRESSES, WORDS, false)).to.include(
      'data-title="Ask us" data-colour="#aa2200" data-position="left" data-launcher="inline" data-language="cy" data-open="yes" data-exit="off"',
    );
  });

  it('names this version and its hash where the charity wants that', () => {
    expect(scriptSnippet({}, ADDRESSES, WORDS, true)).to.include(
      'src="https://bot.example/widget-abc.js" async integrity="sha384-xyz" crossorigin="anonymous"',
    );
  });

  it('leaves out what does not fit, and the defaults', () => {
    expect(read('title=&colour=red&position=right&launcher=button&language=xx&open=no&exit=on&onload=x')).to.deep.equal({});
  });

  it('takes hostile words for words', () => {
    const settings = read(`title=${encodeURIComponent('"><script>pwned()</script>')}`);
    expect(scriptSnippet(settings, ADDRESSES, WORDS, false)).to.include('data-title="&quot;&gt;&lt;script&gt;pwned()&lt;/script&gt;"');
  });

  it('has forms for site builders that take no scripts, and no frames', () => {
    expect(frameSnippet('https://bot.example', WORDS)).to.match(/^<iframe src="https:\/\/bot\.example\/chat" title="Talk about your baby"/);
    expect(linkSnippet('https://bot.example', WORDS)).to.match(/^<a href="https:\/\/bot\.example\/chat">Talk about your baby<\/a>/);
  });
});

describe('the words on the button', () => {
  it('are readable on every colour: at least 4.5 to 1', () => {
    const unreadable: string[] = [];
    let count = 0;
    for (let rgb = 0; rgb <= 0xffffff; rgb += 1_009) {
      const colour = `#${rgb.toString(16).padStart(6, '0')}`;
      count += 1;
      if (contrast(colour, inkOn(colour)) < 4.5) unreadable.push(`${colour} ${contrast(colour, inkOn(colour))}`);
    }
    expect(count).to.be.greaterThan(10_000);
    expect(unreadable).to.deep.equal([]);
  });
});

function contrast(colour: string, ink: string): number {
  const other = ink === '#000' ? 0 : 1;
  const [darker = 0, lighter = 0] = [luminance(colour), other].sort((one, two) => one - two);
  return (lighter + 0.05) / (darker + 0.05);
}

/** As WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
