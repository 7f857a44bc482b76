import { Component, h, type ComponentChild } from 'preact';
import { word, type ViewWords } from '../views/words.ts';
import type { Exchange } from './transcript.ts';

interface UsefulQuestionProps {
  readonly words: ViewWords;
  readonly tell: (useful: 'yes' | 'no') => void;
}

/** Asks once whether an answer was useful. What is told is counted, without who or what. */
export class UsefulQuestion extends Component<UsefulQuestionProps, { readonly isTold: boolean }> {
  override state = { isTold: false };

  override render(): ComponentChild {
    const { words } = this.props;
    const button = (useful: 'yes' | 'no'): ComponentChild =>
      h('button', { type: 'button', onClick: () => this.#tell(useful) }, word(words, `useful-${useful}`));
    return h(
      'div',
      { class: 'tools', role: 'group', 'aria-labelledby': 'useful' },
      h('p', { id: 'useful', role: 'status' }, word(words, this.state.isTold ? 'useful-thanks' : 'useful-question')),
      ...(this.state.isTold ? [] : [button('yes'), button('no')]),
    );
  }

  #tell(useful: 'yes' | 'no'): void {
    this.props.tell(useful);
    this.setState({ isTold: true });
    document.getElementById('text')?.focus({ preventScroll: true });
  }
}

/** Whether it is asked: only of answers and signposts, and never of one about a death. */
export function isAskedOf({ id, replies }: Exchange): boolean {
  const [first] = replies;
  if (id === undefined || first === undefined) return false;
  const isKind = first.kind === 'answer' || first.kind === 'signpost';
  return isKind && !replies.some(({ said }) => said.content.includes('bereavement'));
}
