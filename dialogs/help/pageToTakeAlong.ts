import type { Said, Slots } from '../../common/reply.ts';
import type { Content } from '../../knowledge/content.ts';
import { mayHearOfHolding } from '../passages.ts';
import type { Step, Turn } from '../turn.ts';
import type { HelpAnswers, HelpDialog } from './helpDialog.ts';
import { slotsOf } from './pageSlots.ts';
import { servicesOnPage } from './pageServices.ts';
import { fittingChoice, helpTurn, sayPart } from './speak.ts';

/** More of a parent's own words than this does not fit a page that is read out at a desk. */
const MAX_OWN_CHARACTERS = 1_000;
/** Quotations about being with a baby: left out after a loss, and for a parent who may be near harming theirs. */
const QUOTED = ['entries/help.baby-massage#short-answer.0', 'entries/help.own-needs#short-answer.0'] as const;

/**
 * Shows the page to take along, and ends the dialog. `ownWords` stand on it this once; when it is said again, there are
 * lines to fill in instead.
 */
export function showPage(content: Content, turn: Turn, help: HelpDialog, ownWords?: string): Step {
  const own = ownWords?.trim().slice(0, MAX_OWN_CHARACTERS) ?? '';
  const ended: HelpDialog = { ...help, state: 'ended', ownWords: help.ownWords || own !== '', at: turn.now };
  const slots = slotsOf(turn, ended, own === '' ? (help.ownWords ? 'before' : 'none') : 'now');
  const said = pageParts(content, turn, ended, slots).map((each) => ({ ...each, slots }));
  const choices = (content.help.get('page')?.choices ?? []).filter((choice) => !(help.step === 'words' && choice === 'help-carry-on'));
  const step = helpTurn(said, ended, { kind: 'summary', choices });
  return own === '' ? step : { ...step, ownWords: own };
}

function pageParts(content: Content, turn: Turn, { answers, ownWords }: HelpDialog, slots: Slots): readonly Said[] {
  const page = (part: string): readonly Said[] => sayPart(content, 'page', part, 'summary');
  const card = (file: string): readonly Said[] => sayPart(content, file, 'on-the-page', 'summary');
  const services = answers.nation === 'nation-outside' ? [] : servicesOnPage(content, slots);
  return [
    ...page(slots['own'] === 'before' ? 'before-again' : 'before'),
    ...whomToTell(content, answers),
    ...page('beginning'),
    ...(answers.hardest === undefined ? [] : card(fittingChoice(turn.conversation, answers.hardest))),
    ...(ownWords ? page('own-words') : []),
    ...page('questions').slice(0, 1),
    ...services.map((_, index) => reference(`dialogs/help/page#service.${index}`)),
    ...(services.some(({ always }) => !always) ? page('if-nobody-answers') : []),
    ...(mayHearOfHolding(turn.conversation) ? QUOTED.map(reference) : []),
    ...card(answers.nation ?? 'nation-unknown'),
  ];
}

/** Outside the UK some people go by other names, and some numbers are no use. */
function whomToTell(content: Content, { tell = 'tell-not-sure', nation }: HelpAnswers): readonly Said[] {
  const elsewhere = nation === 'nation-outside' ? sayPart(content, tell, 'on-the-page-outside', 'summary') : [];
  return elsewhere.length > 0 ? elsewhere : sayPart(content, tell, 'on-the-page', 'summary');
}

function reference(content: string): Said {
  return { kind: 'summary', content, choices: [] };
}
