/**
 * The style of every page: one column, readable from 320 px, buttons of 44 px, light and dark.
 *
 * The bar with the way out stays on screen, but not on screens so low that it would hide what it stands above.
 */
export const STYLE = `
:root{color-scheme:light dark;--ink:#22303a;--soft:#4d5b64;--paper:#fffdfa;--ground:#f6f2ec;--line:#cfc8bd;--accent:#1c5d53;--on-accent:#fff;--ours:#e9f2ee;--yours:#efe8de;--alarm:#a5160f;--on-alarm:#fff;--alarm-ground:#fdf0ec}
@media (prefers-color-scheme:dark){:root{--ink:#eef1f0;--soft:#b9c5c8;--paper:#1a2124;--ground:#12181a;--line:#49565b;--accent:#8ad8c9;--on-accent:#06201c;--ours:#1f302d;--yours:#2b2a27;--alarm:#ffa79f;--on-alarm:#2b0705;--alarm-ground:#331c1a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:.5rem}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header{display:contents}
.bar>div,.exit-notice,main,footer{max-width:40rem;margin:0 auto;padding:.75rem 1rem}
main{background:var(--paper);padding-bottom:1.5rem}
h1{font-size:1.375rem;line-height:1.25;margin:.5rem 0 .75rem}
h2{font-size:1.0625rem;line-height:1.35;margin:1.5rem 0 .25rem}
p{margin:.5rem 0}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main:focus,.replies:focus{outline:none}
.skip{position:absolute;left:-999em}
.skip:focus{position:static;display:block;padding:.75rem 1rem}
.bar{background:var(--ground);border-bottom:1px solid var(--line)}
.bar>div{display:flex;gap:.75rem;align-items:center;justify-content:space-between;padding-top:.375rem;padding-bottom:.375rem}
.draft{margin:0;color:var(--soft);font-size:.875rem;line-height:1.25}
.exit-notice{margin:0 auto;padding-top:.5rem;padding-bottom:.5rem;color:var(--soft);font-size:.875rem}
.exit,.start,.contact,button{display:inline-block;min-height:44px;min-width:44px;padding:.5625rem 1rem;border:2px solid;border-radius:.625rem;font:inherit;font-weight:600;line-height:1.375;text-decoration:none;text-align:center}
.exit{flex:none;padding:.6875rem .75rem;font-size:.9375rem;background:var(--ink);border-color:var(--ink);color:var(--paper)}
.start,.send{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
button{cursor:pointer}
.said,.replies{display:flow-root}
.said h2,.replies h2{margin:.5rem 0 .25rem;color:var(--soft);font-size:.9375rem;font-weight:600}
.said h2{text-align:right}
.said p{width:fit-content;max-height:12rem;margin:0 0 1rem auto;padding:.5rem .875rem;overflow:auto;white-space:pre-wrap;background:var(--yours);border-radius:.875rem .875rem .25rem .875rem}
.bubble{margin:.5rem 0;padding:.25rem .875rem;background:var(--ours);border-radius:.25rem .875rem .875rem .875rem}
.bubble-first{padding-bottom:.5rem;background:var(--alarm-ground);border-left:.375rem solid var(--alarm)}
.bubble-first p{font-size:1.1875rem;font-weight:600;line-height:1.4}
.bubble-first .contact-call{background:var(--alarm);border-color:var(--alarm);color:var(--on-alarm)}
figure{margin:0}
blockquote{margin:.5rem 0;padding-left:.875rem;border-left:.25rem solid var(--accent)}
figcaption{margin:.25rem 0 .5rem;color:var(--soft);font-size:.9375rem}
.notice{margin:.75rem 0;padding:.5rem .875rem;border:2px solid var(--line);border-radius:.625rem}
.bubble-sheet{margin:0;background:var(--paper);border:solid var(--accent);border-width:0 2px;border-radius:0}
:not(.bubble-sheet)+.bubble-sheet{margin-top:.5rem;border-top-width:2px}
.bubble-sheet:last-child{margin-bottom:.5rem;border-bottom-width:2px}
.contacts,.choices{list-style:none;margin:.5rem 0;padding:0;display:grid;gap:.5rem}
.contacts>li>*,.choices button{width:100%;text-align:left}
.contact{border-color:var(--soft);color:var(--ink);background:var(--paper)}
.contact-web{padding-left:0;padding-right:0;border-color:transparent;background:none;font-weight:400;text-decoration:underline;color:var(--accent)}
.choices button{background:var(--paper);border-color:var(--accent);color:var(--accent)}
.ways{list-style:none;margin:.5rem 0;padding:0;display:flex;flex-wrap:wrap;gap:0 1.25rem}
.ways button{padding-left:0;padding-right:0;border-color:transparent;background:none;color:var(--accent);font-weight:400;text-decoration:underline}
form{margin:1.25rem 0 .5rem}
.choices-label,label{display:block;margin:1.25rem 0 .25rem;font-weight:600}
.hint{margin:0 0 .375rem;color:var(--soft);font-size:.9375rem}
textarea{display:block;width:100%;min-height:5rem;max-height:50vh;margin-bottom:.75rem;padding:.5rem .75rem;font:inherit;font-size:max(1.0625rem,16px);color:inherit;background:var(--paper);border:2px solid var(--soft);border-radius:.625rem;resize:vertical;field-sizing:content}
.send{min-width:8rem}
.state{margin:-.75rem 0 1rem;color:var(--soft);font-size:.9375rem;text-align:right}
.connection:not(:empty){margin:.75rem 0;padding:.25rem .875rem;border:2px solid var(--alarm);border-radius:.625rem;background:var(--alarm-ground)}
.exit-presses{position:fixed}
.exit-presses:not(:empty){top:.25rem;left:.5rem;right:.5rem;z-index:2;max-width:40rem;margin:0 auto;padding:.75rem 1rem;background:var(--ink);color:var(--paper);border-radius:.625rem;font-weight:600}
.tools{display:flex;flex-wrap:wrap;gap:.5rem;margin:.75rem 0}
.tools button{background:var(--paper);border-color:var(--soft);color:var(--ink)}
.sample{margin:1.25rem 0;padding:.25rem 1rem .75rem;border:2px dashed var(--line);border-radius:.625rem}
.sample h2{margin-top:.75rem;font-size:1.25rem}
.sample-label{color:var(--soft);font-size:.9375rem}
.settings{margin-top:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:0 1rem;align-items:end}
.settings .send{margin-top:1rem}
body:has(.sample) footer{padding-bottom:5rem}
.code textarea{font:.875rem/1.4 ui-monospace,monospace}
input,select{display:block;width:100%;min-height:44px;padding:.375rem .625rem;font:inherit;font-weight:400;color:inherit;background:var(--paper);border:2px solid var(--soft);border-radius:.625rem}
.more{margin:1.5rem 0 0}
.more a,.standing{display:inline-block;min-height:44px;min-width:44px;padding:.5625rem 0;margin-right:1.5rem}
.service{padding:.25rem 0 .75rem;border-top:1px solid var(--line)}
.service h2{margin-top:.75rem}
footer .contacts{margin:.25rem 0 .75rem}
@media (min-height:30rem){.bar{position:sticky;top:0;z-index:1}.exit-presses:not(:empty){top:4.5rem}html{scroll-padding-top:5.5rem}}
@media (min-width:22rem) and (min-height:30rem){html{scroll-padding-top:4.5rem}}
@media (min-width:36rem){body{font-size:1.125rem}main{border-radius:.875rem;padding-left:1.5rem;padding-right:1.5rem}h1{font-size:1.625rem}.contacts,.choices{display:flex;flex-wrap:wrap}.contacts>li>*,.choices button{width:auto}.said p,.bubble{max-width:34rem}}
@media (forced-colors:active){.exit,.start,.send,.contact-call,.exit-presses:not(:empty){background:ButtonFace;border-color:ButtonText;color:ButtonText}.bubble,.said p{border:1px solid}}
@media print{.skip,.bar,.exit-notice,form,.more,.tools,.page-tools{display:none}.contact-web::after{content:": " attr(href)}}
@media print{.replies:has(.bubble-sheet)>:not(.bubble-sheet),main:has(.bubble-sheet) :is(h1,.said,.replies:not(:has(.bubble-sheet))),body:has(.bubble-sheet) footer{display:none}}
`.trim();
